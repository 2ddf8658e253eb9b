"""Web pages saved whole and Word's XML of 2003, mostly named .doc, are read as what they are."""

import io

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from docs_mgmt.files import kinds, rendering
from docs_mgmt.files.inside import unlink
from docs_mgmt.files.inside.word_xml import check
from docs_mgmt.files.page_words import words_by_page
from docs_mgmt.files.reading import read_any
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.legacy import Encoding
from docs_mgmt.rules.refusals import Kind, Refusal
from docs_mgmt.rules.words import WordsFrom
from tests.files.old_files import LINES, web_archive, word_xml
from tests.files.test_old_forms import listening, needs_libreoffice
from tests.legacy_text import encode


def test_they_are_taken_in_under_any_name(file):
    page = web_archive("<p>x</p>")
    assert kinds.kind_of(file(page), "QD 15.doc") == Kind.WEB_ARCHIVE
    saved = b"From: <Saved by Windows Internet Explorer 8>\r\nSubject: x\r\n" + page
    assert kinds.kind_of(file(saved), "a.mht") == Kind.WEB_ARCHIVE
    assert kinds.kind_of(file(word_xml("x")), "QD 15.doc") == Kind.WORD_XML


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"To: an@x.vn\nReceived: by x\n" + web_archive("<p>x</p>"), Refusal.NOT_A_DOCUMENT),
        (word_xml("x", root='w:macrosPresent="yes"'), Refusal.MACROS),
        (word_xml("x").replace(b"</w:body>", b"</w:bod>"), Refusal.BROKEN),
        (
            word_xml("&a;").replace(b"<w:wordD", b'<!DOCTYPE x [<!ENTITY a "b">]><w:wordD', 1),
            Refusal.ENTITIES,
        ),
    ],
    ids=["letter", "macros", "broken", "entity"],
)
def test_letters_macros_entities_and_broken_ones_are_refused(file, data, reason):
    with pytest.raises(FileRefusedError) as refused:
        kinds.kind_of(file(data), "QD 15.doc")
    assert refused.value.reason is reason


@needs_libreoffice
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_page_saved_whole_gives_its_words_and_its_pictures(file, charset):
    out = io.BytesIO()
    Image.new("RGB", (200, 200), (200, 0, 0)).save(out, "PNG")
    body = "".join(f"<p>{line}</p>" for line in LINES)
    data = web_archive(
        f'{body}<img src="quyet%20dinh_files/image001.png" width=200>',
        charset=charset,
        picture=out.getvalue(),
    )
    read = read_any(file(data), "QD 15.doc")
    assert (read.kind, read.paragraphs) == (Kind.WEB_ARCHIVE, LINES)
    pdf = pypdfium2.PdfDocument(rendering.render(file(data), "QD 15.doc", Kind.WEB_ARCHIVE))
    assert list(pdf[0].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    pdf.close()


@needs_libreoffice
def test_words_xml_gives_its_words_old_letters_decoded(file):
    read = read_any(file(word_xml(*LINES)), "QD 15.doc")
    assert (read.kind, read.paragraphs, read.words_from) == (Kind.WORD_XML, LINES, WordsFrom.TEXT)
    old = [encode(line, Encoding.TCVN3) for line in LINES[1:]]
    read = read_any(file(word_xml(*old, font=".VnTime")), "QD 15.doc")
    assert (read.paragraphs, read.words_from) == (LINES[1:], WordsFrom.LEGACY)
    pdf = rendering.render(file(word_xml(*old, font=".VnTime")), "a.doc", Kind.WORD_XML,
                           is_legacy=True)  # fmt: skip
    assert LINES[1] in words_by_page(pdf)[0]


@needs_libreoffice
def test_nothing_that_they_link_to_is_fetched(file, tmp_path):
    (tmp_path / "secret.txt").write_text("KHOATHEODOI")
    field = f'<w:p><w:fldSimple w:instr="INCLUDETEXT {tmp_path}/secret.txt"/></w:p>'
    with listening() as (address, asked):
        picture = (
            '<w:p><w:r><w:pict><v:shape style="width:50pt;height:50pt">'
            f'<v:imagedata src="{address}/a.png"/></v:shape></w:pict></w:r></w:p>'
        )
        word = word_xml("Thân", more=picture + field)
        assert read_any(file(word), "a.doc").paragraphs == ("Thân",)
        page = web_archive(f"<p>Thân</p><img src={address}/b.png><iframe src={address}/c>")
        assert read_any(file(page), "a.doc").paragraphs == ("Thân",)
    assert asked == []
    copy = tmp_path / "copy.xml"
    assert unlink.without_links(str(file(word)), str(copy), Kind.WORD_XML) == 2
    check(copy)
    assert b"secret" not in copy.read_bytes()
