"""Nơi nhận as people type and paste it."""

import pytest

from docs_mgmt.rules.recipient_lines import Line, likeness, lines_of, text_of


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", ()),
        ("  \n\n", ()),
        ("Sở Tài chính", (Line("Sở Tài chính"),)),
        ("- Sở Tài chính;", (Line("Sở Tài chính"),)),
        ("– Sở  Tài chính (2 bản);", (Line("Sở Tài chính", 2),)),
        ("Sở Tài chính (02).", (Line("Sở Tài chính", 2),)),
        ("City council (3 copies)", (Line("City council", 3),)),
        ("- UBND thành phố (để báo cáo);", (Line("UBND thành phố (để báo cáo)"),)),
        ("UBND thành phố (để báo cáo) (2)", (Line("UBND thành phố (để báo cáo)", 2),)),
        ("Sở Tài chính (0)", (Line("Sở Tài chính", 0),)),
        ("(2)", (Line("(2)"),)),
        ("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT, KT (2).", (Line("Như Điều 3"),)),
        ("Lưu trữ lịch sử tỉnh", (Line("Lưu trữ lịch sử tỉnh"),)),
    ],
)
def test_a_list_is_taken_apart(typed, lines):
    assert lines_of(typed) == lines


def test_what_is_written_again_is_read_again():
    lines = (Line("UBND thành phố"), Line("Sở Tài chính", 2))
    assert lines_of(text_of(lines, "%(copies)s bản")) == lines


def test_capitals_and_blanks_make_no_other_name():
    assert likeness(" phòng  VĂN HÓA ") == likeness("Phòng Văn hóa")
    assert likeness("Phòng Văn hoá") != likeness("Phòng Văn hóa")
