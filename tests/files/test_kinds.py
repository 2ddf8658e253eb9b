import io
import unicodedata

import docx
import pytest

from docs_mgmt.files import kinds
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal
from tests.files import hostile


def refusal_of(path, name) -> tuple[Refusal, object]:
    with pytest.raises(FileRefusedError) as refused:
        kinds.kind_of(path, name)
    return refused.value.reason, refused.value.facts.get("kind")


def made_by_python_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Quyết định")
    document.add_table(rows=40, cols=6)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


TEMPLATE = hostile.MAIN.replace("document.main", "template.main")
ODD = "word/vănbản.xml"


@pytest.mark.parametrize(
    "data",
    [
        hostile.word(),
        made_by_python_docx(),
        hostile.streamed_word(hostile.p("Tờ trình")),
        hostile.word(compression=0),
        hostile.word(compression=12),  # bzip2
        hostile.word(main="word/document2.xml"),
        hostile.word(main="parts/text.xml"),
        hostile.word(main_type=TEMPLATE),
        hostile.word(kind=hostile.STRICT_LINKS),
        hostile.word(links=(("hyperlink", "https://example.org/", True),)),
        hostile.word(links=(("attachedTemplate", "file:///C:/Mau/QD.dotm", True),)),
        hostile.word(links=(("image", "http://example.org/a.png", True),)),
        hostile.word(links=(("header", "NULL", False), ("image", "../NULL", False))),
        hostile.word(parts={"word/embeddings/oleObject1.bin": hostile.OLE}),
        hostile.word(parts={"word/media/a.svg": '<!DOCTYPE svg [<!ENTITY ns "x">]><svg/>'}),
    ],
    ids=range(15),
)
def test_word_files_of_any_form_are_taken_in(file, data):
    assert kinds.kind_of(file(data), "Quyết định.docx") == Kind.DOCX


@pytest.mark.parametrize(
    "name",
    [
        "QUYET DINH.DOCX",
        unicodedata.normalize("NFD", "Quyết định số 5.docx"),
        "2011_12_28_10_23_45!~!QD15UB & phu luc (1) [ban cuoi].docx",
        "../../../etc/passwd.docx",
        "C:\\Users\\Lan\\Desktop\\tờ trình.docx",
        "a\0b\n\r\x1b.docx",
        "." * 300,
        "bản thảo",
        "quyetdinh.doc",
    ],
)
def test_any_name_will_do(file, name):
    assert kinds.kind_of(file(hostile.word()), name) == Kind.DOCX


def test_a_pdf_is_taken_in(file):
    assert kinds.kind_of(file(hostile.pdf("Noi dung")), "Scan 1.PDF") == Kind.PDF
    assert kinds.kind_of(file(b"\n\njunk\n" + hostile.pdf("Noi dung")), "Scan 1.PDF") == Kind.PDF
    assert kinds.kind_of(file(hostile.locked_pdf(password="", owner="x")), "a.pdf") == Kind.PDF


HTML = "<html><body><table><tr><td>Sổ</td></tr></table></body></html>".encode() * 3
SHEET = {"[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml'
         '.sheet.main+xml"/></Types>', "xl/workbook.xml": "<workbook/>"}  # fmt: skip
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
LOCKED_ODT = {**ODT, "META-INF/manifest.xml": "<m><encryption-data/></m>"}
LOCK_FILE = b"\x05Lan" + b" \0" * 79
TEXT = "Kính gửi: Ủy ban nhân dân phường, về việc báo cáo tháng".encode()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (hostile.old_word(), "QD15UB.DOC", Kind.DOC),
        (hostile.zipped(ODT), "a.odt", Kind.ODT),
        (hostile.zipped({**ODT, "Basic/Standard/script-lb.xml": "<x/>"}), "a.odt", Kind.ODT),
        (b"{\\rtf1\\ansi " + b"x" * 99, "a.rtf", Kind.RTF),
        (b"{\\rtf1\\ansi " + b"x" * 99, "a.doc", Kind.RTF),
        (HTML, "So van ban.doc", Kind.WEB_PAGE),
        (b"\xef\xbb\xbf \r\n<table border=1>" + HTML, "a.doc", Kind.WEB_PAGE),
        (("\ufeff" + HTML.decode()).encode("utf-16-le"), "a.doc", Kind.WEB_PAGE),
    ],
    ids=range(8),
)
def test_older_forms_are_taken_in_as_what_they_are(file, data, name, kind):
    assert kinds.kind_of(file(data), name) == kind


