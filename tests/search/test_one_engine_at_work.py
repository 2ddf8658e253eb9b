"""Processes of both engines never follow one outbox: the second says so and does nothing."""

import os
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command

from docs_mgmt.models import Change
from search.engines import the_engine
from search.jobs.at_work import OtherEngineAtWorkError, of_its_kind
from tests.operations.installation import ROOT
from tests.search.offices import WAITING, an_office

NOWHERE = "http://127.0.0.1:9"  # no server: who gets so far as to ask it has gone too far
COMMANDS = ("rebuild_search", "verify_search")
SENTENCE = "A process of the {} engine is at work on this DATA_DIR"


def test_a_rebuild_for_elasticsearch_refuses_while_the_embedded_index_is_followed(tmp_path):
    with an_office(tmp_path / "var") as office:
        office.start()
        office.wait_until_nothing_waits()
        office.one.environment["ELASTICSEARCH_URL"] = NOWHERE
        for command in COMMANDS:
            said = office.one.manage(command, code=1)
            assert SENTENCE.format("embedded") in said
            assert "without ELASTICSEARCH_URL" in said
        assert office.one.python(WAITING).splitlines()[-1] == "0"  # nothing was asked for
        assert office.told_to_end() == [0]
        assert "does not answer" in office.one.manage("rebuild_search", code=1)


def test_a_rebuild_without_the_settings_refuses_while_elasticsearch_is_followed(tmp_path):
    with an_office(tmp_path / "var") as office:
        office.one.environment["ELASTICSEARCH_URL"] = NOWHERE
        office.start()
        kind = office.one.folder / "index" / "engine"
        ends = time.monotonic() + 90
        while not kind.exists() or kind.read_text() != "Elasticsearch":
            assert time.monotonic() < ends
            time.sleep(0.05)
        del office.one.environment["ELASTICSEARCH_URL"]
        for command in COMMANDS:
            assert SENTENCE.format("Elasticsearch") in office.one.manage(command, code=1)
        assert office.indices() == []
        assert office.told_to_end() == [0]
        assert "The index holds" in office.one.manage("rebuild_search")


def test_an_index_process_of_the_other_engine_stands_by_and_says_so(tmp_path):
    with an_office(tmp_path / "var") as office:
        office.start()
        office.wait_until_nothing_waits()
        second = subprocess.Popen(
            [sys.executable, "manage.py", "index"],
            cwd=ROOT,
            env={**os.environ, **office.one.environment, "ELASTICSEARCH_URL": NOWHERE},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        office.processes.append(second)
        with second.stderr as said:
            assert any(SENTENCE.format("embedded") in line for line in said)
            assert office.told_to_end() == [0, 0]


@pytest.mark.django_db
def test_those_of_one_kind_work_side_by_side_and_the_last_one_frees_the_place(settings):
    embedded = the_engine()
    settings.ELASTICSEARCH_URL = NOWHERE
    shared = the_engine()
    with of_its_kind(embedded):
        with of_its_kind(embedded):
            pass
        with pytest.raises(OtherEngineAtWorkError, match="Stop it first"), of_its_kind(shared):
            pass
        with pytest.raises(CommandError, match="embedded"):
            call_command("rebuild_search")
        assert not Change.objects.exists()
    with (
        of_its_kind(shared),
        of_its_kind(shared),
        pytest.raises(OtherEngineAtWorkError, match="Elasticsearch"),
        of_its_kind(embedded),
    ):
        pass
