"""A file too slow for a busy machine is tried once more, with more time; none is lost."""

import pytest

from docs_mgmt.files import libreoffice, reading
from docs_mgmt.files.rendering import is_available
from docs_mgmt.files.store import is_intact
from docs_mgmt.jobs.reading import read_version, render_version
from docs_mgmt.jobs.take_in import take_one
from docs_mgmt.jobs.try_in import try_files
from docs_mgmt.later import drain
from docs_mgmt.models import Rendition, Version, VersionText
from docs_mgmt.queries.import_report import report_of
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.words import ImportState, ReadingState
from tests.archive_of_old.builders import DECISION, a_run, listed
from tests.archive_of_old.files import write_web_page, write_word
from tests.archive_of_old.test_runs import finished, states
from tests.files import hostile, old_files
from tests.pages.test_words_from import a_version

pytestmark = pytest.mark.skipif(not is_available(), reason="this machine has no LibreOffice")
LETTER = tuple(line.replace("15/QĐ", "21/QĐ") for line in DECISION)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "kho"
    write_web_page(place / "2012" / "QD 15.doc", DECISION)
    write_word(place / "2012" / "QD 21.docx", LETTER)
    return place


@pytest.fixture
def busy(monkeypatch):
    """LibreOffice cannot even start in the time that it first gets."""
    monkeypatch.setattr(reading, "SECONDS", 0.1)


def test_a_slow_file_comes_after_the_others_and_is_then_read_patiently(world, folder, busy):
    run = listed(a_run(world.hoa_minh, world["tue"]), folder)
    assert take_one(run)
    assert states(run)["2012/QD 15.doc"] == ImportState.WAITING
    assert take_one(run)
    assert states(run)["2012/QD 21.docx"] == ImportState.FILED
    finished(run)
    assert set(states(run).values()) == {ImportState.FILED}


def test_what_is_slow_twice_is_refused_with_a_sentence_that_says_so(
    world, folder, busy, monkeypatch
):
    monkeypatch.setattr(reading, "PATIENT_SECONDS", 0.1)
    run = finished(listed(a_run(world.hoa_minh, world["tue"]), folder))
    (line,) = report_of(run).lines
    assert (line.path, line.state) == ("2012/QD 15.doc", ImportState.REFUSED)
    assert "nhiều lần" in line.says or "more than once" in line.says
    assert is_intact(run.files.get(path=line.path).sha256)
    monkeypatch.undo()
    again = finished(listed(a_run(world.hoa_minh, world["tue"]), folder))
    assert states(again)["2012/QD 15.doc"] == ImportState.FILED


def test_a_dry_run_is_patient_too(world, folder, busy):
    paths = [(path, path.name) for path in sorted(folder.rglob("*.doc"))]
    report = try_files(world.hoa_minh, paths, [], say=lambda _words: None)
    assert (report.files, report.read, report.refused) == (1, 1, 0)


def test_a_version_that_was_too_slow_is_read_at_the_second_try(world, busy):
    page = old_files.web_page("<p>Điều 1. Khen thưởng</p>")
    version = a_version(world, page, "QD 15.doc")
    read_version(version.pk)
    assert Version.objects.get(pk=version.pk).text.state is ReadingState.WAITING
    drain(until=lambda: Version.objects.get(pk=version.pk).text.state is not ReadingState.WAITING)
    text = Version.objects.get(pk=version.pk).text
    assert (text.state, text.attempts) == (ReadingState.READ, 2)


def test_a_pdf_that_could_not_be_made_is_tried_once_more(world, monkeypatch):
    version = a_version(world, hostile.word(hostile.p("Điều 1. Khen thưởng")), "cong van.docx")
    read_version(version.pk)
    monkeypatch.setattr(libreoffice, "_PROGRAM", "false")
    render_version(version.pk)
    assert not VersionText.objects.get(version=version).no_rendition
    monkeypatch.undo()
    drain(until=lambda: Rendition.objects.filter(version=version).exists())
    assert Rendition.objects.get(version=version).pages == 1


def test_a_pdf_that_cannot_be_made_twice_is_said_to_be_missing(world, monkeypatch):
    version = a_version(world, hostile.word(hostile.p("Điều 1. Khen thưởng")), "cong van.docx")
    read_version(version.pk)
    monkeypatch.setattr(libreoffice, "_PROGRAM", "false")
    missing = VersionText.objects.filter(version=version, no_rendition=Refusal.NOT_CONVERTED)
    drain(until=missing.exists)
    assert missing.exists()
