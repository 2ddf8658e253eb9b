"""One world a file, taken back after each test; and a quick stamp where no test looks at paper."""

import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from docs_mgmt.files.stamping import Stamped
from docs_mgmt.files.store import put_path
from tests.builders import PDF, WORD, World, a_document, a_world
from tests.steps import ways


def a_plain_copy(pdf: Path, *, code: str, caption: str, sample: bool) -> Stamped:
    """Half a second quicker than the stamp's own child, and nobody looks at this paper."""
    _handle, name = tempfile.mkstemp(suffix=".pdf", dir=settings.TMP_DIR)
    shutil.copyfile(pdf, name)
    return Stamped(Path(name), ())


@pytest.fixture(scope="module")
def both_wards(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """Both wards, set up once a file in a transaction that is never committed.

    A file that names stages in `READY` finds a usual document at each, walked there by the steps.
    """
    folder = tmp_path_factory.mktemp("wards")
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        world = a_world()
        with (
            override_settings(FILES_DIR=folder, TMP_DIR=folder),
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setattr("approvals.steps.print.stamp", a_plain_copy)
            for stage in getattr(request.module, "READY", ()):
                ways.ready[stage] = a_document(world, at=stage).pk
    yield
    ways.ready.clear()
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def world(both_wards, db) -> World:
    """The wards for one test; what the test does is taken back by a savepoint."""
    for file in (WORD, PDF):  # each test has a store of its own
        put_path(file)
    return a_world()


@pytest.fixture(autouse=True)
def quick_stamp(request, monkeypatch) -> None:
    """Print by copying, a speed-up of a foreign tool; not where a test is marked `real_paper`."""
    if "real_paper" not in request.fixturenames:
        monkeypatch.setattr("approvals.steps.print.stamp", a_plain_copy)


@pytest.fixture
def real_paper() -> None:
    """Asked for by a test that looks at the print."""
