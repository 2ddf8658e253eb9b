"""Files of older forms are read as what they are, and nothing in them reaches out."""

import http.server
import shutil
import threading
from contextlib import contextmanager

import pytest

from docs_mgmt.files import rendering
from docs_mgmt.files.inside import unlink
from docs_mgmt.files.page_words import words_by_page
from docs_mgmt.files.reading import read_any
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal
from docs_mgmt.rules.words import WordsFrom
from tests.files import hostile, old_files
from tests.files.old_files import LINES

needs_libreoffice = pytest.mark.skipif(
    not rendering.is_available(), reason="this machine has no LibreOffice"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One text in each older form."""
    if not rendering.is_available():
        pytest.skip("this machine has no LibreOffice")
    folder = tmp_path_factory.mktemp("old")
    word = {"text": old_files.word_of(*LINES, cell="Ô trong bảng", footer="Lưu: VT")}
    forms = {to: old_files.converted(word, to, folder)["text"] for to in ("doc", "odt", "rtf")}
    shutil.rmtree(folder)
    return forms


@contextmanager
def listening():
    """A server nearby, and what it was asked for."""
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("doc", "2011_12_28_10_23_45!~!QD15UB & phụ lục.DOC", Kind.DOC),
        ("odt", "tờ trình.odt", Kind.ODT),
        ("rtf", "tờ trình.doc", Kind.RTF),
    ],
)
def test_each_form_gives_its_words(file, settings, made, form, name, kind):
    read = read_any(file(made[form]), name)
    assert (read.kind, read.paragraphs) == (kind, (*LINES, "Ô trong bảng", "Lưu: VT"))
    assert (read.pages, read.words_from) == (None, WordsFrom.TEXT)
    assert list(settings.TMP_DIR.iterdir()) == []


def test_an_old_word_file_is_rendered(file, settings, made):
    pdf = rendering.render(file(made["doc"]), "QD15UB.DOC", Kind.DOC)
    assert LINES[2] in words_by_page(pdf)[0]
    assert list(settings.TMP_DIR.iterdir()) == [pdf]


@needs_libreoffice
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            old_files.web_page("<table border=1><tr><td>Số 15<td>Sổ đăng ký</table>"),
            ("Số 15", "Sổ đăng ký"),
        ),
        (
            ("\ufeff<table><tr><td>Sổ văn bản đi của Ủy ban</td></tr></table>").encode("utf-16-le"),
            ("Sổ văn bản đi của Ủy ban",),
        ),
    ],
    ids=["page", "table"],
)
def test_a_web_page_named_doc_is_read_as_a_web_page(file, data, words):
    read = read_any(file(data), "Sổ văn bản.doc")
    assert (read.kind, read.paragraphs) == (Kind.WEB_PAGE, words)


@needs_libreoffice
def test_nothing_that_a_web_page_links_to_is_fetched(file, tmp_path):
    (tmp_path / "secret.txt").write_text("KHOATHEODOI")
    with listening() as (address, asked):
        page = old_files.web_page(
            f"<p>Thân văn bản</p><img src={address}/a.png>"
            f"<iframe src='file://{tmp_path}/secret.txt'></iframe>"
            f"<object data='file://{tmp_path}/secret.txt'></object>"
            f"<div style='background:url({address}/b.png)'>Cuối</div><script>alert(1)</script>",
            head=f"<link rel=stylesheet href={address}/c.css><base href={address}/>"
            f"<style>@import url({address}/d.css);</style>"
            f"<meta http-equiv=refresh content='0;url={address}/e'>",
        )
        read = read_any(file(page), "a.html")
    assert read.paragraphs == ("Thân văn bản", "Cuối")
    assert asked == []


def test_a_web_page_without_a_bottom_is_refused(file, tmp_path):
    deep = old_files.web_page("<div>" * 100_000 + "đáy" + "</div>" * 100_000)
    with pytest.raises(FileRefusedError) as refused:
        unlink.without_links(str(file(deep)), str(tmp_path / "copy.html"), Kind.WEB_PAGE)
    assert refused.value.reason is Refusal.TOO_HEAVY


@needs_libreoffice
def test_nothing_that_a_rich_text_links_to_is_fetched(file, tmp_path):
    (tmp_path / "secret.txt").write_text("KHOATHEODOI")
    with listening() as (address, asked):
        field = "{{\\field{{\\*\\fldinst {} }}{{\\fldrslt cu}}}}\\par "
        text = old_files.rich_text(
            "{\\*\\template " + address + "/t.dot}Thân văn bản\\par "
            + field.format(f'INCLUDEPICTURE "{address}/a.png" \\\\d')
            + field.format(f'INCLUDETEXT "{tmp_path}/secret.txt"')
        )  # fmt: skip
        pdf = rendering.render(file(text), "a.rtf", Kind.RTF)
    words = "\n".join(words_by_page(pdf))
    assert "Thân văn bản" in words
    assert "KHOATHEODOI" not in words
    assert asked == []


def test_an_open_document_loses_what_it_would_fetch_and_keeps_its_links(tmp_path, file):
    names = (
        'xmlns:text="urn:t" xmlns:draw="urn:d" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:office="urn:o"'
    )
    content = (
        f"<office:body {names}><draw:image xlink:href='http://example.org/a.png'/>"
        "<draw:image xlink:href='Pictures/b.png'/><draw:image xlink:href='../../etc/passwd'/>"
        "<text:a xlink:href='http://example.org/'>x</text:a>"
        "<text:section-source xlink:href='file:///etc/passwd'/><office:scripts/></office:body>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    copy = tmp_path / "copy.odt"
    assert unlink.without_links(str(file(hostile.zipped(parts))), str(copy), Kind.ODT) == 4
    lean = copy.read_bytes()
    assert [lean.count(word) for word in (b"Pictures/b.png", b"http://example.org/")] == [1, 1]
    assert [lean.count(word) for word in (b"passwd", b"scripts", b"a.png")] == [0, 0, 0]


@needs_libreoffice
def test_an_old_file_that_only_looks_like_one_is_refused(file, settings):
    with pytest.raises(FileRefusedError) as refused:
        read_any(file(hostile.old_word()), "QD15UB.DOC")
    assert refused.value.reason is Refusal.NOT_OPENED
    assert list(settings.TMP_DIR.iterdir()) == []


def test_without_libreoffice_an_old_file_waits_with_a_sentence(file, monkeypatch, tmp_path):
    path = file(b"{\\rtf1\\ansi Kinh gui: Uy ban nhan dan phuong Hoa Minh va cac don vi}")
    monkeypatch.setattr("docs_mgmt.files.old_forms.is_available", lambda: False)
    with pytest.raises(FileRefusedError) as refused:
        read_any(path, "a.rtf")
    assert (refused.value.reason, refused.value.facts) == (Refusal.NO_READER, {"kind": "rtf"})
