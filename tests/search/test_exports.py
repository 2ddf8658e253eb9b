"""A list as a file holds what its owner may see, at the making and again at the download."""

import os
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.conf import settings
from openpyxl import load_workbook
from pypdf import PdfReader

from approvals.models import Opinion
from docs_mgmt.clock import now, turned_to
from docs_mgmt.files.store import path_of
from docs_mgmt.later import drain
from docs_mgmt.models import Access, ImportFile, ImportRun, Upload
from docs_mgmt.permissions import revoke
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import AccessKind
from docs_mgmt.writes.forget_uploads import forget_uploads
from docs_mgmt.writes.keep_upload import keep_upload
from search.jobs import drain_once
from search.jobs.export import sweep
from search.models import Export
from search.rules.words import ExportState
from tests.builders import a_document
from tests.test_leaks import WHEN_ISSUED, WORDS, Planted

pytestmark = pytest.mark.django_db


def words_of(content: bytes, kind: str) -> str:
    if kind == "docx":
        document = docx.Document(BytesIO(content))
        cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
        return " ".join([*(one.text for one in document.paragraphs), *cells])
    if kind == "xlsx":
        sheet = load_workbook(BytesIO(content)).active
        return " ".join(str(value) for row in sheet.values for value in row if value)
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def ask(client, query: str, kind: str = "xlsx") -> str:
    answer = client.post("/search/exports/", {"query": query, "kind": kind})
    assert answer.status_code == 303
    return answer["Location"]


def take(client, page: str) -> bytes:
    answer = client.get(f"{page}file")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_a_list_is_made_in_each_form_with_number_title_and_columns(world, as_, kind):
    document = a_document(world, at=Stage.NUMBERED, title="=Vỉa hè đường Ẵm Ngữ")
    drain_once()
    client = as_("linh")
    page = ask(client, "q=via+he", kind)
    assert "progress" in client.get(page).content.decode()
    drain()
    words = " ".join(words_of(take(client, page), kind).split())
    for said in ("=Vỉa hè đường Ẵm Ngữ", document.entries.get().full, "Tạ Quốc Vỹ"):
        assert said in words, words
    noted = Access.objects.get(person=world["linh"], kind=AccessKind.EXPORTED)
    assert noted.document == document


def test_the_sheet_is_named_in_the_readers_language_and_its_places_are_numbers(world, as_):
    a_document(world, at=Stage.NUMBERED, title="Vỉa hè đường Ẵm Ngữ")
    drain_once()
    client = as_("linh")
    page = ask(client, "q=via+he")
    drain()
    sheet = load_workbook(BytesIO(take(client, page))).active
    assert sheet.title == "Danh sách văn bản tìm được"
    assert [row[0].value for row in sheet.iter_rows(min_row=sheet.max_row)] == [1]


def test_nobody_exports_what_they_may_not_see(world, as_):
    planted = Planted(world)
    planted.issue()
    drain_once()
    for username, places in WHEN_ISSUED.items():
        client = as_(username)
        page = ask(client, f"q={WORDS['title']}")
        drain()
        words = words_of(take(client, page), "xlsx").replace(f": {WORDS['title']}", "")
        assert (WORDS["title"] in words) == ("title" in places), username


def test_a_file_is_not_handed_over_once_a_right_in_it_is_gone(world, as_):
    Planted(world)
    drain_once()
    client = as_("bach")
    page = ask(client, f"q={WORDS['title']}")
    drain()
    assert client.get(f"{page}file").status_code == 200
    revoke("opinion", Opinion.objects.get(person__username="bach").pk)
    assert client.get(f"{page}file").status_code == 404
    assert "btn-primary" not in client.get(page).content.decode()


def test_rights_are_asked_when_it_is_made_not_when_it_was_asked_for(world, as_):
    Planted(world)
    drain_once()
    client = as_("bach")
    ask(client, f"q={WORDS['title']}")
    revoke("opinion", Opinion.objects.get(person__username="bach").pk)
    drain()
    assert Export.objects.get().documents == []


def test_an_export_is_its_owners_alone(world, as_):
    a_document(world)
    drain_once()
    page = ask(as_("linh"), "q=via+he")
    drain()
    for address in (page, f"{page}file"):
        assert as_("luong").get(address).status_code == 404


def test_a_list_that_cannot_be_written_says_so(world, as_, settings, tmp_path):
    a_document(world)
    drain_once()
    ask(as_("linh"), "q=via+he")
    settings.TMP_DIR = tmp_path / "no folder"
    settings.TMP_DIR.touch()
    drain()
    assert Export.objects.get().state == ExportState.FAILED


def days_later(days: float):
    return turned_to(now() + timedelta(days=days))


def sweep_as_if_written_before(*exports: Export) -> None:
    """The hourly job of two days later, when the files are as old as their rows."""
    for path in {path_of(one.sha256) for one in exports}:
        os.utime(path, (0, 0))
    with days_later(2):
        sweep()


def made(as_, query: str = "q=via+he", kind: str = "xlsx") -> Export:
    ask(as_("linh"), query, kind)
    drain()
    return Export.objects.latest("pk")


def test_a_list_that_is_forgotten_leaves_no_bytes(world, as_):
    a_document(world, title="Vỉa hè đường Bàu Sen")
    drain_once()
    old = made(as_)
    sweep()
    assert path_of(old.sha256).is_file()
    sweep_as_if_written_before(old)
    assert not path_of(old.sha256).exists()
    assert not Export.objects.exists()
    assert not list(settings.TMP_DIR.iterdir())


def test_bytes_that_another_row_names_stay(world, as_):
    a_document(world, title="Vỉa hè đường Bàu Sen")
    drain_once()
    old = made(as_)
    Upload.objects.create(person=world["linh"], sha256=old.sha256, name="list.xlsx", size=old.size)
    sweep_as_if_written_before(old)
    assert path_of(old.sha256).is_file()
    assert not Export.objects.exists()


def test_two_lists_of_the_same_bytes_go_together_and_one_of_today_keeps_them(world, as_):
    a_document(world, title="Vỉa hè đường Bàu Sen")
    drain_once()
    first = made(as_)
    same = {name: getattr(first, name) for name in ("person", "query", "kind", "state", "sha256")}
    Export.objects.create(**same, asked_at=now())
    today = Export.objects.create(**same, asked_at=now() + timedelta(days=2))
    sweep_as_if_written_before(first)
    assert Export.objects.get() == today
    assert path_of(first.sha256).is_file()
    with days_later(4):
        sweep()
    assert not path_of(first.sha256).exists()


def test_a_list_whose_file_is_gone_already_is_forgotten_all_the_same(world, as_):
    a_document(world, title="Vỉa hè đường Bàu Sen")
    drain_once()
    old = made(as_)
    path_of(old.sha256).unlink()
    with days_later(2):
        sweep()
    assert not Export.objects.exists()


def test_what_is_dropped_as_secret_stays_where_an_old_archive_names_it(world):
    upload = keep_upload([b"same bytes"], name="a.docx", person=world["linh"])
    agency = world["linh"].assignments.first().unit.agency
    run = ImportRun.objects.create(
        agency=agency, started_by=world["linh"], source="archive", started_at=now()
    )
    ImportFile.objects.create(
        run=run, agency=agency, path="a.docx", sha256=upload.sha256, size=upload.size
    )
    assert forget_uploads([upload.pk], person=world["linh"]) == 1
    assert path_of(upload.sha256).is_file()
