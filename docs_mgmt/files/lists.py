"""A list as a file to keep: Word, PDF or Excel, made of plain words; nothing foreign is opened."""

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from django.conf import settings
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from docs_mgmt.files.store import Stored, put_path

Value = str | int | date | None
_FONT = "OfficeMark"
_FONT_FILE = Path(__file__).resolve().parent / "fonts" / "office-mark.ttf"
_LINE = 0.5
#: No cell of a printed row is longer; Word and Excel hold it whole.
_LONGEST = 700
#: What Excel takes as the name of a sheet.
_NO_NAME, _LONGEST_NAME = re.compile(r"[\[\]:*?/\\]"), 31


@dataclass(frozen=True)
class Listing:
    """The words of a list: its heading, what is said of it, its columns, its rows."""

    heading: str
    said: tuple[str, ...]
    columns: tuple[str, ...]
    #: How wide each column is, in parts of the whole.
    widths: tuple[int, ...]
    rows: Sequence[Sequence[Value]]


def keep_listing(listing: Listing, kind: str) -> Stored:
    """Write the list as docx, pdf or xlsx, and put it in the store."""
    tmp: Path = settings.TMP_DIR
    tmp.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="render-", suffix=f".{kind}", dir=tmp)
    os.close(handle)
    path = Path(name)
    try:
        _WRITERS[kind](listing, path)
        return put_path(path)
    finally:
        path.unlink(missing_ok=True)


def _flat(text: str) -> str:
    """One line without what no file of these kinds can hold."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _said(cell: Value) -> str:
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else _flat(str(cell))


def _short(cell: Value) -> str:
    """What a row of a page can hold: a row is never parted between two pages."""
    said = _said(cell)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()}…"


def _write_docx(listing: Listing, path: Path) -> None:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    document.add_paragraph().add_run(_flat(listing.heading)).bold = True
    for line in listing.said:
        document.add_paragraph(_flat(line))
    table = document.add_table(rows=1, cols=len(listing.columns), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, listing.columns, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- it has no public way
    for row in listing.rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = _said(value)
    document.save(str(path))


def _write_xlsx(listing: Listing, path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _NO_NAME.sub(" ", _flat(listing.heading))[:_LONGEST_NAME].strip()
    for words in (listing.heading, *listing.said):
        sheet.append([""])
        _put(sheet.cell(sheet.max_row, 1), words)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    head = len(listing.said) + 3
    for number, words in enumerate(listing.columns, start=1):
        cell = sheet.cell(head, number)
        _put(cell, words)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = 2 * listing.widths[number - 1]
    for at, row in enumerate(listing.rows, start=head + 1):
        for number, value in enumerate(row, start=1):
            place = sheet.cell(at, number)
            _put(place, value)
            place.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{head + 1}"
    last = f"{get_column_letter(len(listing.columns))}{head + len(listing.rows)}"
    sheet.auto_filter.ref = f"A{head}:{last}"
    book.save(path)


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """Words are words: a title that begins with = is no formula."""
    if isinstance(value, date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif isinstance(value, int):
        cell.value = value
    else:
        cell.value, cell.data_type = _said(value), "s"


def _write_pdf(listing: Listing, path: Path) -> None:
    pdfmetrics.registerFont(TTFont(_FONT, str(_FONT_FILE)))
    plain = ParagraphStyle("plain", fontName=_FONT, fontSize=8.5, leading=11.5)
    head = ParagraphStyle("head", parent=plain, fontSize=14, leading=19)
    cells = [[Paragraph(f"{escape(words)}", plain) for words in listing.columns]]
    cells += [[Paragraph(escape(_short(value)), plain) for value in row] for row in listing.rows]
    width = 267 * mm / sum(listing.widths)
    table = Table(cells, colWidths=[width * part for part in listing.widths], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), _LINE, (0, 0, 0)),
                ("BACKGROUND", (0, 0), (-1, 0), (0.93, 0.93, 0.92)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    page = SimpleDocTemplate(
        str(path),
        pagesize=landscape(A4),
        leftMargin=15 * mm,
        rightMargin=15 * mm,
        topMargin=15 * mm,
        bottomMargin=15 * mm,
        title=_flat(listing.heading),
    )
    said = [Paragraph(escape(_flat(line)), plain) for line in listing.said]
    page.build(
        [Paragraph(escape(_flat(listing.heading)), head), *said, Spacer(1, 4 * mm), table],
        onFirstPage=_number,
        onLaterPages=_number,
    )


def _number(canvas: object, page: object) -> None:
    canvas.setFont(_FONT, 8)  # type: ignore[attr-defined]
    canvas.drawCentredString(148.5 * mm, 8 * mm, str(page.page))  # type: ignore[attr-defined]


_WRITERS: dict[str, Callable[[Listing, Path], None]] = {
    "docx": _write_docx,
    "pdf": _write_pdf,
    "xlsx": _write_xlsx,
}
