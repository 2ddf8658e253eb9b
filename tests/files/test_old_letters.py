"""Letters of the years before Unicode are decoded by the font in which they are shown."""

import io
import re

import docx
import pytest
from docx.oxml.ns import qn
from reportlab.pdfgen.canvas import Canvas

from docs_mgmt.files import rendering
from docs_mgmt.files.page_words import words_by_page
from docs_mgmt.files.reading import read_any
from docs_mgmt.rules.legacy import TCVN3_LETTERS, VNI_LETTERS
from docs_mgmt.rules.refusals import Kind
from docs_mgmt.rules.words import WordsFrom
from tests.files import hostile, old_files

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam"
TEXT = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"


def written_in(letters: dict[str, str], text: str) -> str:
    return "".join(letters.get(sign, sign) for sign in text)


def tcvn3(text: str) -> str:
    return written_in(TCVN3_LETTERS, text)


def vni(text: str) -> str:
    return written_in(VNI_LETTERS, text)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def run_in(paragraph, text: str, font: str | None = None):
    run = paragraph.add_run(text)
    if font:
        run.font.name = font
    return run


def styled(font: str, *, based_on: str = "Normal"):
    document = docx.Document()
    style = document.styles.add_style("Than bai", 1)
    style.base_style = document.styles[based_on]
    style.font.name = font
    return document


def by_the_style():
    document = styled(".VnTime")
    document.add_paragraph(tcvn3(MOTTO), style="Than bai")
    return document


def by_a_style_two_levels_up():
    document = styled(".VnTime")
    child = document.styles.add_style("Con", 1)
    child.base_style = document.styles["Than bai"]
    document.add_paragraph(tcvn3(MOTTO), style="Con")
    return document


def by_the_default_style():
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.add_paragraph(tcvn3(MOTTO))
    return document


def by_the_defaults_of_the_file():
    document = docx.Document()
    fonts = document.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:rFonts"))
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    fonts.set(qn("w:ascii"), ".VnTime")
    fonts.set(qn("w:hAnsi"), ".VnTime")
    document.add_paragraph(tcvn3(MOTTO))
    return document


def by_a_character_style():
    document = docx.Document()
    document.styles.add_style("Chu", 2).font.name = ".VnArial"
    document.add_paragraph().add_run(tcvn3(MOTTO), style="Chu")
    return document


def by_the_theme():
    document = by_the_style()
    fonts = document.styles["Than bai"].element.find(".//" + qn("w:rFonts"))
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")
    fonts.set(qn("w:hAnsiTheme"), "minorHAnsi")
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith("theme1.xml"):
            part._blob = re.sub(rb'latin typeface="[^"]+"', b'latin typeface=".VnTime"', part.blob)
    return document


@pytest.mark.parametrize(
    "make",
    [
        by_the_style,
        by_a_style_two_levels_up,
        by_the_default_style,
        by_the_defaults_of_the_file,
        by_a_character_style,
        by_the_theme,
    ],
)
def test_the_font_is_found_wherever_it_is_set(file, make):
    read = read_any(file(saved(make())), "a.docx")
    assert read.paragraphs == (MOTTO,)
    assert (read.words_from, read.encodings) == (WordsFrom.LEGACY, ("tcvn3",))


def test_small_letters_of_a_capitals_font_are_capitals(file):
    document = styled(".VnTimeH")
    document.add_paragraph(tcvn3("quyết định"), style="Than bai")
    document.add_paragraph("ban hanh", style="Than bai")
    read = read_any(file(saved(document)), "a.docx")
    assert read.paragraphs == ("QUYẾT ĐỊNH", "BAN HANH")


def test_two_encodings_stand_in_one_paragraph(file):
    document = docx.Document()
    paragraph = document.add_paragraph()
    run_in(paragraph, "Điều 1. ")
    run_in(paragraph, tcvn3("phê duyệt "), ".VnTime")
    run_in(paragraph, tcvn3("kế hoạch "), ".VnTimeH")
    run_in(paragraph, vni("và dự toán"), "VNI-Times")
    run_in(paragraph, " ", ".VnTime")
    run_in(paragraph, "năm 2011")
    read = read_any(file(saved(document)), "a.docx")
    assert read.paragraphs == ("Điều 1. phê duyệt KẾ HOẠCH và dự toán năm 2011",)
    assert read.encodings == ("tcvn3", "unicode", "vni")


def test_vni_is_decoded_by_its_font_and_by_its_syllables(file):
    document = styled("VNI-Times")
    document.add_paragraph(vni(TEXT), style="Than bai")
    document.add_paragraph(vni(TEXT))
    read = read_any(file(saved(document)), "a.docx")
    assert read.paragraphs == (TEXT, TEXT)
    assert read.encodings == ("vni",)


def test_a_font_name_alone_proves_nothing(file):
    document = styled(".VnTime")
    document.add_paragraph(TEXT, style="Than bai")
    document.add_paragraph("2011", style="Than bai")
    read = read_any(file(saved(document)), "a.docx")
    assert read.paragraphs == (TEXT, "2011")
    assert read.words_from is WordsFrom.TEXT


def test_styles_that_are_based_on_each_other_end(file):
    document = styled(".VnTime")
    other = document.styles.add_style("Khac", 1)
    other.base_style = document.styles["Than bai"]
    document.styles["Than bai"].base_style = other
    document.add_paragraph(tcvn3(MOTTO), style="Khac")
    assert read_any(file(saved(document)), "a.docx").paragraphs == (MOTTO,)


def test_a_pdf_tells_by_its_lines(file):
    out = io.BytesIO()
    canvas = Canvas(out)
    for at, line in enumerate((TEXT, MOTTO, "Nơi nhận: Lưu VT")):
        written = tcvn3(line).replace("\xad", "\xaf")  # Helvetica of reportlab shows no soft hyphen
        canvas.drawString(50, 800 - 20 * at, written)
    canvas.save()
    read = read_any(file(out.getvalue()), "a.pdf")
    assert read.words_from is WordsFrom.LEGACY
    assert MOTTO in "\n".join(read.paragraphs)


def test_a_pdf_tells_its_capitals_by_their_font(file):
    line = tcvn3("quyết định của hội đồng nhân dân").encode("cp1252")
    data = hostile.raw_pdf(b"BT /F1 12 Tf 50 700 Td (" + line + b") Tj ET")
    data = data.replace(b"/Helvetica", b"/ABCDEF+.VnTimeH /Encoding /WinAnsiEncoding")
    assert read_any(file(data), "a.pdf").paragraphs == ("QUYẾT ĐỊNH CỦA HỘI ĐỒNG NHÂN DÂN",)


@pytest.mark.skipif(not rendering.is_available(), reason="this machine has no LibreOffice")
def test_an_old_word_file_in_old_letters_is_read_and_its_pages_can_be_read(file, tmp_path):
    word = old_files.word_of(tcvn3("Điều 1. Hội đồng nhân dân phường thực hiện"), font=".VnTime")
    old = file(old_files.converted({"a": word}, "doc", tmp_path)["a"])
    read = read_any(old, "a.doc")
    assert read.paragraphs == ("Điều 1. Hội đồng nhân dân phường thực hiện",)
    assert (read.kind, read.words_from) == (Kind.DOC, WordsFrom.LEGACY)
    pdf = rendering.render(old, "a.doc", Kind.DOC, is_legacy=True)
    assert words_by_page(pdf)[0].strip() == read.paragraphs[0]


def test_new_files_are_read_as_before(file):
    read = read_any(file(hostile.word()), "a.docx")
    assert (read.paragraphs, read.encodings) == (("Kính gửi các đơn vị",), ("unicode",))
