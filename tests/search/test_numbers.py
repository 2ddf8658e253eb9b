"""Numbers are a grammar: every spelling finds its own document, and nothing finds another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rules.claims import take_claims
from search.rules.numbers import Number, key_asked, keys_of, numbers_cited, parse_number
from search.rules.question import read_question
from search.rules.wishes import Wrong


def spellings(number: int, first: str, agency: str):
    notation = f"{first}-{agency}"
    for digits in (f"{number:02d}", str(number), f"{number:04d}"):
        for sign in (notation, notation.lower(), f"{first} - {agency}", f"{first}–{agency}"):
            yield f"{digits}/{sign}"
            yield f"{digits} / {sign}"
            yield f"{digits}-{sign}"
        yield f"{digits} {first} {agency}"
        yield f"{first}-{agency} {digits}"
        yield f"Số: {digits}/{notation}"
        yield f"số {digits}/{notation}"
        yield f"văn bản số {digits}/{notation}"


@pytest.mark.parametrize(
    ("first", "agency"), [("QĐ", "UBND"), ("KH", "UBND"), ("TTr", "UBND"), ("BC", "HĐND")]
)
def test_every_spelling_claims_the_same_number(first, agency):
    for typed in spellings(7, first, agency):
        question = read_question(typed)
        assert [claim.keys[0] for claim in question.claims] == [f"7/{first}-{agency}".lower()], (
            typed
        )
        assert question.words == (), typed


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("quyết định số 123/QĐ-UBND", "123/qđ-ubnd"),
        ("quyết định 123", "123/=qđ"),
        ("QĐ 123", "123/=qđ"),
        ("QĐ3", "3/=qđ"),
        ("công văn số 12", "12/=cv"),
        ("45/2014/NQ-HĐND", "45/2014/nq-hđnd"),
        ("12-NQ/TW", "12/nq-tw"),
        ("123/2025", "123/2025"),
        ("quyết định 05/2025", "5/2025/=qđ"),
        ("số 1/2000", "1/2000"),
        ("nghị quyết 1/2000", "1/2000/=nq"),
        ("số 0123", "123"),
        ("3954", "3954"),
        ("15a/QĐ-UBND", "15a/qđ-ubnd"),
        ("07/KH-UBND-VX", "7/kh-ubnd-vx"),
        ("QĐ-UBND số 123", "123/qđ-ubnd"),
        ("QĐ-UBND SỐ 123", "123/qđ-ubnd"),
        ("NĐ-CP 30/2020", "30/2020/nđ"),
        ("số ký hiệu 123/QĐ-UBND", "123/qđ-ubnd"),
        ("số hiệu 123", "123"),
        ("so ky hieu 123", "123"),
        ("văn bản 123", "123"),
        ("123QĐUBND", "123/qđ-ubnd"),
        ("123/QĐ-UBND/2019", "123@2019/qđ-ubnd"),
    ],
)
def test_a_number_is_claimed(typed, key):
    assert [claim.keys[0] for claim in read_question(typed).claims] == [key]


def test_wide_letters_and_figures_are_letters_and_figures():
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    typed = "số 123/QĐ-UBND loại: quyết định".translate(wide)
    assert read_question(typed) == read_question("số 123/QĐ-UBND loại: quyết định")


@pytest.mark.parametrize(
    "typed",
    ["tháng 12/2025", "ngày 03/12/2025", "báo cáo 6 tháng đầu năm", "kế hoạch năm 2026",
     "kế hoạch 2026", "5 người", "24/7", "1.450.000 đồng", "covid-19", "phường 5", "tổ 27",
     "giai đoạn 2020-2025", "12/ban", "số liệu 2025", "tổ số 27", "2026", "71,4%", "3/2 hộ",
     "tòa nhà CT1", "tỷ lệ 1/2000", "ti le 1/2000",
     "quy hoạch phân khu 1/2000", "văn bản 3", "văn bản 2025", "thương hiệu 123",
     "KẾ HOẠCH UBND SỐ 3"],
)  # fmt: skip
def test_a_figure_is_no_claim(typed):
    assert read_question(typed).claims == ()


def test_a_number_takes_its_introduction_with_it_and_leaves_the_rest():
    claims, left = take_claims("quyết định số 123/QĐ-UBND về phân loại rác")
    assert [claim.typed for claim in claims] == ["123/QĐ-UBND"]
    assert left == "về phân loại rác"


NUMBERS = st.builds(
    Number,
    st.integers(1, 9999),
    st.sampled_from(["", "a", "b"]),
    st.sampled_from([None, None, 2014, 2025]),
    st.sampled_from(
        [
            ("qđ", "ubnd"),
            ("nq", "hđnd"),
            ("ubnd", "vx"),
            ("kh", "ubnd", "vx"),
            ("da", "ubnd"),
            ("đa", "ubnd"),
        ]
    ),
)


@given(NUMBERS, NUMBERS)
def test_a_whole_number_is_never_answered_with_another(one, other):
    assert key_asked(one, exact=True) in keys_of(one, issued=2025)
    if one != other:
        assert key_asked(one, exact=True) not in keys_of(other, issued=2025)


def test_a_year_inside_is_part_of_the_number():
    of_2014 = keys_of(Number(45, "", None, ("nq", "hđnd")), issued=2014)
    with_year = keys_of(Number(45, "", 2014, ("nq", "hđnd")), issued=2014)
    assert key_asked(Number(45, "", 2014, ("nq", "hđnd")), exact=True) not in of_2014
    assert key_asked(Number(45, "", None, ("nq", "hđnd")), exact=True) not in with_year
    assert "45/2014" in of_2014 & with_year


def test_a_text_cites_numbers_in_capitals_only():
    text = (
        "Căn cứ Nghị định số 30/2020/NĐ-CP; Quyết định số 07 / QĐ - UBND, "
        "3/4 số hộ, 24/7, và/hoặc 5/ban"
    )
    assert list(numbers_cited(text)) == [
        Number(30, "", 2020, ("nđ", "cp")),
        Number(7, "", None, ("qđ", "ubnd")),
    ]


def test_a_registered_number_is_read_whole():
    assert parse_number("07/QĐ-UBND") == Number(7, "", None, ("qđ", "ubnd"))
    assert parse_number("phân loại rác") is None


@pytest.mark.parametrize(
    ("typed", "shown", "keys"),
    [
        ("quyết định số 123/UBND", "123/QĐ-UBND", ("123/qđ-ubnd",)),
        ("Quyết định số: 7/UBND", "07/QĐ-UBND", ("7/qđ-ubnd",)),
        ("quyet dinh so 123/ubnd", "123/QĐ-UBND", ("123/qđ-ubnd", "~123/qd-ubnd")),
        ("QĐ 123/UBND", "123/QĐ-UBND", ("123/qđ-ubnd",)),
        ("quyết định 123 UBND", "123/QĐ-UBND", ("123/qđ-ubnd",)),
        ("nghị quyết số 5/HDND", "05/NQ-HĐND", ("5/nq-hdnd", "~5/nq-hdnd")),
        ("tờ trình số 15a/2025/UBND", "15a/2025/TTr-UBND", ("15a/2025/ttr-ubnd",)),
        ("loại: quyết định số: 123/UBND", "123/QĐ-UBND", ("123/qđ-ubnd",)),
    ],
)
def test_the_code_that_the_words_say_is_put_into_the_number_and_said(typed, shown, keys):
    question = read_question(typed)
    (claim,) = question.claims
    assert (claim.typed, claim.keys, question.words) == (shown, keys, ())
    (trouble,) = question.troubles
    assert (trouble.wrong, trouble.meant) == (Wrong.NO_CODE, shown)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("công văn số 12/UBND", "12/ubnd"),  # letters bear no code
        ("quyết định số 12/KH-UBND", "12/kh-ubnd"),  # it says its kind itself
        ("quyết định số 12/UBND-VX", "12/ubnd-vx"),  # a whole notation is not touched
        ("số 12/UBND", "12/ubnd"),
    ],
)
def test_no_code_is_put_where_none_is_missing(typed, key):
    question = read_question(typed)
    assert ([claim.keys[0] for claim in question.claims], question.troubles) == ([key], ())
