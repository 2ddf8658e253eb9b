"""Building blocks of a page by Decree 30: faces, paragraphs, rules, tables, sections."""

# ruff: noqa: SLF001 (python-docx has no other way to borders, faces of other scripts and page numbers)

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from scripts.letters import measures as m

FACE = "Times New Roman"
SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def set_face(document: Document) -> None:
    """Times New Roman everywhere, for every script, and Vietnamese as the language."""
    _keep_few_styles(document)
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in SCRIPTS:
            fonts.set(qn(f"w:{script}"), FACE)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size = Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in SCRIPTS:
        fonts.set(qn(f"w:{script}"), FACE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)


def _keep_few_styles(document: Document) -> None:
    """Takes out the styles of python-docx's template that no letter uses."""
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in {"Normal", "Header", "TableNormal", "NoList"}:
            styles.remove(style)
        for link in style.findall(qn("w:link")):
            style.remove(link)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)


def add_run(
    paragraph: Paragraph, text: str, size: float = 14, *, bold: bool = False, italic: bool = False
) -> None:
    """Words in the one face."""
    run = paragraph.add_run(text)
    run.font.name = FACE
    run.font.size = Pt(size)
    run.bold = bold or None
    run.italic = italic or None
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)


def write(
    paragraph: Paragraph,
    text: str,
    size: float = 14,
    *,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
) -> Paragraph:
    """One paragraph of one kind of words, without indent."""
    add_run(paragraph, text, size, bold=bold, italic=italic)
    paragraph.alignment = ALIGN[align]
    return paragraph


def space(
    paragraph: Paragraph, before: float = 0, after: float = 0, line: float = 1.0
) -> Paragraph:
    """Sets the distances round a paragraph."""
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    return paragraph


def narrow(paragraph: Paragraph, whole: float, width: float) -> Paragraph:
    """Centres a paragraph's column of this width in the whole."""
    side = max(0.0, (whole - width) / 2)
    paragraph.paragraph_format.left_indent = Mm(side)
    paragraph.paragraph_format.right_indent = Mm(side)
    return paragraph


def rule(paragraph: Paragraph, whole: float, length: float) -> None:
    """A solid line of an exact length: an empty paragraph of 2 pt with a top border."""
    narrow(paragraph, whole, length)
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(2)
    form.space_before = Pt(2)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def bare_table(document: Document, widths: Sequence[float]) -> Table:
    """A table without lines, used as the decree's layout of boxes beside each other."""
    table: Table = document.add_table(rows=1, cols=len(widths))
    _lay_out(table, widths, margin=0)
    _stay_whole(table)
    return table


def ruled_table(
    document: Document, rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 12
) -> Table:
    """A table of figures with lines, its head in bold and repeated on every page."""
    table: Table = document.add_table(rows=len(rows), cols=len(widths))
    _lay_out(table, widths, margin=1.5)
    _draw_lines(table)
    for number, row in enumerate(rows):
        for place, (cell, text) in enumerate(zip(table.rows[number].cells, row, strict=True)):
            centred = number == 0 or place == 0 or _is_figure(text)
            last = number == len(rows) - 1 and row[0] == ""
            paragraph = write(
                cell.paragraphs[0],
                text,
                size,
                bold=number == 0 or last,
                align="center" if centred else "left",
            )
            space(paragraph, 2, 2)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    _stay_whole(table)
    return table


def _is_figure(text: str) -> bool:
    return bool(text) and all(letter in "0123456789.,%/-–: hg" for letter in text)


def _lay_out(table: Table, widths: Sequence[float], margin: float) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(margin * 56.7)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    _put_in_order(table, margins, "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _draw_lines(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    _put_in_order(table, borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _put_in_order(table: Table, element: BaseOxmlElement, *followers: str) -> None:
    table._tbl.tblPr.insert_element_before(element, *followers)


def _stay_whole(table: Table) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def paragraphs_of(cell: _Cell) -> Iterator[Paragraph]:
    """The first paragraph of a cell, then as many new ones as asked."""
    yield cell.paragraphs[0]
    while True:
        yield cell.add_paragraph()


def measure_section(section: Section) -> None:
    """A4 with the decree's margins; the page number top centre, none on the first page."""
    section.page_width, section.page_height = Mm(m.PAGE_WIDTH), Mm(m.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(m.TOP), Mm(m.BOTTOM)
    section.left_margin, section.right_margin = Mm(m.LEFT), Mm(m.RIGHT)
    section.header_distance = Mm(10)
    section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def number_pages(section: Section) -> None:
    """Writes the page number into the section's header."""
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN["center"]
    add_run(paragraph, "", 13)
    run = paragraph.runs[0]._element
    for kind in ("begin", None, "end"):
        if kind is None:
            text = OxmlElement("w:instrText")
            text.text = "PAGE"
            run.append(text)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.append(mark)


def annex_section(document: Document) -> Section:
    """A new section on a new page whose pages are numbered from 1."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    measure_section(section)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(
        number, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid"
    )
    return section
