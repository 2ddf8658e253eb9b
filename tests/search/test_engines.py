"""Both engines answer by the plan, within rights, and mend themselves: one suite for the two."""

import threading
import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docs_mgmt.rules.vietnamese import fold
from search.engine import IndexNotReadyError, Order
from tests.search.shelf import an_entry, ask, found, write

SHELF = [
    an_entry(
        1,
        "Kế hoạch phân loại chất thải rắn sinh hoạt tại nguồn",
        "Mỗi hộ gia đình phân loại rác thành ba nhóm. Căn cứ Quyết định số 07/QĐ-UBND.",
        number="166/KH-UBND",
        kind="KH",
        unit="1",
        stage="ISSUED",
        issued=date(2025, 9, 18),
        year=2025,
    ),
    an_entry(
        2,
        "Quyết định về việc bàn giao tài sản công",
        "Bàn giao trụ sở cho Ủy ban nhân dân phường.",
        number="07/QĐ-UBND",
        unit="2",
        stage="ISSUED",
        issued=date(2026, 2, 1),
    ),
    an_entry(
        3,
        "Báo cáo họp giao ban tháng Hai",
        "Cuộc họp giao ban; ban giáo dục báo cáo.",
        number="12/BC-UBND",
        kind="BC",
        unit="2",
        stage="ARCHIVED",
        issued=date(2026, 3, 1),
    ),
    an_entry(
        4,
        "Về việc bán giao thông phẩm",
        "Bán giáo trình cũ.",
        kind="CV",
        unit="1",
        stage="DRAFTED",
        issued=None,
        year=None,
    ),
    an_entry(
        5,
        "Nghị quyết phát triển kinh tế",
        "Nội dung.",
        number="45/2014/NQ-HĐND",
        kind="NQ",
        year=2014,
        issued=date(2014, 7, 1),
        meta=("Hội đồng nhân dân", "Tạ Quốc Vỹ"),
    ),
]
SAME = ["bàn giao tài sản", "ủy ban nhân dân phường", "phân loại rác", "uỷ ban"]
SEVEN = ["07/QĐ-UBND", "7/qđ-ubnd", "7/qd-ubnd", "quyết định số 7", "QĐ 7", "số 07", "7/2026"]
NOBODY = ["08/QĐ-UBND", "07/KH-UBND", "quyết định số 8", "9999", "45/NQ-HĐND", "07/2020/QĐ-UBND"]


@pytest.fixture
def engine(new_engine):
    engine = new_engine()
    engine.rebuild(SHELF)
    return engine


def test_words_find_with_marks_and_without(engine):
    for typed in ("phân loại rác", "phan loai rac", "PHÂN LOẠI RÁC", "  phân   loại  rác "):
        assert found(engine, typed) == [1], typed


@pytest.mark.parametrize(
    "typed", ["bàn giao tài sản", "ủy ban nhân dân phường", "phân loại rác", "uỷ ban"]
)
def test_the_same_question_gives_the_same_list(engine, typed):
    first = found(engine, typed)
    assert first
    assert found(engine, unicodedata.normalize("NFD", typed)) == first
    assert found(engine, typed.upper()) == first
    assert found(engine, typed.replace(" ", "   ")) == first
    assert found(engine, typed.replace("ủy", "uỷ")) == first


def test_homographs_are_told_apart_when_typed_with_marks(engine):
    assert found(engine, "bàn giao")[0] == 2
    assert found(engine, "giao ban")[0] == 3
    assert found(engine, "bán giáo")[0] == 4


@pytest.mark.parametrize(
    "typed", ["07/QĐ-UBND", "7/qđ-ubnd", "7/qd-ubnd", "quyết định số 7", "QĐ 7", "số 07", "7/2026"]
)
def test_a_number_finds_its_own_document_first_and_then_who_cites_it(engine, typed):
    ids = found(engine, typed)
    assert ids[0] == 2, ids
    assert set(ids) <= {1, 2}


@pytest.mark.parametrize(
    "typed",
    ["08/QĐ-UBND", "07/KH-UBND", "quyết định số 8", "9999", "45/NQ-HĐND", "07/2020/QĐ-UBND"],
)
def test_a_number_that_does_not_exist_finds_nothing(engine, typed):
    assert ask(engine, typed).total == 0


def test_meta_is_searchable(engine):
    assert found(engine, "tạ quốc vỹ") == [5]


def test_abbreviations_are_read_both_ways(engine):
    assert 2 in found(engine, "UBND phường")
    assert 5 in found(engine, "HĐND")
    assert found(engine, "hội đồng nhân dân")[0] == 5


def test_the_last_word_may_still_grow(engine):
    assert 2 in found(engine, "bàn giao t")
    assert found(engine, "chất th") == [1]
    assert found(engine, "chat th") == [1]
    assert found(engine, "nghị q") == [5]


def test_more_than_two_thirds_of_the_syllables_are_enough(engine):
    assert found(engine, "phân loại chất thải xyzt")[0] == 1
    assert found(engine, "phân xa lạ") == []


