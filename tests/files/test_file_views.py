"""The files of a document over HTTP: whole, in parts, under their own names, for readers alone."""

from urllib.parse import unquote

import pytest
from django.test import AsyncRequestFactory

from approvals.steps import check_document, submit_document
from docs_mgmt.files.store import path_of, put_path
from docs_mgmt.models import Access
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import AccessKind, AttachmentKind
from docs_mgmt.views.sending import Parcel, send
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.add_version import add_version
from tests.builders import PDF, WORD, a_document, a_token, read_quickly, some_files

pytestmark = pytest.mark.django_db


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def of(document, rest: str, number: int = 1) -> str:
    return f"/documents/{document.pk}/versions/{number}/{rest}"


@pytest.fixture
def document(world):
    return a_document(world)


def test_the_pdf_is_shown_with_its_hash_and_nothing_may_run_in_it(document, as_):
    answer = as_("linh").get(of(document, "pdf"))
    assert body(answer) == PDF.read_bytes()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["ETag"] == f'"{document.versions.get().rendition.sha256}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"].startswith("private")
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_word_file_goes_out_under_the_officer_s_own_name(world, document, as_):
    version = document.versions.get()
    version.name = 'Kế hoạch "chỉnh trang"; bản 1\r\n.docx'
    version.save()
    answer = as_("linh").get(of(document, "file"))
    assert body(answer) == WORD.read_bytes()
    name = unquote(answer["Content-Disposition"].partition("filename*=utf-8''")[2])
    assert name == 'Kế hoạch "chỉnh trang"; bản 1 .docx'
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=3-3", 3, 3)],
)
def test_a_part_of_a_file_is_sent_alone(document, as_, asked, first, last):
    whole = PDF.read_bytes()
    answer = as_("linh").get(of(document, "pdf"), headers={"Range": asked})
    wanted = whole[first : None if last is None else last + 1]
    assert answer.status_code == 206
    assert body(answer) == wanted
    start = first % len(whole)
    assert answer["Content-Range"] == f"bytes {start}-{start + len(wanted) - 1}/{len(whole)}"
    assert answer["Content-Length"] == str(len(wanted))


def test_bytes_that_are_not_there_are_refused(document, as_):
    size = PDF.stat().st_size
    answer = as_("linh").get(of(document, "pdf"), headers={"Range": f"bytes={size}-"})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{size}")


@pytest.mark.parametrize("asked", ["bytes=9-2", "bytes=-0"])
def test_a_backward_part_is_refused(document, as_, asked):
    answer = as_("linh").get(of(document, "pdf"), headers={"Range": asked})
    assert answer.status_code == 416


@pytest.mark.parametrize("asked", ["pages=1-2", "bytes=-", "bytes=1-2,5-6", "bytes=a-b"])
def test_a_range_that_says_nothing_gets_the_whole_file(document, as_, asked):
    answer = as_("linh").get(of(document, "pdf"), headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (200, PDF.read_bytes())


def test_a_part_of_another_file_is_answered_with_the_whole_of_this(document, as_):
    headers = {"Range": "bytes=0-9", "If-Range": '"another"'}
    answer = as_("linh").get(of(document, "pdf"), headers=headers)
    assert (answer.status_code, body(answer)) == (200, PDF.read_bytes())


def test_what_the_browser_has_is_not_sent_again(document, as_):
    client = as_("linh")
    tag = client.get(of(document, "pdf"))["ETag"]
    answer = client.get(of(document, "pdf"), headers={"If-None-Match": tag})
    assert (answer.status_code, body(answer)) == (304, b"")


def test_the_head_of_a_file_says_its_size_and_sends_nothing(document, as_):
    answer = as_("linh").head(of(document, "file"))
    assert (answer["Content-Length"], body(answer)) == (str(WORD.stat().st_size), b"")


async def test_a_real_server_gets_the_file_piece_by_piece():
    stored = put_path(PDF)
    answer = send(AsyncRequestFactory().get("/"), Parcel(stored.sha256, PDF.name))
    assert answer.is_async
    assert b"".join([piece async for piece in answer.streaming_content]) == PDF.read_bytes()


def test_a_page_picture_is_a_picture_that_only_its_reader_keeps(document, as_):
    answer = as_("linh").get(of(document, "pages/1.png"))
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert "Cookie" in answer["Vary"]  # nor does who signs in next at the same screen get it
    assert as_("linh").get(of(document, "pages/9.png")).status_code == 404


@pytest.mark.parametrize("rest", ["pdf", "file", "pages/1.png", "attachments/1"])
@pytest.mark.parametrize("name", ["khoa", "bach", "vy", "oanh", "tue", "quantri", "an.tl"])
def test_a_draft_s_files_are_not_there_for_others(document, as_, rest, name):
    assert as_(name).get(of(document, rest)).status_code == 404


def test_nobody_gets_a_file_without_signing_in(document, client):
    answer = client.get(of(document, "pdf"))
    assert answer["Location"].startswith("/sign-in/")


def test_who_came_later_does_not_get_the_versions_before(world, as_):
    document = a_document(world)
    second = add_version(
        document, some_files(world["linh"]), note="Sửa", actor=world["linh"], token=a_token()
    )
    read_quickly(second)
    submit_document(document, actor=world["linh"], token=a_token())
    assert as_("linh").get(of(document, "file", 1)).status_code == 200
    assert as_("luong").get(of(document, "file", 2)).status_code == 200
    check_document(document, actor=world["luong"], token=a_token())
    assert as_("nhan").get(of(document, "file", 2)).status_code == 200
    assert as_("nhan").get(of(document, "file", 1)).status_code == 404


def test_an_attachment_goes_out_under_its_own_name(world, document, as_):
    main, other = some_files(world["linh"]), some_files(world["linh"], path=PDF)
    files = NewFiles(main.main, None, [(other.main, AttachmentKind.REFERENCE)])
    add_version(document, files, note="", actor=world["linh"], token=a_token())
    answer = as_("linh").get(of(document, "attachments/1", 2))
    assert body(answer) == PDF.read_bytes()
    assert answer["Content-Disposition"] == f'attachment; filename="{PDF.name}"'
    assert as_("linh").get(of(document, "attachments/2", 2)).status_code == 404


def test_looking_and_taking_are_noted_once_an_hour(world, document, as_):
    client = as_("linh")
    for rest in ("pdf", "pdf", "pdf?download", "file"):
        body(client.get(of(document, rest)))
    client.get(of(document, "pdf"), headers={"Range": "bytes=100-200"})
    rows = Access.objects.filter(document=document).values_list("person", "version", "kind")
    linh = world["linh"].pk
    assert sorted(rows) == [(linh, 1, AccessKind.DOWNLOADED), (linh, 1, AccessKind.SEEN)]


def test_a_file_that_the_disk_has_lost_is_not_found(document, as_):
    path_of(document.versions.get().sha256).unlink()
    assert as_("linh").get(of(document, "file")).status_code == 404


def test_an_issued_document_s_pdf_is_there_for_its_recipient(world, as_):
    document = a_document(world, at=Stage.ISSUED)
    assert as_("diep").get(of(document, "pdf")).status_code == 200
    assert as_("khoa").get(of(document, "pdf")).status_code == 404
