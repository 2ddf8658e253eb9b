"""Once an hour the house is swept, and the day that is over is closed."""

import os
from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from approvals.steps.draft import draft_document
from docs_mgmt.clock import OFFICE_TIME, now, today, turned_to
from docs_mgmt.files import store
from docs_mgmt.jobs.housekeeping import keep_house
from docs_mgmt.later import every_hour
from docs_mgmt.models import (
    Agency,
    DailyRoot,
    Document,
    Event,
    ImportFile,
    ImportRun,
    Person,
    Upload,
)
from docs_mgmt.rules.chain import START
from docs_mgmt.rules.particulars import Particulars
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.configure import configure
from docs_mgmt.writes.keep_upload import keep_upload
from office.verifying import findings_of_history


def a_person(name: str) -> Person:
    return configure(Person(username=name, full_name=name), actor=None)


def test_old_events_and_forgotten_uploads_are_swept(db):
    person = a_person("linh")
    Event.objects.update(created_at=timezone.now() - timedelta(hours=2))
    fresh = Upload.objects.create(person=person, sha256="a" * 64, name="nay.docx", size=1)
    Upload.objects.create(
        person=person, sha256="b" * 64, name="cu.docx", size=1, at=now() - timedelta(days=2)
    )
    keep_house()
    assert not Event.objects.exists()
    assert list(Upload.objects.all()) == [fresh]


def an_old_upload(content: bytes, **facts) -> Upload:
    """One whose bytes were kept two days ago."""
    upload = keep_upload([content], name="cu.docx", **facts)
    Upload.objects.filter(pk=upload.pk).update(at=now() - timedelta(days=2))
    os.utime(store.path_of(upload.sha256), (0, 0))
    return upload


def test_the_bytes_that_nobody_attached_go_and_those_that_a_row_names_stay(db):
    person = a_person("linh")
    alone, again, shown = (an_old_upload(one, person=person) for one in (b"1", b"2", b"3"))
    fresh = Upload.objects.create(person=person, sha256=again.sha256, name="nay.docx", size=1)
    agency = Agency.objects.create(code="x", name="UBND")
    run = ImportRun.objects.create(agency=agency, started_by=person, started_at=now())
    ImportFile.objects.create(
        run=run, agency=agency, path="a.doc", size=1, pictures=[[1, shown.sha256]]
    )
    keep_house()
    assert list(Upload.objects.all()) == [fresh]
    assert not store.path_of(alone.sha256).exists()
    assert store.is_intact(again.sha256)
    assert store.is_intact(shown.sha256)


def test_the_same_bytes_sent_again_just_now_stay_though_no_row_names_them_yet(db):
    old = an_old_upload(b"1", person=a_person("linh"))
    store.put([b"1"])  # its row is on the way
    keep_house()
    assert store.is_intact(old.sha256)


def test_a_form_that_comes_back_after_its_file_was_swept_attaches_nothing(world):
    upload = an_old_upload(b"PK", person=world["linh"])
    held = Upload.objects.get(pk=upload.pk)
    keep_house()
    with pytest.raises(ValidationError):
        draft_document(
            Document(agency=world.hoa_minh, unit=world.unit("KTHTĐT")),
            Particulars(type_key="KH", title="Kế hoạch"),
            NewFiles(held),
            actor=world["linh"],
            token="once",
        )
    assert not Document.objects.exists()


def test_each_day_is_closed_once_and_tied_to_the_day_before(db):
    noon = datetime.combine(today(), time(12), OFFICE_TIME)
    with turned_to(noon - timedelta(days=2)):
        a_person("linh")
    with turned_to(noon - timedelta(days=1)):
        keep_house()
        a_person("khoa")
    with turned_to(noon):
        keep_house()
        keep_house()
    first, second = DailyRoot.objects.order_by("day")
    assert (first.previous, first.entries) == (START, 1)
    assert (second.previous, second.entries) == (first.root, 2)
    assert second.day == today() - timedelta(days=1)


def test_the_hourly_job_stands_once(db):
    from django_q.models import Schedule

    every_hour("docs_mgmt.jobs.housekeeping.keep_house")
    every_hour("docs_mgmt.jobs.housekeeping.keep_house")
    assert Schedule.objects.count() == 1


def test_a_deed_slipped_into_a_closed_day_is_found(db):
    noon = datetime.combine(today(), time(12), OFFICE_TIME)
    with turned_to(noon - timedelta(days=1)):
        a_person("linh")
    with turned_to(noon):
        keep_house()
    assert list(findings_of_history()) == []
    with turned_to(noon - timedelta(days=1)):
        a_person("khoa")
    assert "the root of" in "".join(findings_of_history())
