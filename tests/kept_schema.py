"""The empty SQLite of the tests: migrated once, then copied, until a migration changes."""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation


def path_in(folder: Path) -> Path:
    """Where the migrated database of today's migrations stands, or will stand."""
    told = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            told.update(file.read_bytes())
    return folder / f"{told.hexdigest()[:20]}.sqlite3"


def start_from(kept: Path, patch: Callable[[object, str, object], None]) -> None:
    """Let the test database begin as a copy of the kept one; `migrate` then finds all done."""
    create = DatabaseCreation._create_test_db

    def copied(self: DatabaseCreation, *words: object, **options: object) -> str:
        name = create(self, *words, **options)
        connection.settings_dict["NAME"] = name
        connection.close()
        connection.ensure_connection()
        with closing(sqlite3.connect(kept)) as source:
            source.backup(connection.connection)
        return name

    patch(DatabaseCreation, "_create_test_db", copied)


def keep(kept: Path) -> None:
    """Keep the database as the migrations left it."""
    new = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(new)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    new.replace(kept)
