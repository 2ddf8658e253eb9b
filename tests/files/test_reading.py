import io
import time

import docx
import pytest

from docs_mgmt.files import reading
from docs_mgmt.files.page_words import words_by_page
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal
from tests.files import hostile
from tests.files.hostile import p


def words_of(path) -> tuple[str, ...]:
    return reading.read(path, Kind.DOCX, "a.docx").paragraphs


def ending_of(path, kind) -> tuple[str, ...] | Refusal:
    try:
        return reading.read(path, kind, "a").paragraphs
    except FileRefusedError as error:
        return error.reason


BOX = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
TWICE_DRAWN = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>'
    f"{BOX}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (p("Một") + "<w:p/>" + p(" ") + p("Hai"), ("Một", "Hai")),
        (
            (
                f"<w:tbl><w:tr><w:tc>{p('A')}<w:tbl><w:tr><w:tc>{p('B')}</w:tc></w:tr></w:tbl></w:tc>"
                f"<w:tc>{p('C')}</w:tc></w:tr></w:tbl>{p('D')}"
            ),
            ("A", "B", "C", "D"),
        ),
        (
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Điều khiển')}</w:sdtContent></w:sdt>",
            ("Điều khiển",),
        ),
        (
            f"<w:p><w:sdt><w:sdtContent>{run('trong ')}</w:sdtContent></w:sdt>{run('dòng')}</w:p>",
            ("trong dòng",),
        ),
        (f'<w:p><w:hyperlink r:id="r1">{run("liên kết")}</w:hyperlink></w:p>', ("liên kết",)),
        (
            (
                f"<w:p><w:ins>{run('thêm')}</w:ins><w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"
                f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run(' mới')}</w:moveTo></w:p>"
            ),
            ("thêm mới",),
        ),
        (f"<w:p>{run('Trước')}{TWICE_DRAWN}{run(' sau')}</w:p>", ("Trước sau", "Trong khung")),
        (
            f"<w:p><w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r></w:p>",
            ("Trong khung",),
        ),
        (
            (
                "<w:p><w:r><w:t>07</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:tab/><w:t>a</w:t><w:br/>"
                '<w:t>b</w:t><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
            ),
            ("07-KH\ta\nb",),
        ),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/></w:r>' + run("ngày") + "</w:p>",
            ("ngày",),
        ),
        (f'<w:p><w:fldSimple w:instr="TITLE">{run("tên")}</w:fldSimple></w:p>', ("tên",)),
        (
            (
                "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
                '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r></w:p>'
            ),
            ("hiện",),
        ),
        ("<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>", ("x+1",)),
        (p("hoa\u0323 c\u0300ng\xa0 đi\u0300nh"), ("hoạ c\u0300ng đình",)),
    ],
    ids=range(14),
)
def test_every_paragraph_is_read_once_in_its_order(file, body, words):
    assert words_of(file(hostile.word(body))) == words


def test_notes_headers_and_footers_follow_the_body_once(file):
    note = (
        f'<w:footnote w:type="separator">{p("---")}</w:footnote><w:footnote>{p("Chú")}</w:footnote>'
    )
    data = hostile.word(
        p("Thân"),
        links=(
            ("header", "header1.xml", False),
            ("header", "header2.xml", False),
            ("footer", "footer1.xml", False),
            ("footnotes", "footnotes.xml", False),
            ("endnotes", "endnotes.xml", False),
            ("header", "NULL", False),
        ),
        parts={
            "word/header1.xml": hostile.part("hdr", p("UBND phường")),
            "word/header2.xml": hostile.part("hdr", p("UBND phường")),
            "word/footer1.xml": hostile.part("ftr", p("Trang")),
            "word/footnotes.xml": hostile.part("footnotes", note),
            "word/endnotes.xml": hostile.part("endnotes", f"<w:endnote>{p('Cuối')}</w:endnote>"),
        },
    )
    assert words_of(file(data)) == ("Thân", "Chú", "Cuối", "UBND phường", "Trang")


@pytest.mark.parametrize("main", ["word/document2.xml", "parts/text.xml", "document.xml"])
def test_the_text_is_found_wherever_it_stands(file, main):
    assert words_of(file(hostile.word(main=main))) == ("Kính gửi các đơn vị",)


