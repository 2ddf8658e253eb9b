"""A monitor learns whether people can work, and nothing about any of them."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.utils import timezone

from docs_mgmt.models import Change

pytestmark = pytest.mark.django_db


def test_a_stranger_may_ask_and_is_answered_200(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    said = answer.json()
    assert said["ok"] is True
    assert set(said) == {"ok", "database", "disk", "index", "queue"}
    assert (said["index"]["engine"], said["index"]["engine_state"]) == ("tantivy", "missing")


def test_a_late_index_is_told_and_people_work_on(client):
    Change.objects.create(subject="document:7", created_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["index"]["state"] == "late"
    assert answer.json()["index"]["waiting"] == 1
    assert "document:7" not in answer.content.decode()


def test_a_full_disk_is_503(client, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 10**12, 1000))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["disk"]["state"] == "full"


def test_health_is_read_and_never_posted(client):
    assert client.post("/healthz").status_code == 405
