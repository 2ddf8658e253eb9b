"""Whether this very code left the installation as it is: then a start has nothing to prepare."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from house import ROOT, RUNTIME

#: Never equal to what stands in the stamp: the preparation itself has to look.
UNKNOWN = ""


def is_prepared(folder: Path) -> bool:
    """Say whether nothing that the preparation depends on has changed since it was done."""
    stamp, mark = _stamp(folder), mark_of(folder)
    return mark != UNKNOWN and stamp.exists() and stamp.read_text(encoding="utf-8") == mark


def note_prepared(folder: Path) -> None:
    """Remember with what the installation was prepared."""
    _stamp(folder).write_text(mark_of(folder), encoding="utf-8")


def _stamp(folder: Path) -> Path:
    return folder / "prepared"


def mark_of(folder: Path, root: Path = ROOT) -> str:
    """One mark over lock, migrations, words on the screen, and the tables as they are."""
    if os.environ.get("DATABASE_URL"):
        return UNKNOWN  # another server's database: a look from here cannot tell
    marks = [(root / RUNTIME).read_text(encoding="utf-8"), os.environ.get("DEMO", "")]
    for database in sorted((folder / "db").glob("*.sqlite3")):
        marks += [database.name, *_migrations_of(database)]
    marks += _files(root)
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _files(root: Path) -> Iterator[str]:
    for pattern in ("*/migrations/*.py", "locale/*/*/*.po"):
        for path in sorted(root.glob(pattern)):
            yield f"{path} {path.stat().st_mtime_ns}"
            if path.suffix == ".po":
                yield f"compiled: {path.with_suffix('.mo').exists()}"


def _migrations_of(database: Path) -> list[str]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return [f"{app}.{name}" for app, name in rows]
