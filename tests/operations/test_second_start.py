"""A second start skips what is done, and nothing that has changed since."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

from tests.operations.installation import ROOT
from tests.operations.test_make_run import free_port, start

MIGRATION = "office/migrations/0001_first.py"
WORDS = "locale/vi/LC_MESSAGES/django.po"


@pytest.fixture
def prepared(monkeypatch):
    """The script's own module."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DEMO", "1")
    import prepared

    return prepared


@pytest.fixture
def clone(tmp_path):
    """A small tree with all that the preparation depends on."""
    root = tmp_path / "clone"
    for name in ("requirements.lock", MIGRATION, WORDS, WORDS.replace(".po", ".mo")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("first", encoding="utf-8")
    return root


@pytest.fixture
def folder(tmp_path):
    """An installation's folder whose database has had one migration."""
    folder = tmp_path / "var"
    (folder / "db").mkdir(parents=True)
    with sqlite3.connect(folder / "db" / "office.sqlite3") as database:
        database.execute("CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'office', '0001_first')")
    return folder


def _touch(path):
    os.utime(path, ns=(1, 1))


CHANGES = {
    "another lock": lambda root, _folder: (root / "requirements.lock").write_text("second"),
    "a changed migration": lambda root, _folder: _touch(root / MIGRATION),
    "a new migration": lambda root, _folder: (root / MIGRATION).with_name("0002.py").touch(),
    "a changed word": lambda root, _folder: _touch(root / WORDS),
    "a lost catalogue": lambda root, _folder: (root / WORDS).with_suffix(".mo").unlink(),
    "an older database": lambda _root, folder: _forget_migrations(folder),
    "no database": lambda _root, folder: (folder / "db" / "office.sqlite3").unlink(),
}


def _forget_migrations(folder):
    with sqlite3.connect(folder / "db" / "office.sqlite3") as database:
        database.execute("DELETE FROM django_migrations")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_has_changed_is_prepared_anew(prepared, clone, folder, change):
    before = prepared.mark_of(folder, clone)
    assert prepared.mark_of(folder, clone) == before
    change(clone, folder)
    assert prepared.mark_of(folder, clone) != before


def test_a_demo_is_prepared_anew_where_there_was_none(prepared, clone, folder, monkeypatch):
    before = prepared.mark_of(folder, clone)
    monkeypatch.setenv("DEMO", "0")
    assert prepared.mark_of(folder, clone) != before


def test_another_servers_database_is_always_asked(prepared, folder, monkeypatch):
    prepared.note_prepared(folder)
    assert prepared.is_prepared(folder)
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/office")
    prepared.note_prepared(folder)
    assert not prepared.is_prepared(folder)


def test_the_environment_is_asked_once_and_again_when_it_moved(tmp_path):
    """An environment that was copied still names the old place: its programs would start there."""
    made, moved = tmp_path / "made", tmp_path / "moved"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made], check=True)
    lib = next((made / "lib").glob("python*"))
    (lib / "site-packages" / "pip.py").touch()
    ask = "import sys; sys.path.insert(0, 'scripts'); import house; from pathlib import Path; "

    def is_sound(venv):
        source = ask + f"print(house.is_sound(Path({str(venv)!r})))"
        done = subprocess.run(
            [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout.strip() == "True"

    assert is_sound(made)
    (lib / "site-packages" / "pip.py").unlink()
    assert is_sound(made), "it was asked again"
    made.rename(moved)
    assert not is_sound(moved)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server's database is always asked")
def test_the_second_start_prepares_nothing(empty):
    def said_until_it_serves():
        port = free_port()
        run = start(empty, port)
        said = []
        for line in run.stdout:
            said.append(line)
            if f"docs_mgmt is at http://127.0.0.1:{port}/" in line:
                break
        run.terminate()
        run.communicate(timeout=30)
        return "".join(said)

    empty.environment.pop("DATABASE_URL", None)
    assert "Bringing the tables up to date" in said_until_it_serves()
    assert "Bringing the tables up to date" not in said_until_it_serves()
