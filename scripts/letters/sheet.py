"""Sets a letter on paper: the boxes of Decree 30, Annex I, Part I, Section IV, in their order."""

from itertools import groupby

import docx
from docx.document import Document
from docx.shared import Mm
from docx.table import _Cell

from scripts.letters import measures as m
from scripts.letters import page
from scripts.letters.people import signature_lines
from scripts.letters.texts import TYPES, Annex, Letter

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
HEAD_WIDTHS = (64.0, m.TYPE_WIDTH - 64.0)
FOOT_WIDTHS = (78.0, m.TYPE_WIDTH - 78.0)
MOTTO_RULE = 57.5


def set_sheet(letter: Letter) -> Document:
    """The whole document as a Word file, number and day left blank for the records desk."""
    document = docx.Document()
    page.set_face(document)
    for old in list(document.element.body):
        if old.tag.endswith("}p"):
            document.element.body.remove(old)
    page.measure_section(document.sections[0])
    page.number_pages(document.sections[0])
    _set_head(document, letter)
    _set_title(document, letter)
    _set_addressees(document, letter)
    _set_lines(document, _body_lines(letter))
    _set_foot(document, letter)
    numbered = len(letter.annexes) > 1
    for order, annex in enumerate(letter.annexes, start=1):
        _set_annex(document, letter, annex, "I" * order if numbered else "")
    return document


def _set_head(document: Document, letter: Letter) -> None:
    table = page.bare_table(document, HEAD_WIDTHS)
    left, right = table.rows[0].cells
    committee, place = "ỦY BAN NHÂN DÂN", f"PHƯỜNG {letter.agency.place.upper()}"
    lines = page.paragraphs_of(left)
    page.write(next(lines), committee, 12, bold=True)
    page.write(next(lines), place, 12, bold=True)
    page.rule(next(lines), HEAD_WIDTHS[0], 0.42 * m.width_of(place, 12))
    page.space(page.write(next(lines), f"Số:        /{letter.notation}", 13), before=8)
    if letter.type == "CV":
        title = f"V/v {letter.head['title'][0].lower()}{letter.head['title'][1:]}"
        line = page.space(page.write(next(lines), title, 12), before=6)
        page.narrow(line, HEAD_WIDTHS[0], m.even_width(title, 11, HEAD_WIDTHS[0] - 6))
    lines = page.paragraphs_of(right)
    page.write(next(lines), MOTTO[0], 12, bold=True)
    page.write(next(lines), MOTTO[1], 13, bold=True)
    page.rule(next(lines), HEAD_WIDTHS[1], MOTTO_RULE)
    if letter.type != "BB":
        month = f"{letter.date.month:02d}" if letter.date.month < 3 else str(letter.date.month)
        when = f"{letter.agency.place}, ngày       tháng {month} năm {letter.date.year}"
        page.space(page.write(next(lines), when, 13, italic=True), before=6.5)


def _set_title(document: Document, letter: Letter) -> None:
    if letter.type == "CV":
        return
    title = document.add_paragraph()
    page.space(page.write(title, TYPES[letter.type], 14, bold=True), before=18)
    words = letter.head["title"]
    width = m.even_width(words, 14, m.TYPE_WIDTH - 14)
    line = page.write(document.add_paragraph(), words, 14, bold=True)
    page.narrow(line, m.TYPE_WIDTH, width)
    shown = min(m.width_of(words, 14), width)
    page.rule(document.add_paragraph(), m.TYPE_WIDTH, 0.42 * shown)
    page.space(document.add_paragraph(), line=0.4)


def _set_addressees(document: Document, letter: Letter) -> None:
    places = letter.words("address")
    if not places:
        return
    if len(places) == 1:
        line = page.write(document.add_paragraph(), f"Kính gửi: {places[0]}")
        page.space(line, before=14, after=12)
        return
    first = page.write(document.add_paragraph(), "Kính gửi:", align="left")
    page.space(first, before=14).paragraph_format.left_indent = Mm(34)
    for place in places:
        end = "." if place is places[-1] else ";"
        line = page.write(document.add_paragraph(), f"- {place}{end}", align="left")
        form = line.paragraph_format
        form.left_indent, form.first_line_indent = Mm(56.5), Mm(-3)
    page.space(line, after=12)


def _body_lines(letter: Letter) -> list[str]:
    """The body with its closing sign, and in a decision the authority and the deciding word."""
    lines = list(letter.body)
    lines[-1] = f"{lines[-1].removesuffix('.')}./."
    if letter.type == "QĐ":
        chair = "CHỦ TỊCH " if letter.authority == "HEAD" else ""
        lines.insert(0, f"^ {chair}{letter.agency.name.upper()}")
        first = next(i for i, line in enumerate(lines) if line.startswith("Điều 1."))
        lines.insert(first, "^ QUYẾT ĐỊNH:")
    return lines


