"""How number and notation are written (domain.md 5.4)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docs_mgmt.rules.notation import full_number, notation_of, number_key


@pytest.mark.parametrize(
    ("number", "code", "issuer", "maker", "written"),
    [
        (7, "QĐ", "UBND", "VP", "07/QĐ-UBND"),
        (12, "", "UBND", "KT", "12/UBND-KT"),  # công văn has no type code
        (3, "QĐ", "HĐKL", "VP", "03/QĐ-HĐKL"),  # a council of the agency
        (3954, "", "UBND", "VX", "3954/UBND-VX"),
        (166, "KH", "UBND", "KT", "166/KH-UBND"),
        (10, "BB", "UBND", "KT", "10/BB-UBND"),
    ],
)
def test_number_and_notation_as_on_paper(number, code, issuer, maker, written):
    assert full_number(number, notation=notation_of(code, issuer=issuer, maker=maker)) == written


def test_a_number_put_in_between_has_its_letter():
    assert full_number(5, notation="QĐ-UBND", suffix="a") == "05a/QĐ-UBND"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("07/QĐ-UBND", (7, "", "QĐ-UBND")),
        ("Số: 7 / QĐ - UBND ", (7, "", "QĐ-UBND")),
        ("007/QĐ–UBND", (7, "", "QĐ–UBND")),
        ("15a/TB-UBND", (15, "a", "TB-UBND")),
        ("15đ/TB-UBND", (15, "đ", "TB-UBND")),
        ("05/2025/QĐ-UBND", (5, "", "2025/QĐ-UBND")),
        ("12/UBND-KT", (12, "", "UBND-KT")),
    ],
)
def test_a_written_number_is_read_back(text, key):
    assert number_key(text) == key


@pytest.mark.parametrize("text", ["", "kế hoạch 2026", "QĐ-UBND", "7/", "1234567/QĐ-UBND"])
def test_what_is_no_number_is_none(text):
    assert number_key(text) is None


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 999_999), st.sampled_from(["QĐ", "KH", "CTr", "TTr", ""]))
def test_every_number_written_is_read_back(number, code):
    notation = notation_of(code, issuer="UBND", maker="KT")
    assert number_key(full_number(number, notation=notation)) == (number, "", notation)
