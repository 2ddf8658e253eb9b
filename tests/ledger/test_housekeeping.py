"""Once an hour the house is swept, and the day that is over is closed."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from docs_mgmt.clock import OFFICE_TIME, now, today, turned_to
from docs_mgmt.jobs.housekeeping import keep_house
from docs_mgmt.later import every_hour
from docs_mgmt.models import DailyRoot, Event, Person, Upload
from docs_mgmt.rules.chain import START
from docs_mgmt.writes.configure import configure
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
