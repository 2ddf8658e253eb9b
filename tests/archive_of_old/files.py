"""Made papers as files: Word with tables, tabs and old fonts, web pages named .doc, rubbish."""

import html
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from docs_mgmt.rules.legacy import Encoding
from tests.archive_of_old.layouts import about, date_line, foot, middle, number_line
from tests.archive_of_old.papers import Paper
from tests.files.old_files import web_archive
from tests.legacy_text import encode

#: The fonts of each encoding: for text, and for what is shown in capitals though typed small.
FONTS = {
    Encoding.UNICODE: ("Times New Roman", "Times New Roman"),
    Encoding.TCVN3: (".VnTime", ".VnTimeH"),
    Encoding.VNI: ("VNI-Times", "VNI-Times"),
}
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_MADE = datetime(2012, 1, 1, tzinfo=UTC)


def write_word(path: Path, lines: Sequence[str]) -> Path:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return _save(document, path)


def write_paper(
    path: Path, paper: Paper, chance: random.Random, encoding: Encoding = Encoding.UNICODE
) -> Path:
    """A paper in Word, its head in a table; old letters by a font that the style sets."""
    document = docx.Document()
    _dress(document, encoding)
    left = [*paper.parent, *paper.letterhead, number_line(paper), *about(paper)]
    table = document.add_table(rows=1, cols=2)
    _fill(table.cell(0, 0), left, encoding)
    _fill(table.cell(0, 1), [*MOTTO, date_line(paper)], encoding)
    for line in middle(paper, chance):
        _write(document.add_paragraph(), line, encoding)
    ends = document.add_table(rows=1, cols=2)
    lines = foot(paper)
    at = lines.index(paper.block[0])
    _fill(ends.cell(0, 0), lines[:at], encoding)
    _fill(ends.cell(0, 1), lines[at:], encoding)
    return _save(document, path)


def _dress(document: Word, encoding: Encoding) -> None:
    """Set the fonts by style: «Normal» for text, «Hoa» for capitals."""
    plain, capitals = FONTS[encoding]
    normal = document.styles["Normal"]
    shown = document.styles.add_style("Hoa", WD_STYLE_TYPE.PARAGRAPH)
    shown.base_style = normal
    for style, font in ((normal, plain), (shown, capitals)):
        style.font.name = font
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(name), font)


def _fill(cell: object, lines: Sequence[str], encoding: Encoding) -> None:
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        _write(paragraph, line, encoding)


def _write(paragraph: object, line: str, encoding: Encoding) -> None:
    if encoding is Encoding.TCVN3 and line.isupper():
        paragraph.style = "Hoa"
        line = line.lower()
    paragraph.add_run(encode(line, encoding))


def _save(document: Word, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = document.core_properties
    facts.author, facts.created, facts.modified = "", _MADE, _MADE
    document.save(str(path))
    return path


def write_web_page(path: Path, lines: Sequence[str]) -> Path:
    """A page of the web under the name of a Word file, as register systems export it."""
    rows = "".join(f"<tr><td>{html.escape(line)}</td></tr>\n" for line in lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    page = f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'
    path.write_text(page, encoding="utf-8")
    return path


def write_whole_page(path: Path, lines: Sequence[str]) -> Path:
    """The same page saved whole, as Word and browsers did."""
    rows = "".join(f"<tr><td>{html.escape(line)}</td></tr>\n" for line in lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(web_archive(f"<table>{rows}</table>"))
    return path
