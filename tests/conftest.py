"""What all tests share: a data folder of their own, the strict client, the office of the demo."""

from pathlib import Path

import pytest

from tests.builders import World, a_world
from tests.strict_client import StrictClient


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in a file with «browser» in its name is a browser test, run apart."""
    for item in items:
        if "browser" in item.path.stem:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path_factory) -> Path:
    """No test writes into the installation's own folder."""
    folder = tmp_path_factory.mktemp("data")
    settings.FILES_DIR = folder / "files"
    settings.INDEX_DIR = folder / "index"
    settings.TMP_DIR = folder / "tmp"
    for place in (settings.FILES_DIR, settings.INDEX_DIR, settings.TMP_DIR):
        place.mkdir()
    return folder


@pytest.fixture
def world(db) -> World:
    """Both wards with everybody at their posts."""
    return a_world()


@pytest.fixture
def client() -> StrictClient:
    """The test client that looks at every page it gets."""
    return StrictClient()


@pytest.fixture
def as_(world):
    """A client signed in as somebody of the world: `as_("linh")`."""

    def signed_in(username: str) -> StrictClient:
        client = StrictClient()
        client.force_login(world[username], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
