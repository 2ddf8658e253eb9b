"""Registers as offices export them: stray cells, blank rows, letters that no database keeps."""

from docs_mgmt.files.tables import read_rows
from docs_mgmt.rules.register_export import lines_in

HEADS = ["Số, ký hiệu", "Ngày", "Trích yếu", None, None]


def test_a_stray_cell_far_below_does_not_make_a_million_rows(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["SỔ ĐĂNG KÝ"], [None], HEADS, ["15/QĐ-UBND", "06/3/2012", "Thu hồi đất", None]):
        sheet.append(row)
    sheet.cell(1_048_576, 3).value = " "
    book.save(tmp_path / "so.xlsx")
    rows = read_rows(tmp_path / "so.xlsx")
    assert rows == [["SỔ ĐĂNG KÝ"], HEADS[:3], ["15/QĐ-UBND", "06/3/2012", "Thu hồi đất"]]


def test_what_no_database_keeps_is_left_out(tmp_path):
    path = tmp_path / "so.csv"
    path.write_bytes("Số ký hiệu;Ngày;Trích yếu\n\n15/QĐ-UBND;06/3/2012;Thu\0 hồi;;\n".encode())
    rows = read_rows(path)
    assert rows[1:] == [["15/QĐ-UBND", "06/3/2012", "Thu hồi"]]
    assert [line.full for line in lines_in(rows)] == ["15/QĐ-UBND"]
