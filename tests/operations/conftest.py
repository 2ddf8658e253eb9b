"""One filled installation for the whole run; nobody changes it. And empty ones on demand."""

import pytest

from tests.operations.installation import FILL, installation


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """An installation with a person, a history and a file; `sha256` names the file."""
    with installation(tmp_path_factory.mktemp("filled") / "var") as office:
        office.manage("prepare")
        office.sha256 = office.python(FILL).splitlines()[-1]
        yield office


@pytest.fixture(scope="session")
def backup(filled, tmp_path_factory):
    """A backup of the filled installation."""
    folder = tmp_path_factory.mktemp("backups") / "first"
    filled.manage("back_up", folder)
    return folder


@pytest.fixture
def empty(tmp_path):
    """A place for an installation, with nothing in it."""
    with installation(tmp_path / "var") as office:
        yield office


@pytest.fixture
def restored(empty, backup):
    """A copy of the filled installation that a test may damage."""
    empty.manage("restore", backup)
    return empty