def test_lists_are_narrowed_and_counted(engine):
    everything = ask(engine, "")
    assert everything.total == 5
    assert everything.counts["unit"] == {"1": 2, "2": 2}
    narrowed = ask(engine, "", narrowed={"unit": ("2",)})
    assert set(narrowed.ids) == {2, 3}
    assert narrowed.counts["unit"] == {"1": 2, "2": 2}
    assert narrowed.counts["stage"] == {"ISSUED": 1, "ARCHIVED": 1}


def test_without_words_the_newest_come_first_and_pages_follow(engine):
    assert found(engine, "") == [3, 2, 1, 5, 4]
    assert found(engine, "", limit=2, offset=2) == [1, 5]
    assert found(engine, "thủy điện nhỏ", order=Order.NEWEST) == []


def test_equal_hits_stand_by_id_on_every_page(new_engine):
    engine = new_engine()
    engine.rebuild([])
    for pk in range(1, 60, 10):
        write(engine, [an_entry(one, "Thông báo lịch trực") for one in range(pk, min(pk + 10, 60))])
    assert found(engine, "lịch trực", limit=100) == list(range(59, 0, -1))
    pages = [
        one for at in range(0, 59, 7) for one in found(engine, "lịch trực", limit=7, offset=at)
    ]
    assert pages == list(range(59, 0, -1))


def test_where_words_say_nothing_the_newest_come_first_on_any_page(new_engine):
    """However many equals there are: no page is of a row that was cut off before it."""
    engine = new_engine()
    shuffled = [1 + (number * 997) % 6000 for number in range(6000)]
    engine.rebuild(an_entry(pk, "Ủy ban", body="phường " * (pk % 7 + 1)) for pk in shuffled)
    pages = [found(engine, "phường", offset=offset, limit=20) for offset in (0, 2990, 5980)]
    assert pages == [[*range(6000, 5980, -1)], [*range(3010, 2990, -1)], [*range(20, 0, -1)]]


def test_an_entry_written_again_is_found_once(engine):
    write(engine, [an_entry(1, "Tờ trình mua thùng rác")], gone=[3])
    assert found(engine, "thùng rác") == [1]
    assert found(engine, "chất thải rắn") == []
    assert 3 not in found(engine, "giao ban")
    assert engine.fingerprints()[1] == an_entry(1, "Tờ trình mua thùng rác").fingerprint
    assert sorted(engine.fingerprints()) == [1, 2, 4, 5]


READERS = st.frozensets(
    st.sampled_from(["p1", "p2", "u1", "u2", "desk3", "agency1@SUBMITTED"]), max_size=3
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rights=st.lists(READERS, min_size=1, max_size=12), asker=READERS)
def test_no_forbidden_document_is_found_or_counted(new_engine, rights, asker):
    engine = new_engine("rights")
    engine.rebuild(
        an_entry(
            pk,
            "Mật khẩu dự phòng",
            number=f"{pk}/QĐ-UBND",
            readers=tokens,
            unit=str(pk),
            stage="ISSUED",
        )
        for pk, tokens in enumerate(rights, 1)
    )
    seen = {pk for pk, tokens in enumerate(rights, 1) if tokens & asker}
    for typed in ("mật khẩu", "mat kh", "1/QĐ-UBND", "", "QĐ 2"):
        answer = ask(engine, typed, readers=asker, limit=50)
        assert set(answer.ids) <= seen
        assert answer.total == len(answer.ids)
        assert set(answer.counts["unit"]) <= {str(pk) for pk in seen}
        assert sum(answer.counts["stage"].values()) == answer.total
    assert set(ask(engine, "", readers=asker, limit=50).ids) == seen
    for token in asker:
        told = sum(token in tokens for tokens in rights)
        assert engine.count_seen_by(token) == told


def test_a_missing_index_says_so_and_is_not_made_by_a_write(new_engine):
    engine = new_engine()
    for _ in range(2):
        assert not engine.is_current()
        assert engine.state().state == "missing"
        with pytest.raises(IndexNotReadyError):
            found(engine, "rác")
        with pytest.raises(IndexNotReadyError):
            write(engine, [an_entry(1, "Thùng rác")])
    with pytest.raises(IndexNotReadyError):
        engine.fingerprints()


def test_an_index_that_is_forgotten_is_gone_until_it_is_made_anew(engine):
    assert engine.is_current()
    assert engine.state().state == "ok"
    engine.forget()
    assert not engine.is_current()
    with pytest.raises(IndexNotReadyError):
        found(engine, "rác")
    assert engine.rebuild(SHELF) == 5
    assert found(engine, "phân loại rác") == [1]


def test_a_rebuild_is_noticed_by_who_reads(engine, new_engine):
    other = new_engine()
    assert found(other, "phân loại rác") == [1]
    engine.rebuild([an_entry(77, "Phân loại rác")])
    assert found(other, "phân loại rác") == [77]


TITLES = [
    "Trả lời công văn số 12 của Phòng Kinh tế",
    "Kế hoạch triển khai Nghị quyết số 57-NQ/TW của Bộ Chính trị",
    "Sửa đổi Quyết định 15/2024/QĐ-UBND",
    "V/v góp ý dự thảo kế hoạch 09/kh-ubnd",
    "Số 3/2025 về việc họp tổ 27",
    "Báo cáo 6 tháng đầu năm 2026",
]