@pytest.mark.parametrize(
    ("data", "name", "reason", "kind"),
    [
        (b"", "a.docx", Refusal.EMPTY, None),
        (b"\0" * 4096, "a.docx", Refusal.EMPTY, None),
        (b"18 bytes of nothing", "a.doc", Refusal.PLACEHOLDER, None),
        (LOCK_FILE, "~$QD15.docx", Refusal.LOCK_FILE, None),
        (LOCK_FILE, "tmp\\~$QD15.doc", Refusal.LOCK_FILE, None),
        (hostile.old_word(), "QD15UB.docx", Refusal.DISGUISED, Kind.DOC),
        (HTML, "a.pdf", Refusal.DISGUISED, Kind.WEB_PAGE),
        (hostile.locked_old_word(), "a.doc", Refusal.ENCRYPTED, None),
        (hostile.old_word_with_macros(), "a.doc", Refusal.MACROS, None),
        (hostile.compound({"Workbook": b""}), "a.doc", Refusal.NOT_A_DOCUMENT, Kind.SPREADSHEET),
        (hostile.compound({"Book": b""}), "a.docx", Refusal.DISGUISED, Kind.SPREADSHEET),
        (hostile.compound({"Contents": b""}), "a.msi", Refusal.NOT_A_DOCUMENT, Kind.OTHER),
        (hostile.old_word()[:700], "a.doc", Refusal.BROKEN, None),
        (hostile.OLE * 4, "a.doc", Refusal.BROKEN, None),
        (hostile.zipped({**ODT, "Basic/Standard/Module1.xml": "x"}), "a.odt", Refusal.MACROS, None),
        (hostile.zipped({**ODT, "content.xml": "<!ENTITY a>"}), "a.odt", Refusal.ENTITIES, None),
        (hostile.zipped({**ODT, "a.bin": b"x" * 2**25}), "a.odt", Refusal.ZIP_BOMB, None),
        (TEXT, "a.docx", Refusal.DISGUISED, Kind.TEXT),
        (TEXT, "a.doc", Refusal.NOT_A_DOCUMENT, Kind.TEXT),
        (hostile.zipped({"a.txt": "x" * 99}), "a.docx", Refusal.DISGUISED, Kind.ARCHIVE),
        (hostile.zipped(SHEET), "a.docx", Refusal.DISGUISED, Kind.SPREADSHEET),
        (hostile.zipped(SHEET), "a.xlsx", Refusal.NOT_A_DOCUMENT, Kind.SPREADSHEET),
        (hostile.pdf("x"), "a.docx", Refusal.DISGUISED, Kind.PDF),
        (hostile.word(), "a.pdf", Refusal.DISGUISED, Kind.DOCX),
        (b"\x89PNG\r\n" + b"\0" * 99, "a.docx", Refusal.DISGUISED, Kind.PICTURE),
        (b"MZ\x90\0" + b"\0\1" * 99, "a.docx", Refusal.DISGUISED, Kind.OTHER),
        (hostile.locked_word(), "a.docx", Refusal.ENCRYPTED, None),
        (hostile.zipped(LOCKED_ODT), "a.odt", Refusal.ENCRYPTED, None),
        (hostile.locked_pdf(), "a.pdf", Refusal.ENCRYPTED, None),
        (hostile.macro_word(), "a.docm", Refusal.MACROS, None),
        (hostile.macro_word(), "a.docx", Refusal.MACROS, None),
        (
            hostile.word(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
            "a.docx",
            Refusal.MACROS,
            None,
        ),
        (hostile.word_with_macros_in_a_sheet(), "a.docx", Refusal.MACROS, None),
        (hostile.laughing_word(), "a.docx", Refusal.ENTITIES, None),
        (hostile.word_bomb(), "a.docx", Refusal.ZIP_BOMB, None),
        (hostile.word_with_a_false_size(), "a.docx", Refusal.BROKEN, None),
        (hostile.word()[:600], "a.docx", Refusal.BROKEN, None),
        (b"PK\x03\x04" + b"\0" * 99, "a.docx", Refusal.BROKEN, None),
        (hostile.pdf("x")[:300], "a.pdf", Refusal.BROKEN, None),
        (b"%PDF-1.7\n" + b"x" * 99, "a.pdf", Refusal.BROKEN, None),
    ],
    ids=range(40),
)
def test_what_is_no_readable_document_is_refused(file, data, name, reason, kind):
    assert refusal_of(file(data), name) == (reason, kind)


def test_a_pdf_of_too_many_pages_is_refused(file):
    with pytest.raises(FileRefusedError) as refused:
        kinds.kind_of(file(hostile.pdf(*["x"] * 501)), "a.pdf")
    assert refused.value.reason == Refusal.TOO_MANY_PAGES
    assert refused.value.facts == {"pages": 501, "most": 500}
