"""Nơi nhận as people type or paste it."""

import pytest

from docs_mgmt.rules.recipient_lines import Line, likeness, lines_of, text_of

PASTED = """Nơi nhận:
- UBND thành phố (để báo cáo);
– Phòng Văn hóa - Xã hội (2 bản);
•  Như Điều 3;

- Tổ dân phố số 5 (12)
- Lưu: VT, KTHTĐT.
"""


def test_a_list_as_word_writes_it_is_taken_apart():
    assert lines_of(PASTED) == (
        Line("UBND thành phố (để báo cáo)"),
        Line("Phòng Văn hóa - Xã hội", 2),
        Line("Như Điều 3"),
        Line("Tổ dân phố số 5", 12),
    )


def test_copies_alone_are_no_recipient_and_nothing_is_nothing():
    assert lines_of("(2 bản)") == (Line("(2 bản)"),)
    assert lines_of(" \n-\n") == ()


@pytest.mark.parametrize("copies", ["%(copies)s bản", "%(copies)s copies"])
def test_what_is_written_is_read_back(copies):
    lines = lines_of(PASTED)
    assert lines_of(text_of(lines, copies)) == lines


def test_capitals_and_blanks_make_no_other_name():
    assert likeness(" UBND  Thành phố") == likeness("ubnd thành phố")
    assert likeness("Phòng A") != likeness("Phòng Á")