def test_the_strict_form_is_read(file):
    strict = hostile.part("document", f"<w:body>{p('Chặt')}</w:body>").replace(
        hostile.WORD, hostile.STRICT
    )
    data = hostile.word(document=strict, kind=hostile.STRICT_LINKS)
    assert words_of(file(data)) == ("Chặt",)


def test_other_ways_to_write_a_zip_are_read(file):
    assert words_of(file(hostile.streamed_word(p("Ống")))) == ("Ống",)
    windows = hostile.zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": hostile.rels(("officeDocument", "/word/document.xml", False)),
            "Word\\Document.xml": hostile.part("document", f"<w:body>{p('Chéo')}</w:body>"),
        }
    )
    assert words_of(file(windows)) == ("Chéo",)


def test_utf_16_is_read(file):
    text = hostile.part("document", f"<w:body>{p('Mười sáu')}</w:body>").replace("UTF-8", "UTF-16")
    data = hostile.zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": hostile.rels(("officeDocument", "word/document.xml", False)),
            "word/document.xml": text.encode("utf-16"),
        }
    )
    assert words_of(file(data)) == ("Mười sáu",)


def test_a_large_table_is_read_in_time(file):
    document = docx.Document()
    row = "<w:tr>" + f"<w:tc>{p('ô')}</w:tc>" * 20 + "</w:tr>"
    data = hostile.word(f"<w:tbl>{row * 3000}</w:tbl>")
    started = time.monotonic()
    assert len(words_of(file(data))) == 60_000
    assert time.monotonic() - started < 40
    out = io.BytesIO()
    document.save(out)
    assert words_of(file(out.getvalue())) == ()


def test_a_file_without_letters_has_no_text(file):
    assert not reading.read(file(hostile.word("<w:p/>")), Kind.DOCX, "a").has_text
    assert reading.read(file(hostile.word(p("7"))), Kind.DOCX, "a").has_text


def test_a_deep_file_ends_well(file):
    assert ending_of(file(hostile.deep_word()), Kind.DOCX) in {("đáy",), Refusal.TOO_HEAVY}


def test_a_pdf_is_read_page_by_page(file):
    first = (
        "Dieu 1. Phe duyet ke hoach phat trien kinh te xa hoi cua phuong trong\nnam 2026.\nDieu 2."
    )
    path = file(hostile.pdf(first, "", "Noi nhan:"))
    read = reading.read(path, Kind.PDF, "a.pdf")
    assert read.paragraphs == (
        "Dieu 1. Phe duyet ke hoach phat trien kinh te xa hoi cua phuong trong nam 2026.",
        "Dieu 2.",
        "Noi nhan:",
    )
    assert (read.pages, read.page_starts, read.has_text) == (3, (0, 2, 2), True)
    assert [page.splitlines()[:1] for page in words_by_page(path)] == [
        ["Dieu 1. Phe duyet ke hoach phat trien kinh te xa hoi cua phuong trong"],
        [],
        ["Noi nhan:"],
    ]


def test_a_scan_is_read_and_has_no_text(file):
    read = reading.read(file(hostile.scanned_pdf()), Kind.PDF, "Scan.pdf")
    assert (read.paragraphs, read.pages, read.has_text) == ((), 1, False)


def test_a_flate_bomb_ends_well_and_the_next_file_is_read(file):
    started = time.monotonic()
    ending = ending_of(file(hostile.flate_bomb()), Kind.PDF)
    assert ending in {(), Refusal.TOO_HEAVY, Refusal.TOO_SLOW, Refusal.UNREADABLE}
    assert time.monotonic() - started < 65
    assert reading.read(file(hostile.pdf("sau")), Kind.PDF, "b.pdf").paragraphs == ("sau",)


def test_half_a_letter_does_not_spoil_a_reading(file):
    """A font may say that its glyph is half of a pair; no database keeps such a letter."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 2 beginbfchar <41> <D83D> <42> <1EA1> endbfchar endcmap end"
    )
    path = file(hostile.pdf_with_letters(b"BT /F1 12 Tf 90 700 Td (BAB) Tj ET", cmap))
    assert reading.read(path, Kind.PDF, "a.pdf").paragraphs == ("ạạ",)
