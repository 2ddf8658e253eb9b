import http.server
import io
import os
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docs_mgmt.files import libreoffice, pictures, rendering, sandbox
from docs_mgmt.files.page_words import words_by_page
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal
from tests.files import hostile
from tests.files.hostile import p

needs_libreoffice = pytest.mark.skipif(
    not rendering.is_available(), reason="this machine has no LibreOffice"
)


def soffice_running() -> list[str]:
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes()
        except OSError:
            continue
        if b"soffice" in command and str(os.getpid()).encode() in command:
            found.append(place.name)
    return found


def with_its_name_in_the_footer() -> bytes:
    document = docx.Document()
    document.core_properties.author = "Nguyễn Thị Lan"
    document.add_paragraph("Điều 1. Phê duyệt kế hoạch.")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "FILENAME")
    document.sections[0].footer.paragraphs[0]._p.append(field)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@needs_libreoffice
def test_a_rendition_carries_the_officers_own_file_name_and_no_trace_of_ours(file, settings):
    name = unicodedata.normalize("NFD", "../Tờ trình số 5 (dự thảo) & phụ lục.DOCX")
    made = rendering.render(file(with_its_name_in_the_footer()), name)
    words = "\n".join(words_by_page(made))
    assert "Điều 1. Phê duyệt kế hoạch." in words
    assert "Tờ trình số 5 (dự thảo) & phụ lục.docx" in words
    assert list(settings.TMP_DIR.iterdir()) == [made]
    assert pictures.pages_in(made) == 1
    data = made.read_bytes() + str(pypdf.PdfReader(made).metadata).encode()
    assert str(settings.TMP_DIR).encode() not in data
    assert b"python-docx" not in data


@needs_libreoffice
def test_nothing_outside_is_fetched_or_shown(file, tmp_path):
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "secret.txt").write_text("KHOATHEODOI")
    address = f"http://127.0.0.1:{server.server_address[1]}"
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        '{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>cũ</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    body = (
        p("Thân văn bản") + '<w:p><w:r><w:pict><v:shape style="width:50pt;height:50pt">'
        '<v:imagedata r:id="r1"/></v:shape></w:pict></w:r></w:p>'
        + '<w:altChunk r:id="r3"/><w:subDoc r:id="r4"/>'
        + field.format(f'INCLUDEPICTURE "{address}/field.png" \\d')
        + field.format(f'INCLUDETEXT "{tmp_path}/secret.txt"')
    )
    data = hostile.word(
        body,
        links=(
            ("image", f"{address}/picture.png", True),
            ("attachedTemplate", f"{address}/template.dotx", True),
            ("aFChunk", f"file://{tmp_path}/secret.txt", True),
            ("subDocument", f"file://{tmp_path}/secret.txt", True),
            ("hyperlink", f"{address}/clicked", True),
        ),
    )
    made = rendering.render(file(data), "a.docx")
    server.shutdown()
    server.server_close()
    words = "\n".join(words_by_page(made))
    assert "Thân văn bản" in words
    assert "KHOATHEODOI" not in words
    assert asked == []


@needs_libreoffice
def test_two_are_rendered_at_once(tmp_path):
    def made(number: int) -> str:
        path = tmp_path / f"upload{number}"
        path.write_bytes(hostile.word(p(f"Văn bản thứ {number}")))
        return words_by_page(rendering.render(path, "a.docx"))[0].strip()

    with ThreadPoolExecutor(2) as workers:
        assert list(workers.map(made, (1, 2))) == ["Văn bản thứ 1", "Văn bản thứ 2"]


@needs_libreoffice
def test_nothing_of_libreoffice_is_left_when_time_is_up(settings, tmp_path):
    profile = tmp_path / f"profile-{os.getpid()}"
    with pytest.raises(FileRefusedError) as refused:
        sandbox.run_program(
            ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"],
            seconds=3,
        )
    assert refused.value.reason == Refusal.TOO_SLOW
    assert soffice_running() == []


def test_what_is_no_word_file_is_not_converted(file, settings):
    with pytest.raises(FileRefusedError) as refused:
        rendering.render(file(b"Kinh gui cac don vi"), "a.docx")
    assert refused.value.reason in {Refusal.BROKEN, Refusal.NO_CONVERTER}
    assert list(settings.TMP_DIR.iterdir()) == []


def test_a_machine_without_libreoffice_says_so(file, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not rendering.is_available()
    with pytest.raises(FileRefusedError) as refused:
        rendering.render(file(hostile.word()), "a.docx")
    assert refused.value.reason == Refusal.NO_CONVERTER


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Quyết định.docx", "Quyết định.docx"),
        ("QD15UB.DOC", "QD15UB.docx"),
        ("../../etc/passwd", "passwd.docx"),
        ("C:\\van ban\\a b.docx", "a b.docx"),
        ("..", "document.docx"),
        ("", "document.docx"),
        ("a\0\n\u202eb.docx", "ab.docx"),
        ("-rf.docx", "-rf.docx"),
        ("đ" * 500 + ".docx", "đ" * 100 + ".docx"),
    ],
)
def test_a_name_leads_nowhere(name, safe):
    assert libreoffice.safe_name(name) == safe
