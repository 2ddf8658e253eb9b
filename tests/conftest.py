"""What all tests share: a data folder of their own, the strict client, the office of the demo."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as installation
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation

from search.engines import elasticsearch
from search.queries.abbreviations import forget_table
from tests import kept_schema
from tests.builders import World, a_world
from tests.search import servers
from tests.strict_client import StrictClient
from tests.strict_templates import UNKNOWN

# Before any process is started: none of them meets the server by accident.
os.environ.pop(servers.NAME, None)
# Before any template is read: an unknown variable in a template of ours stops the test.
installation.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UNKNOWN

# Who looked is asked for in the same test, and in its transaction.
installation.ACCESS_PACE = 0

# A machine that runs all tests side by side is slow, and no server that hangs.
elasticsearch.SECONDS_OF_A_PAGE = elasticsearch.SECONDS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in a file with «browser» in its name is a browser test, run apart."""
    for item in items:
        if "browser" in item.path.stem:
            item.add_marker(pytest.mark.browser)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Playwright's sync API keeps a loop running in the thread of the test."""
    if item.get_closest_marker("browser"):
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request) -> Iterator[None]:
    """On SQLite the migrated database is kept from one run to the next."""
    if connection.vendor != "sqlite":
        yield
        return
    kept = kept_schema.path_in(request.config.cache.mkdir("schema"))
    with pytest.MonkeyPatch.context() as patch:
        if kept.exists():
            kept_schema.start_from(kept, patch.setattr)
        yield


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker) -> None:
    """Keep what the migrations made, for the next run."""
    if connection.vendor != "sqlite":
        return
    kept = kept_schema.path_in(request.config.cache.mkdir("schema"))
    if not kept.exists():
        with django_db_blocker.unblock():
            kept_schema.keep(kept)


@pytest.fixture(autouse=True)
def own_data(settings, tmp_path_factory) -> Path:
    """No test writes into the installation's own folder."""
    folder = tmp_path_factory.mktemp("data")
    settings.FILES_DIR = folder / "files"
    settings.INDEX_DIR = folder / "index"
    settings.TMP_DIR = folder / "tmp"
    settings.ELASTICSEARCH_URL = ""  # only who asks for it meets a server: tests/search/servers.py
    for place in (settings.FILES_DIR, settings.INDEX_DIR, settings.TMP_DIR):
        place.mkdir()
    return folder


@pytest.fixture(autouse=True)
def speak_as_at_first() -> None:
    """No test hears the language that the page of another one was in."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def read_abbreviations_anew() -> None:
    """No test begins with the table that another one read, to read its own in the midst of it."""
    forget_table()


@pytest.fixture(autouse=True)
def keep_the_connection(monkeypatch) -> None:
    """Inside a test's transaction no answer that ends, and no socket, may close its connection.

    Django drops a connection that is not in autocommit when a request is over; on PostgreSQL the
    rest of the test would then speak to nobody.
    """
    close = BaseDatabaseWrapper.close_if_unusable_or_obsolete
    monkeypatch.setattr(
        BaseDatabaseWrapper,
        "close_if_unusable_or_obsolete",
        lambda self: None if self.in_atomic_block else close(self),
    )


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
