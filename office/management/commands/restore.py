"""Put a backup back, into an installation that holds nothing yet."""

import os
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections

from docs_mgmt.models import Person
from office.backups import (
    DATABASE_FILE,
    Manifest,
    NotABackupError,
    copy_file,
    postgres_environment,
    problems_of,
    read_manifest,
)


class Command(BaseCommand):
    """Files and keys first, the database last: a restore that was broken off can be begun again."""

    help = "Put a backup of `back_up` into an empty installation."

    def add_arguments(self, parser: CommandParser) -> None:
        """The backup."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at the whole backup before touching anything; then put it back."""
        folder: Path = options["folder"].resolve()
        try:
            manifest = read_manifest(folder)
        except NotABackupError as wrong:
            raise CommandError(str(wrong)) from wrong
        _refuse_what_does_not_fit(manifest)
        problems = list(problems_of(folder, manifest))
        if problems:
            raise CommandError("The backup is not whole:\n  " + "\n  ".join(problems))
        for kept in manifest.files:
            if kept.path.startswith("files/"):
                _put(folder / kept.path, settings.FILES_DIR / kept.path.removeprefix("files/"))
            elif kept.path.startswith("keys/"):
                _put(folder / kept.path, settings.KEYS_DIR / kept.path.removeprefix("keys/"))
        connections.close_all()
        _load(folder / DATABASE_FILE[manifest.vendor])
        self.stdout.write(
            f"Restored what was backed up at {manifest.made_at}. Now, in this order: "
            "manage.py prepare, manage.py rebuild_search, manage.py verify."
        )


def _refuse_what_does_not_fit(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise CommandError(
            f"The backup is of {manifest.vendor}, this installation is on {connection.vendor}. "
            "Set DATABASE_URL to a database of the same kind."
        )
    has_tables = Person._meta.db_table in connection.introspection.table_names()
    if has_tables and Person.objects.exists():
        raise CommandError(
            f"{settings.DATA_DIR} already holds an installation with people. "
            "Restore into a new DATA_DIR (and, on PostgreSQL, an empty database)."
        )


def _put(source: Path, target: Path) -> None:
    half = target.with_name(f".{target.name}.half")
    copy_file(source, half)
    half.replace(target)


def _load(dump: Path) -> None:
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        for beside in ("-wal", "-shm"):
            database.with_name(database.name + beside).unlink(missing_ok=True)
        _put(dump, database)
        return
    options = ["--no-owner", "--no-privileges", "--clean", "--if-exists", "--single-transaction"]
    environment = postgres_environment(connection.settings_dict)
    command = ["pg_restore", *options, f"--dbname={environment['PGDATABASE']}", os.fspath(dump)]
    try:
        subprocess.run(command, env=environment, check=True, cwd="/")
    except FileNotFoundError as missing:
        raise CommandError("pg_restore is not installed (Debian: postgresql-client).") from missing
    except subprocess.CalledProcessError as failed:
        raise CommandError(
            f"pg_restore ended with {failed.returncode}; the database is as it was."
        ) from failed
