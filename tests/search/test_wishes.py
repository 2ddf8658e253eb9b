"""Field words, phrases and exclusions; what is wrong with them is said, never left out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rules.question import read_question
from search.rules.typed_dates import period_at_start
from search.rules.wishes import FieldWord, Trouble, Wrong


def words(rows):
    return [" ".join(word.text for word in row) for row in rows]


def wishes(question):
    return {
        str(wish.field): wish.values
        or " ".join(word.text for word in wish.words)
        or wish.first
        or wish.last
        for wish in question.wishes
    }


@pytest.mark.parametrize(
    "typed", ['rác "phân loại" thải', "rác “phân loại” thải", "rác «phân loại» thải"]
)
def test_words_in_quotes_are_a_phrase(typed):
    question = read_question(typed)
    assert words(question.phrases) == ["phân loại"]
    assert [word.text for word in question.words] == ["rác", "thải"]
    assert question.troubles == ()


def test_an_open_quote_is_said_and_its_words_are_words():
    question = read_question('"phân loại rác')
    assert question.troubles == (Trouble(Wrong.OPEN_QUOTE, "phân loại rác"),)
    assert question.phrases == ()
    assert len(question.words) == 3
    assert read_question('cao 5" rộng').troubles == ()


@pytest.mark.parametrize(
    ("typed", "excluded", "left"),
    [
        ("rác -họp", ["họp"], ["rác"]),
        ('rác -"ban chỉ đạo" họp', ["ban chỉ đạo"], ["rác", "họp"]),
        ("-hop", ["hop"], []),
        ("rác - họp", [], ["rác", "họp"]),
        ("kinh tế-xã hội", [], ["kinh", "tế", "xã", "hội"]),
        ("2020-2025", [], ["2020", "2025"]),
        ("giai đoạn 2020 –2025", [], ["giai", "đoạn", "2020", "2025"]),
        ("covid-19", [], ["covid", "19"]),
    ],
)
def test_a_dash_before_a_word_leaves_it_out(typed, excluded, left):
    question = read_question(typed)
    assert words(question.excluded) == excluded
    assert [word.text for word in question.words] == left


@pytest.mark.parametrize(
    "typed",
    [
        "loại: quyết định người ký: Lê Văn An đơn vị: Phòng Kinh tế hồ sơ: rác lĩnh vực: đất đai",
        "LOẠI: quyết định Người ký: Lê Văn An ĐƠN VỊ : Phòng Kinh tế Hồ sơ:rác Lĩnh vực :đất đai",
        "loai:QĐ nguoi ky:Lê Văn An don vi:Phòng Kinh tế ho so:rác linh vuc:đất đai",
        'type: qđ signer: "Lê Văn An" unit: «Phòng Kinh tế» dossier: "rác" field: "đất đai"',
    ],
)
def test_field_words_narrow_the_list(typed):
    question = read_question(typed)
    assert wishes(question) == {
        "kind": ("QĐ",),
        "signer": "lê văn an",
        "unit": "phòng kinh tế",
        "dossier": "rác",
        "field": "đất đai",
    }
    assert (question.words, question.troubles) == ((), ())


def test_what_follows_a_kind_a_date_or_a_year_is_words():
    question = read_question("loại: quyết định, kế hoạch rác từ: 3/2025 thải năm: 2025 phường")
    assert wishes(question) == {
        "kind": ("QĐ", "KH"),
        "from": date(2025, 3, 1),
        "year": ("2025",),
    }
    assert [word.text for word in question.words] == ["rác", "thải", "phường"]


def test_several_kinds_and_years_are_joined_by_commas_or_words():
    question = read_question("loại: công văn hoặc tờ trình năm: 2022, 2024 rác")
    assert wishes(question) == {"kind": ("CV", "TTr"), "year": ("2022", "2024")}
    assert question.left == "rác"
    question = read_question("loai: qd va kh nam: 2022-2023 va 2025, 3 phường")
    assert wishes(question) == {"kind": ("QĐ", "KH"), "year": ("2022", "2023", "2025")}
    assert question.left == ", 3 phường"


def test_a_field_has_the_names_that_offices_use():
    typed = "người kí: An cơ quan ban hành: UBND phường"
    assert wishes(read_question(typed)) == {"signer": "an", "unit": "ubnd phường"}
    assert wishes(read_question("office: UBND")) == {"unit": "ubnd"}


def test_words_before_and_in_between_stay_words():
    question = read_question('rác người ký: "An" thải -"họp" đến: 2024')
    assert [word.text for word in question.words] == ["rác", "thải"]
    assert wishes(question) == {"signer": "an", "to": date(2024, 12, 31)}


def test_a_field_may_be_left_out():
    (wish,) = read_question("-loại: báo cáo").wishes
    assert (wish.values, wish.is_excluded) == (("BC",), True)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1/3/2025", date(2025, 3, 1), date(2025, 3, 1)),
        ("01-03-2025", date(2025, 3, 1), date(2025, 3, 1)),
        ("1.3.2025", date(2025, 3, 1), date(2025, 3, 1)),
        ("2025-03-01", date(2025, 3, 1), date(2025, 3, 1)),
        ("3/2025", date(2025, 3, 1), date(2025, 3, 31)),
        ("2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("ngày 1/3/2025", date(2025, 3, 1), date(2025, 3, 1)),
        ("15 tháng 3 năm 2025", date(2025, 3, 15), date(2025, 3, 15)),
        ("ngay 15 thang 3 nam 2025", date(2025, 3, 15), date(2025, 3, 15)),
        ("tháng 3/2025", date(2025, 3, 1), date(2025, 3, 31)),
        ("Tháng 3 năm 2025", date(2025, 3, 1), date(2025, 3, 31)),
        ("quý IV/2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("quy 1 nam 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("năm 2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_date_is_read_in_every_form(typed, first, last):
    period = period_at_start(typed)
    assert (period.first, period.last, period.length) == (first, last, len(typed))
    assert [w.first for w in read_question(f"từ: {typed}").wishes] == [first]
    assert [w.last for w in read_question(f"đến ngày: {typed} rác").wishes] == [last]


@pytest.mark.parametrize(
    "typed", ["31/2/2025", "13/2025", "0/2025", "1/3", "3000", "1/3/25", "2025-13-01"]
)
def test_figures_that_are_no_date_are_said_and_left_out(typed):
    question = read_question(f"từ: {typed} thu gom rác")
    assert question.troubles == (Trouble(Wrong.NO_DATE, typed, FieldWord.FROM),)
    assert (question.wishes, question.claims) == ((), ())
    assert question.left == "thu gom rác"


def test_words_that_are_no_date_are_said_and_are_words():
    question = read_question("rác từ: hôm qua")
    assert question.troubles == (Trouble(Wrong.WORDS_NO_DATE, "hôm qua", FieldWord.FROM),)
    assert question.left == "rác hôm qua"


def test_dates_in_the_wrong_order_are_turned_and_said():
    question = read_question("từ: 5/2025 đến: 3/2025")
    assert [(w.first, w.last) for w in question.wishes] == [
        (date(2025, 3, 1), None),
        (None, date(2025, 5, 31)),
    ]
    assert [trouble.wrong for trouble in question.troubles] == [Wrong.TURNED]


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("loại: rác thải", Trouble(Wrong.NO_KIND, "rác thải", FieldWord.KIND)),
        ("năm: tới", Trouble(Wrong.WORDS_NO_YEAR, "tới", FieldWord.YEAR)),
        ("số: rác", Trouble(Wrong.NO_NUMBER, "rác", FieldWord.NUMBER)),
        ("người ký:", Trouble(Wrong.NO_VALUE, "người ký", FieldWord.SIGNER)),
        ("người kỷ: An", Trouble(Wrong.NO_FIELD, "kỷ", FieldWord.SIGNER)),
        ("signr: An", Trouble(Wrong.NO_FIELD, "signr", FieldWord.SIGNER)),
        ("màu: đỏ", Trouble(Wrong.NO_FIELD, "màu")),
        ("sở: y tế", Trouble(Wrong.NO_FIELD, "sở")),
    ],
)
def test_a_wrong_field_is_said_and_its_words_are_words(typed, trouble):
    question = read_question(typed)
    assert question.troubles == (trouble,)
    assert question.wishes == ()
    asked = typed if trouble.wrong in {Wrong.NO_FIELD, Wrong.NO_VALUE} else trouble.said
    assert " ".join(word.text for word in question.words) == asked.replace(":", "").lower()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("số: 123/QĐ-UBND", "123/qđ-ubnd"),
        ("số: 12", "12"),
        ("number: 12", "12"),
        ("rác số ký hiệu: 45/2014/NQ-HĐND", "45/2014/nq-hđnd"),
        ("rác số: 45", "45"),
        ("số: 2025", "2025"),
        ("quyết định số: 12", "12/=qđ"),
        ("Số: 07/KH-UBND", "7/kh-ubnd"),
        ('"07/KH-UBND"', "7/kh-ubnd"),
        ("“quyết định số 12”", "12/=qđ"),
    ],
)
def test_a_number_may_have_its_field_word(typed, key):
    question = read_question(typed)
    assert [claim.keys[0] for claim in question.claims] == [key]
    assert question.troubles == ()


@pytest.mark.parametrize("typed", ["https://a.vn/x?y=1", "lúc 7:30", "a@b.vn", "tỷ lệ 1:500"])
def test_a_colon_inside_is_no_field(typed):
    assert read_question(typed).troubles == ()


def test_only_a_word_at_the_end_may_still_grow():
    assert read_question("loại: quyết định rác thả ph").is_growing
    assert not read_question('ph "rác thải"').is_growing
    assert not read_question("ph người ký: An").is_growing
    assert not read_question("rác ph -họp").is_growing


def test_with_words_only_nothing_is_a_field():
    question = read_question('loại: quyết định "rác" -họp 12/QĐ-UBND', words_only=True)
    assert (question.wishes, question.phrases, question.excluded) == ((), (), ())
    assert (question.claims, question.troubles) == ((), ())


PIECES = [
    "loại:",
    "so :",
    "nguoi ky:",
    '"',
    "“",
    "”",
    "-",
    "rác",
    " ",
    "3/2025",
    "từ:",
    "QĐ",
    "12/",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=12))
def test_nothing_typed_is_lost_or_fails(pieces):
    typed = "".join(pieces)
    question = read_question(typed)
    assert read_question(typed) == question


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [("type: decision", ("QĐ",)), ("type: plan, report", ("KH", "BC")), ("kind: QD", ("QĐ",))],
)
def test_a_type_may_be_named_in_english(typed, kinds):
    (wish,) = read_question(typed).wishes
    assert wish.values == kinds