def _set_lines(document: Document, lines: list[str]) -> None:
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            _set_table(document, list(group))
            continue
        for line in group:
            _set_line(document, line)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _set_line(document: Document, line: str) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    page.space(paragraph, before=3, after=6, line=1.08)
    mark, _, words = line.partition(" ")
    if mark == "^":
        page.write(paragraph, words, bold=True)
        form.keep_with_next = True
        return
    form.first_line_indent = Mm(m.INDENT)
    if mark == "~":
        page.write(paragraph, words, italic=True, align="both")
    elif mark in {"#", "##"}:
        page.write(paragraph, words, bold=True, align="both")
        form.keep_with_next = True
    elif mark == "Điều":
        number, _, rest = words.partition(". ")
        page.add_run(paragraph, f"Điều {number}. ", bold=True)
        titled = not rest.endswith((".", ":", ";"))
        page.write(paragraph, rest, bold=titled, align="both")
        form.keep_with_next = titled or None
    else:
        page.write(paragraph, line, align="both")


def _set_table(document: Document, lines: list[str]) -> None:
    shares = [4.0]
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("|="):
            shares = [float(share) for share in line[2:].split()]
        else:
            rows.append([cell.strip() for cell in line.removeprefix("|").split("|")])
    whole = sum(shares)
    page.ruled_table(document, rows, [m.TYPE_WIDTH * share / whole for share in shares])
    page.space(document.add_paragraph(), line=0.5)


def _set_foot(document: Document, letter: Letter) -> None:
    table = page.bare_table(document, FOOT_WIDTHS)
    left, right = table.rows[0].cells
    if letter.type == "BB":
        _set_signature(left, ("THƯ KÝ",), letter.head["secretary"], 48)
        _set_signature(right, ("CHỦ TỌA",), letter.agency.heads[letter.head["signer"]][0], 48)
        _set_recipients(left, letter, fresh=True)
        return
    _set_recipients(left, letter, fresh=False)
    lines, name = signature_lines(letter.agency, letter.head["signer"], letter.authority)
    _set_signature(right, lines, name, 62)


def _set_signature(cell: _Cell, lines: tuple[str, ...], name: str, room: float) -> None:
    paragraphs = page.paragraphs_of(cell)
    for number, line in enumerate(lines):
        page.space(page.write(next(paragraphs), line, 14, bold=True), before=0 if number else 8)
    page.space(page.write(next(paragraphs), name, 14, bold=True), before=room)


def _set_recipients(cell: _Cell, letter: Letter, *, fresh: bool) -> None:
    paragraphs = page.paragraphs_of(cell)
    if fresh:
        next(paragraphs)
    first = next(paragraphs)
    page.write(first, "Nơi nhận:", 12, bold=True, italic=True, align="left")
    page.space(first, before=8)
    for line in printed_recipients(letter):
        page.write(next(paragraphs), line, 11, align="left")


def printed_recipients(letter: Letter) -> list[str]:
    """The lines under Nơi nhận, the last one naming what is kept."""
    opening = []
    if letter.type == "QĐ":
        last = [line for line in letter.body if line.startswith("Điều ")][-1]
        opening = [f"Như {last.partition('.')[0]}"]
    elif letter.words("address"):
        opening = ["Như trên"]
    kept = "Lưu: VT, Hồ sơ." if letter.type == "BB" else f"Lưu: VT, {letter.unit}."
    return [*(f"- {word};" for word in [*opening, *letter.words("to")]), f"- {kept}"]


def _set_annex(document: Document, letter: Letter, annex: Annex, order: str) -> None:
    page.annex_section(document)
    page.write(document.add_paragraph(), f"Phụ lục {order}".strip(), 14, bold=True)
    title = page.write(document.add_paragraph(), annex.title.upper(), 13, bold=True)
    page.narrow(title, m.TYPE_WIDTH, m.even_width(annex.title.upper(), 13, m.TYPE_WIDTH - 14))
    kind = TYPES[letter.type].capitalize() or "Công văn"
    month = f"{letter.date.month:02d}" if letter.date.month < 3 else str(letter.date.month)
    note = (
        f"(Kèm theo {kind} số        /{letter.notation} ngày       tháng {month} "
        f"năm {letter.date.year} của {letter.agency.name})"
    )
    line = page.write(document.add_paragraph(), note, 13, italic=True)
    page.narrow(line, m.TYPE_WIDTH, m.even_width(note, 13, m.TYPE_WIDTH - 14))
    page.rule(document.add_paragraph(), m.TYPE_WIDTH, 40)
    page.space(document.add_paragraph(), line=0.5)
    _set_lines(document, list(annex.lines))
    document.paragraphs[-1].paragraph_format.keep_with_next = False