def test_a_title_answers_to_itself(new_engine):
    engine = new_engine()
    engine.rebuild(an_entry(pk, title, "Không có gì.") for pk, title in enumerate(TITLES, 1))
    for pk, title in enumerate(TITLES, 1):
        for typed in (title, fold(title), title.upper()):
            assert found(engine, typed)[:1] == [pk], typed


def test_a_number_named_by_its_kind_is_cited(new_engine):
    engine = new_engine()
    engine.rebuild([an_entry(1, "Kế hoạch", "Thực hiện Quyết định số 12 ngày 5 tháng 2.")])
    assert found(engine, "quyết định số 12") == [1]
    assert found(engine, "quyết định số 5") == []


def test_any_letters_may_be_asked(engine):
    odd = ("北京市人民政府", "x" * 500, "ß", "a_b'c&d", '"*()[]{}^\\', "🙂", "ả" * 30)
    for typed in (*odd, "xe Citroën", "ủy banİ", "kế hoạch ząb"):
        ask(engine, typed)


def test_readers_never_fail_while_the_index_is_made_anew(engine, new_engine):
    other = new_engine()
    ended = threading.Event()
    seen = []

    def read() -> None:
        while not ended.is_set():
            seen.append(found(other, "phân loại rác"))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(5):
            engine.rebuild(SHELF)
    finally:
        ended.set()
        reader.join()
    assert seen
    assert all(ids == [1] for ids in seen)


def test_only_the_ids_that_are_named_are_looked_at(engine):
    assert set(ask(engine, "", among=frozenset({2, 4, 99})).ids) == {2, 4}
    assert ask(engine, "bàn giao", among=frozenset({3})).ids == (3,)
    assert ask(engine, "", among=frozenset()).total == 0


def test_registers_stand_by_year_and_number(engine):
    assert found(engine, "", order=Order.NUMBER) == [2, 3, 1, 5, 4]
    assert ask(engine, "", order=Order.NUMBER, counted=("kind",)).counts.keys() == {"kind"}


WISHED = {
    "rác": [2, 3, 1],
    "rác -họp": [2, 1],
    'rác -"phân loại"': [2, 3],
    "-rac": [4],
    '"thu gom rác"': [2],
    "loại: kế hoạch": [4, 1],
    "rác -loại: kế hoạch": [2, 3],
    'rác người ký: "tạ quốc vỹ"': [1],
    "nguoi ky: vy": [1],
    'đơn vị: "phòng kinh tế"': [2],
    "rác từ: 1/1/2026": [2, 3],
    "rác từ: 1/1/2026 đến: 31/1/2026": [2],
    "năm: 2025": [1],
    "năm: 2031": [],
}


@pytest.mark.parametrize("typed", WISHED)
def test_fields_phrases_and_exclusions_narrow_and_score_nothing(wished, typed):
    answer = ask(wished, typed)
    assert list(answer.ids) == WISHED[typed]
    assert answer.total == sum(answer.counts["kind"].values()) == len(answer.ids)


@pytest.fixture
def wished(new_engine):
    engine = new_engine()
    told = {"signers": ("Lê Văn An",), "units": ("Phòng Văn hóa",)}
    last_year = {"issued": date(2025, 9, 18), "year": 2025}
    vy = told | last_year | {"signers": ("Tạ Quốc Vỹ",)}
    engine.rebuild(
        [
            an_entry(1, "Kế hoạch phân loại rác", kind="KH", **vy),
            an_entry(2, "Thu gom rác", "Thu gom rác.", **told | {"units": ("Phòng Kinh tế",)}),
            an_entry(3, "Mời họp về rác", **told, issued=date(2026, 2, 1)),
            an_entry(4, "Kế hoạch tiêm chủng", kind="KH", **told, issued=date(2026, 3, 1)),
        ]
    )
    return engine


def test_a_decision_numbered_without_its_code_is_found_and_no_letter_of_that_number(new_engine):
    engine = new_engine()
    told = [("123/QĐ-UBND", "QĐ"), ("123/UBND", "CV"), ("123/UBND-VX", "CV"), ("36/CP", "QĐ")]
    shelf = [an_entry(pk, number=number, kind=kind) for pk, (number, kind) in enumerate(told, 1)]
    with engine.holding():
        engine.rebuild(shelf)
    assert found(engine, "quyết định số 123/UBND") == [1]
    assert found(engine, "quyet dinh so 123/ubnd") == [1]
    assert found(engine, "quyết định số 124/UBND") == []
    assert found(engine, "quyết định số 36/CP") == [4]
    assert found(engine, "kế hoạch số 36/CP") == []


def test_a_row_of_letters_of_any_length_is_a_question(new_engine):
    engine = new_engine()
    with engine.holding():
        engine.rebuild([an_entry(1, "Kế hoạch phân loại")])
    for typed in ("z" * 999, "kế " + "ả" * 990, "1/" + "z" * 990):
        assert found(engine, typed) == []
