"""Questions as people type them, asked of an engine: years behind numbers, names, spellings."""

import pytest

from docs_mgmt.rules.vietnamese import canon
from search.engine import Ask, as_meant
from search.rules.abbreviations import BUILT_IN
from search.rules.keyed import as_meant_to_be_keyed
from search.rules.question import read_question
from tests.search.shelf import EVERYONE, an_entry, found


@pytest.fixture
def numbered(new_engine):
    engine = new_engine()
    engine.rebuild(
        [
            an_entry(1, "Phân bổ kinh phí", number="44/QĐ-UBND", year=2019),
            an_entry(2, "Thu hồi đất", number="44/QĐ-UBND", year=2023),
            an_entry(3, "Đổi tên đường", number="44/QĐ-UBND", year=None),
        ]
    )
    return engine


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("44/QĐ-UBND 2019", [1, 3, 2]),
        ("44/qd-ubnd (2019)", [1, 3, 2]),
        ("44/QĐ-UBND/2019", [1, 3]),
        ("44/QĐ-UBND năm 2019", [1, 3]),
        ("44/QĐ-UBND ngày 5/3/2020", [3]),
        ("QĐ-UBND số 45", []),
    ],
)
def test_a_year_behind_a_number_brings_the_document_of_that_year_first(numbered, typed, ids):
    assert found(numbered, typed) == ids


@pytest.fixture
def spelt(new_engine):
    engine = new_engine()
    engine.rebuild(
        [
            an_entry(1, "Quy hoạch đất ở", units=("Ủy ban nhân dân phường Hòa Minh",)),
            an_entry(2, "Qui hoạch chợ", units=("UBND phường Hòa Minh", "Phòng Quản lý đô thị")),
            an_entry(3, "Công văn mời họp", units=("Hội đồng nhân dân phường Hòa Minh",)),
        ]
    )
    return engine


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("qui hoạch", [2, 1]),
        ("quy hoạch", [1, 2]),
        ("qui hoach", [2, 1]),
        ("QUY HOẠCH", [1, 2]),
        ('"quy hoạch"', [1]),
    ],
)
def test_i_and_y_are_one_letter_where_both_are_written_and_the_typed_one_comes_first(
    spelt, typed, ids
):
    assert found(spelt, typed) == ids


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("cơ quan: UBND phường Hoà Minh", {1, 2}),
        ("don vi: ubnd phuong hoa minh", {1, 2}),
        ("đơn vị: ủy ban nhân dân phường Hòa Minh", {1, 2}),
        ("đơn vị: HĐND phường Hòa Minh", {3}),
        ("đơn vị: phòng quản lí đô thị", {2}),
        ("-đơn vị: ubnd", {3}),
    ],
)
def test_a_name_is_met_by_its_abbreviation_and_the_other_way_round(spelt, typed, ids):
    assert set(found(spelt, typed)) == ids


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("sốt xuất huy", (1,)),
        ("sot xuat huy", (1,)),
        ("chợ hoa xuâ", (2,)),
        ("huy", ()),
        ("sốt xuất huy ", ()),
        ("sốt xuất huy?", ()),
        ("sốt xuất hoa", ()),
    ],
)
def test_a_whole_syllable_that_finds_nothing_may_be_the_beginning_of_a_longer_one(
    new_engine, typed, ids
):
    engine = new_engine()
    engine.rebuild([an_entry(1, "Phòng, chống sốt xuất huyết"), an_entry(2, "Mở chợ hoa xuân")])
    asked = Ask(question=read_question(typed), readers=EVERYONE)
    assert as_meant(engine, asked)[1].ids == ids


@pytest.mark.parametrize(
    ("keyed", "meant"),
    [
        ("quyeets ddinhj thu hooif ddaats", "quyết định thu hồi đất"),
        ("quyeest ddijnh", "quyết định"),
        ("Nguwowif sinh nguowif", "người sinh người"),
        ("quye6t1 d9inh5 d9u7o7ng2", "quyết định đường"),
        ("123/QDD-UBND", "123/QĐ-UBND"),
        ("soos 12 hddnd", "số 12 HĐND"),
        ("rasc thair", "rác thải"),
        ("hoaf thuyr quys", "hòa thủy quý"),
        ("thu hoi dat QD UBND", "thu hoi dat QD UBND"),
        ("covid19 zalo pdf CT1 km5 b12 2025", "covid19 zalo pdf CT1 km5 b12 2025"),
        ("quyết ddinhj", "quyết định"),
        ("phân laoi rác thair", "phân laoi rác thair"),
    ],
)
def test_keys_typed_with_the_vietnamese_keyboard_off_are_read(keyed, meant):
    assert canon(as_meant_to_be_keyed(keyed, is_word=BUILT_IN.is_short)) == meant


def test_what_was_keyed_so_is_found_where_the_letters_find_nothing(new_engine):
    engine = new_engine()
    engine.rebuild(
        [
            an_entry(1, "Thu hồi đất", number="12/QĐ-UBND"),
            an_entry(2, "Thuê phần mềm ddaats", number="13/QĐ-UBND"),
        ]
    )
    for typed, ids in (
        ("thu hooif", (1,)),
        ("soos 12/QDD-UBND", (1,)),
        ("quyeets ddinhj soos 13", (2,)),
        ("quyeets ddinhj soos 14", ()),
        ("ddaats", (2,)),
    ):
        asked = Ask(question=read_question(typed), readers=EVERYONE)
        assert as_meant(engine, asked)[1].ids == ids, typed


def test_what_bears_no_date_is_of_no_time(new_engine):
    engine = new_engine()
    engine.rebuild([an_entry(1, "Rác"), an_entry(2, "Rác", issued=None, year=None)])
    assert found(engine, "rác đến: 2026") == [1]
    assert found(engine, "rác từ: 2020") == [1]
    assert found(engine, "rác -đến: 2026") == [2]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("đề án 06", [2, 1]),
        ("de an 06", [2, 1]),
        ("nghị định 100", [3]),
        ("đề án 07", []),
        ("nghị định 10", []),
        ("báo cáo 24", []),
    ],
)
def test_a_text_names_a_number_without_its_word_too(new_engine, typed, ids):
    engine = new_engine()
    engine.rebuild(
        [
            an_entry(1, "Giao ban", "Tiến độ thực hiện Đề án 06 của phường."),
            an_entry(2, "Cải tạo chợ", number="06/ĐA-UBND", kind="ĐA"),
            an_entry(3, "Nồng độ cồn", "Xử phạt theo Nghị định 100, báo cáo 24 giờ một lần."),
        ]
    )
    assert found(engine, typed) == ids
