"""The export of an old register is read whatever its columns are called and headed."""

import pytest

from docs_mgmt.rules.register_export import lines_in

LINE = ("12/QĐ-UBND", "2009-02-03", "QĐ", "Về việc lập ban")


def read(*rows: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    return [(line.full, line.date, line.type, line.title) for line in lines_in(rows)]


def test_columns_under_a_head_of_several_are_found():
    rows = (
        ("SỔ VĂN BẢN ĐI NĂM 2009", "", "", ""),
        ("TT", "Văn bản", "", "Nội dung"),
        ("", "Số, ký hiệu", "Ngày ban hành", ""),
        ("1", "12/QĐ-UBND", "2009-02-03", "Quyết định về việc lập ban"),
    )
    assert read(*rows) == [LINE]


def test_the_numbers_of_the_columns_are_no_line():
    heads = ("STT", "Số và ký hiệu", "Ngày tháng", "Tên loại và trích yếu")
    rows = (heads, ("(1)", "(2)", "(3)", "(4)"), ("1", "12/QĐ-UBND", "3/2/2009", LINE[3]))
    assert read(*rows) == [LINE]


@pytest.mark.parametrize(
    ("written", "day"), [("3/2/09", "2009-02-03"), ("7.11.98", "1998-11-07"), ("3/2/9", "")]
)
def test_a_year_in_two_figures_is_whole(written, day):
    heads = ("Số VB", "Ngày BH", "Nội dung")
    assert read(heads, ("12/QĐ-UBND", written, LINE[3])) == [(LINE[0], day, *LINE[2:])]


def test_a_letter_about_a_report_is_a_letter():
    heads = ("Số ký hiệu", "Ngày", "Trích yếu")
    title = "Báo cáo tình hình cải cách hành chính"
    assert read(heads, ("87/UBND-VP", "10/6/2011", title))[0][2:] == ("CV", title)
    assert read(heads, ("41/BC-UBND", "10/6/2011", title))[0][2:] == (
        "BC",
        "Tình hình cải cách hành chính",
    )
