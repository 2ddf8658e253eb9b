"""Copy an installation into a folder while it works: database first, then the files it names."""

import os
import sqlite3
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from office.backups import (
    DATABASE_FILE,
    Kept,
    copy_file,
    hash_file,
    postgres_environment,
    write_manifest,
)


class Command(BaseCommand):
    """Files never change, so the rows first and the files after them are one moment."""

    help = "Copy database, files and keys into an empty folder, with a manifest of hashes."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, and the backup before this one."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--previous",
            type=Path,
            help="an earlier backup on the same disk: files that it has are linked, not copied",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the backup; end with an error if a file was found damaged."""
        folder: Path = options["folder"].resolve()
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty. Name a new folder for each backup.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        previous = options["previous"].resolve() if options["previous"] else None
        begun = timezone.now()
        database = folder / DATABASE_FILE[connection.vendor]
        migrations = _migrations()
        _dump(database)
        kept = [Kept(database.name, *hash_file(database))]
        kept += _copy_tree(settings.FILES_DIR, folder / "files", folder, previous)
        kept += _copy_tree(settings.KEYS_DIR, folder / "keys", folder, None)
        root = write_manifest(
            folder, made_at=begun, vendor=connection.vendor, migrations=migrations, files=kept
        )
        self.stdout.write(
            f"Backup of {len(kept)} files in {folder}. SHA-256 of its manifest: {root}"
        )
        self._say_what_is_damaged(kept)

    def _say_what_is_damaged(self, kept: list[Kept]) -> None:
        damaged = [
            one.path
            for one in kept
            if one.path.startswith("files/") and not one.path.endswith(one.sha256)
        ]
        if damaged:
            names = "\n  ".join(damaged)
            raise CommandError(
                f"The backup is made, but these files of the installation are damaged:\n  {names}\n"
                "Fetch them from an earlier backup; manage.py verify says which versions they are."
            )


def _migrations() -> dict[str, str]:
    """The last migration of each app, to see later which code the backup belongs to."""
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return dict(applied)


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        _copy_sqlite(Path(connection.settings_dict["NAME"]), target)
        return
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    try:
        subprocess.run(
            command, env=postgres_environment(connection.settings_dict), check=True, cwd="/"
        )
    except FileNotFoundError as missing:
        raise CommandError("pg_dump is not installed (Debian: postgresql-client).") from missing
    except subprocess.CalledProcessError as failed:
        raise CommandError(f"pg_dump ended with {failed.returncode}.") from failed


def _copy_sqlite(source: Path, target: Path) -> None:
    """Copy all pages in one read transaction: writers go on, the copy is of one moment."""
    reading = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing)
        # A copy that stands alone needs no write-ahead log beside it.
        writing.execute("PRAGMA journal_mode=DELETE")
    finally:
        writing.close()
        reading.close()


def _copy_tree(source: Path, target: Path, folder: Path, previous: Path | None) -> list[Kept]:
    """Copy every file below a folder; link those that the previous backup holds already."""
    target.mkdir(mode=0o700, exist_ok=True)
    kept = []
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        copy = target / path.relative_to(source)
        name = copy.relative_to(folder).as_posix()
        earlier = previous / name if previous else None
        with suppress(FileNotFoundError):  # a list that somebody exported, forgotten meanwhile
            kept.append(Kept(name, *_copy(path, copy, earlier)))
    return kept


def _copy(path: Path, copy: Path, earlier: Path | None) -> tuple[str, int]:
    if earlier and earlier.is_file() and earlier.stat().st_size == path.stat().st_size:
        copy.parent.mkdir(parents=True, exist_ok=True)
        os.link(earlier, copy)
        return hash_file(copy)
    return copy_file(path, copy)
