"""One world a file, taken back after each test; and a quick stamp where no test looks at paper."""

import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from docs_mgmt.files.stamping import Stamped
from tests.builders import World, a_world


@pytest.fixture(scope="module")
def both_wards(django_db_setup, django_db_blocker):
    """Both wards, set up once a file in a transaction that is never committed."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        a_world()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def world(both_wards, db) -> World:
    """The wards for one test; what the test does is taken back by a savepoint."""
    return a_world()


def a_plain_copy(pdf: Path, *, code: str, caption: str, sample: bool) -> Stamped:
    """Half a second quicker than the stamp's own child, and nobody looks at this paper."""
    _handle, name = tempfile.mkstemp(suffix=".pdf", dir=settings.TMP_DIR)
    shutil.copyfile(pdf, name)
    return Stamped(Path(name), ())


@pytest.fixture(autouse=True)
def quick_stamp(request, monkeypatch) -> None:
    """Print by copying, a speed-up of a foreign tool; not where a test is marked `real_paper`."""
    if "real_paper" not in request.fixturenames:
        monkeypatch.setattr("approvals.steps.print.stamp", a_plain_copy)


@pytest.fixture
def real_paper() -> None:
    """Asked for by a test that looks at the print."""
