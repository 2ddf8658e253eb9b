"""Where the words of a version come from: read, decoded, recognised, or still to come."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_q.models import OrmQ

from docs_mgmt.files import ocr
from docs_mgmt.files.store import path_of, put, put_path
from docs_mgmt.jobs.housekeeping import RECOGNISING, keep_house
from docs_mgmt.jobs.reading import draw_version, read_missing, read_version, render_version
from docs_mgmt.jobs.recognising import recognise_next_page
from docs_mgmt.later import is_queued, waiting
from docs_mgmt.models import Rendition, Upload, Version, VersionText
from docs_mgmt.queries.files import words_on_page
from docs_mgmt.queries.scans import count_scans
from docs_mgmt.queries.system import next_scan
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.words import MadeBy, ReadingState, WordsFrom
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.record_reading import (
    PdfFacts,
    PictureFacts,
    RecognisedFacts,
    TextFacts,
    record_no_words,
    record_pictures,
    record_recognised,
    record_rendition,
    record_text,
)
from office.verifying import findings_of_files
from tests.builders import PDF, a_document, a_token, read_quickly
from tests.files import hostile
from tests.files.test_recognising import LINES, scan_of

pytestmark = pytest.mark.django_db


def a_version(world, data: bytes, name: str) -> Version:
    document, linh = a_document(world), world["linh"]
    stored = put([data])
    upload = Upload.objects.create(person=linh, sha256=stored.sha256, name=name, size=stored.size)
    return add_version(document, NewFiles(upload), note="Bản quét", actor=linh, token=a_token())


def note_of(as_, version: Version) -> BeautifulSoup:
    answer = as_("linh").get(f"/documents/{version.document_id}/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one("#reading")


def a_scan_read(world) -> Version:
    version = a_version(world, hostile.scanned_pdf(), "quet.pdf")
    record_text(version, TextFacts("pdf", [], [0], 0, has_text=False))
    stored = put_path(PDF)
    facts = PdfFacts(stored.sha256, stored.size, 1, MadeBy.SOURCE)
    record_pictures(record_rendition(version, facts), [PictureFacts(1, stored.sha256, 9, 9)])
    return Version.objects.get(pk=version.pk)


@pytest.mark.skipif(not ocr.is_available(), reason="this machine has no tesseract with Vietnamese")
def test_a_scan_gets_its_words_and_stays_as_it_came(world, as_):
    original = scan_of(hostile.pdf(LINES), dpi=120)
    version = a_version(world, original, "quet.pdf")
    read_version(version.pk)
    render_version(version.pk)
    recognise_next_page()
    version = Version.objects.get(pk=version.pk)
    text, rendition = version.text, version.rendition
    assert (text.words_from, text.has_text) == (WordsFrom.OCR, True)
    assert "phuong Hoa Minh" in " ".join(text.paragraphs)
    assert rendition.sha256 == version.sha256 != text.searchable_sha256
    assert path_of(version.sha256).read_bytes() == original
    assert f"{text.sureness}%" in note_of(as_, version).text
    assert "Minh" in [word.text for word in words_on_page(version, 1)]
    assert list(findings_of_files()) == []


def test_scans_without_words_are_looked_up_and_counted(world, as_):
    assert count_scans() == (0, 0)
    a_document(world)
    version = a_scan_read(world)
    VersionText.objects.filter(version=a_scan_read(world)).update(no_words="NOT_RECOGNISED")
    assert count_scans() == (1, 0)
    assert next_scan(with_waiting=False) == version
    assert "1 bản quét" in as_("quantri").get("/admin/").content.decode()
    if connection.vendor == "sqlite":
        with CaptureQueriesContext(connection) as asked:
            count_scans()
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
            assert not [row for row in cursor.fetchall() if row[3].startswith("SCAN U")]


def test_words_that_were_decoded_say_so_and_others_say_nothing(world, as_):
    version = a_document(world).versions.get()
    assert note_of(as_, version).select_one("[data-office-words-from]") is None
    VersionText.objects.filter(version=version).update(
        words_from=WordsFrom.LEGACY, encodings=["tcvn3", "unicode"]
    )
    assert "TCVN3" in note_of(as_, version).select_one("[data-office-words-from]").text


def test_a_scan_waits_with_a_sentence_where_tesseract_is_missing(world, as_, monkeypatch, tmp_path):
    version = a_scan_read(world)
    queued = waiting()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    recognise_next_page()
    assert VersionText.objects.get(version=version).no_words == Refusal.NO_OCR
    assert "tesseract" in note_of(as_, version).text
    assert count_scans() == (1, 1)
    assert "tesseract" in as_("quantri").get("/admin/").content.decode()
    recognise_next_page()
    assert waiting() == queued + 1  # the first one looked for more; nobody asks again in vain
    OrmQ.objects.all().delete()
    keep_house()
    assert not is_queued(RECOGNISING)
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    keep_house()
    assert is_queued(RECOGNISING)


def test_however_many_scans_wait_one_job_goes_from_one_to_the_next(world, monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    queued = []
    monkeypatch.setattr("docs_mgmt.jobs.reading.later", lambda job, *_: queued.append(job))
    for _scan in range(3):
        render_version(a_scan_read(world).pk)
    assert queued.count(RECOGNISING) == 1
    assert not is_queued(RECOGNISING)
    keep_house()
    assert is_queued(RECOGNISING)
    before = waiting()
    keep_house()
    assert waiting() == before


def test_the_first_scan_after_the_program_came_fetches_those_that_waited(world, monkeypatch):
    waited = a_scan_read(world)
    record_no_words(waited, reason=Refusal.NO_OCR)
    OrmQ.objects.all().delete()
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    render_version(a_scan_read(world).pk)
    assert is_queued(RECOGNISING)
    assert next_scan(with_waiting=True) == waited  # by the one job for both


def test_a_scan_that_cannot_be_recognised_is_left_alone(world, as_, monkeypatch):
    version = a_scan_read(world)
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr.sandbox, "run_program", lambda _words: 1)
    for _try in range(ocr.TRIES):
        recognise_next_page()
        assert VersionText.objects.get(version=version).no_words == ""
    recognise_next_page()
    assert VersionText.objects.get(version=version).no_words == Refusal.NOT_RECOGNISED
    monkeypatch.setattr(ocr.sandbox, "run_program", pytest.fail)
    recognise_next_page()
    assert note_of(as_, version).select_one(".note.today")


def test_a_recognised_page_is_shown_as_it_is_on_a_phone_too(world, as_):
    version = a_document(world).versions.get()
    stored = put_path(PDF)
    record_recognised(
        version,
        RecognisedFacts(stored.sha256, 91, ["Chu nhan dang"], [0], 13, has_text=True),
    )
    answer = as_("linh").get(f"/documents/{version.document_id}/")
    page = BeautifulSoup(answer.content, "html.parser")
    assert "big-only" not in page.select_one("#page-1 img")["class"]
    assert page.select_one("#page-1 .a4") is None
    answer = as_("linh").get(f"/documents/{version.document_id}/?view=text")
    assert "Chu nhan dang" in BeautifulSoup(answer.content, "html.parser").text


def test_pages_that_cannot_be_drawn_say_so(world, as_):
    version = a_version(world, hostile.pdf("x"), "hong.pdf")
    record_text(version, TextFacts("pdf", ["Một"], [0], 3, has_text=True))
    stored = put([b"%PDF-1.4 broken" * 9])
    record_rendition(version, PdfFacts(stored.sha256, stored.size, 1, MadeBy.SOURCE))
    draw_version(version.pk)
    assert VersionText.objects.get(version=version).no_pictures == Refusal.BROKEN
    note = note_of(as_, version)
    assert note.select_one("progress") is None
    assert note.select_one(".note.today")


def test_what_waited_for_libreoffice_is_read_when_it_is_there(world, monkeypatch):
    version = a_version(world, hostile.word(), "a.docx")
    VersionText.objects.filter(version=version).update(
        state=ReadingState.REFUSED, refusal=Refusal.NO_READER, attempts=3
    )
    monkeypatch.setattr("docs_mgmt.jobs.reading.is_available", lambda: False)
    read_missing(0)
    assert VersionText.objects.get(version=version).state is ReadingState.REFUSED
    monkeypatch.setattr("docs_mgmt.jobs.reading.is_available", lambda: True)
    read_missing(0)
    text = VersionText.objects.get(version=version)
    assert (text.state, text.refusal) == (ReadingState.READ, "")


def test_verify_looks_at_page_pictures_and_searchable_copies(world):
    version = a_document(world).versions.get()
    read_quickly(version)
    record_no_words(version, reason=Refusal.NOT_RECOGNISED)
    assert list(findings_of_files()) == []
    picture = version.rendition.pictures.get()
    lost = put([b"a picture of a page" * 9]).sha256
    type(picture).objects.filter(pk=picture.pk).update(sha256=lost)
    VersionText.objects.filter(version=version).update(searchable_sha256=lost)
    assert list(findings_of_files()) == []
    Path(path_of(lost)).write_bytes(b"other")
    assert len(list(findings_of_files())) == 2
    assert Rendition.objects.count() == 1
