"""An installation beside the test run, on the same kind of database, with tables and no people."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def db(django_db_setup) -> None:
    """The test database itself and no transaction on it: it is copied here, never written."""


def _run(words: list[str], folder: Path, url: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "office.settings",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def a_copy(folder: Path) -> Iterator[str]:
    """The address of a copy of the empty test database: its migrations need not run again."""
    if connection.vendor == "sqlite":
        path = folder / "db" / "docs_mgmt.sqlite3"
        path.parent.mkdir(parents=True)
        connection.ensure_connection()
        connection.connection.execute("VACUUM INTO ?", [str(path)])
        yield f"sqlite:///{path}"
        return
    url, name = os.environ["DATABASE_URL"], f"copy_{uuid.uuid4().hex}"
    template = connection.settings_dict["NAME"]
    connection.close()
    connection.close_pool()  # PostgreSQL copies only what nobody is connected to
    with psycopg.connect(url, autocommit=True) as server:
        copy = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        try:
            server.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        except psycopg.errors.ObjectInUse:  # a thread of an earlier test still holds on to it
            server.execute(f"CREATE DATABASE {name}")
            _run(["manage.py", "migrate", "-v0"], folder, copy)
        yield copy
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def tell(db, django_db_blocker, tmp_path):
    """Run a story of tests/numbers/stories.py in an installation of its own; give what it tells."""
    folder = tmp_path / "var"

    def told(story: str) -> dict:
        said = _run(["-m", "tests.numbers.stories", story], folder, url)
        return json.loads(said.splitlines()[-1])

    with django_db_blocker.unblock(), a_copy(folder) as url:
        yield told
