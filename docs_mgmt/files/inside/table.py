"""Read a table in a foreign file, in the child: .xlsx, .csv, or a page of the web named .xls."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lxml import html

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

MOST_ROWS, MOST_COLUMNS, MOST_CELL = 200_000, 60, 2000


def read_table(path: str) -> list[list[str]]:
    """Every row with words in it, cells as text; of a workbook the sheet with the most rows.

    A stray cell far below makes Excel count a million rows: what is blank is left behind.
    """
    rows = (_trimmed(row) for row in _rows(path))
    return [row for row in rows if row]


def _rows(path: str) -> Iterator[list[str]]:
    start = Path(path).read_bytes()[:4096]
    if start.startswith(b"PK\x03\x04"):
        return _workbook(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefusedError(Refusal.NOT_A_DOCUMENT, kind=Kind.SPREADSHEET.value, extension="xls")
    if b"<table" in start.lower() or b"<html" in start.lower():
        return _page(path)
    return _text(path)


def _trimmed(row: list[str]) -> list[str]:
    """The cells up to the last one with words, without what no database keeps."""
    cells = [cell.replace("\0", "") for cell in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _workbook(path: str) -> Iterator[list[str]]:
    import openpyxl  # noqa: PLC0415 -- slow import, and only this kind needs it

    with Path(path).open("rb") as file:  # by its bytes: a kept file has no name to tell its kind
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheet: Any = max(book.worksheets, key=lambda one: one.max_row or 0)
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
            yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MOST_CELL]


def _page(path: str) -> Iterator[list[str]]:
    tree = html.fromstring(_decoded(Path(path).read_bytes()))
    for row in tree.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        yield [" ".join(cell.text_content().split())[:MOST_CELL] for cell in cells[:MOST_COLUMNS]]


def _text(path: str) -> Iterator[list[str]]:
    text = _decoded(Path(path).read_bytes())
    first = text.split("\n", 1)[0]
    mark = max(";\t,", key=first.count)
    for count, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark)):
        if count >= MOST_ROWS:
            return
        yield [cell[:MOST_CELL] for cell in row[:MOST_COLUMNS]]


def _decoded(data: bytes) -> str:
    for code in ("utf-8-sig", "utf-16"):
        try:
            return data.decode(code)
        except UnicodeError:
            continue
    return data.decode("cp1258", errors="replace")
