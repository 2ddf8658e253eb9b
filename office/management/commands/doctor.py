"""Say what this machine has, what it lacks and what that costs, and how the installation is."""

import platform
import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from docs_mgmt.files.ocr import can_turn
from docs_mgmt.queries.health import LATE_AFTER, LITTLE_SPACE, MANY_JOBS, backlog, free_space
from search.engines import the_engine

#: Program, and what the office lives without while it is missing.
PROGRAMS = {
    "soffice": "LibreOffice: .doc, .odt, .rtf wait, and a draft in Word needs a PDF beside it",
    "tesseract": "tesseract-ocr, tesseract-ocr-vie: scans wait for their words",
    "unshare": "util-linux: files are opened without a network namespace of their own",
}
POSTGRES_PROGRAMS = {
    "pg_dump": "postgresql-client: manage.py back_up cannot copy the database",
    "pg_restore": "postgresql-client: manage.py restore cannot put the database back",
}
PACKAGES = ("Django", "django-guardian", "channels", "django-q2", "tantivy", "pypdf", "python-docx")
FONT = "LiberationSerif-Regular.ttf"
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))

#: (is it well, what it is, what to know or do)
Line = tuple[bool, str, str]


class Command(BaseCommand):
    """Lines of «ok» and «LOOK»; exit 1 where pages cannot be served or saved as they should."""

    help = "Say what is installed, what is missing and what it costs, and how the installation is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a matter."""
        lines = [*_machine(), *_programs(), *_keys(), *_database()]
        for is_well, what, more in lines:
            self.stdout.write(f"{'ok  ' if is_well else 'LOOK'} {what}: {more}")
        unwell = sum(not is_well for is_well, _, _ in lines)
        if unwell:
            raise CommandError(f"{unwell} matters need a look.")


def _machine() -> Iterator[Line]:
    yield True, "python", f"{platform.python_version()} at {sys.executable}"
    yield True, "packages", ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield True, "data", str(settings.DATA_DIR)
    yield True, "demo", "on: anyone may sign in as anyone" if settings.DEMO else "off"
    free = free_space()
    yield free >= LITTLE_SPACE, "disk", f"{free / 1024**3:.1f} GiB free"


def _programs() -> Iterator[Line]:
    wanted = PROGRAMS | (POSTGRES_PROGRAMS if connection.vendor == "postgresql" else {})
    for program, cost in wanted.items():
        found = shutil.which(program)
        yield bool(found), program, found or f"missing. {cost}"
    has_font = any(True for folder in FONT_FOLDERS for _ in folder.rglob(FONT))
    cost = "missing (Debian: fonts-liberation2): pages break elsewhere than in Word"
    yield has_font, "fonts", "as wide as Times New Roman" if has_font else cost
    cost = "missing (Debian: tesseract-ocr-osd): scans on their side or head are read as they lie"
    if shutil.which("tesseract"):
        yield can_turn(), "tesseract osd", "tells which way up a page is" if can_turn() else cost


def _keys() -> Iterator[Line]:
    for path in (settings.KEYS_DIR, *sorted(settings.KEYS_DIR.iterdir())):
        mode = stat.S_IMODE(path.stat().st_mode)
        is_closed = not mode & 0o077
        more = f"mode {mode:o}" if is_closed else f"mode {mode:o}: others can read it; chmod go= it"
        yield is_closed, f"key {path.name}", more


def _database() -> Iterator[Line]:
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        yield False, "database", f"cannot be reached: {str(error).strip()}"
        return
    yield True, "database", _server()
    undone = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if undone:
        yield False, "tables", f"{len(undone)} migrations wait: manage.py prepare"
        return
    yield True, "tables", "as this code wants them"
    waits = backlog()
    jobs = f"{waits.jobs} jobs wait for `manage.py qcluster`"
    yield waits.jobs <= MANY_JOBS, "queue", jobs
    scans = f"{waits.scans} wait for their words"
    if waits.scans_without_program:
        scans += f", {waits.scans_without_program} of them for tesseract"
    yield True, "scans", scans
    changes = f"{waits.changes} changes wait for `manage.py index`"
    more = f"{changes}, the oldest for {waits.oldest_change:.0f} s"
    yield waits.oldest_change <= LATE_AFTER, "index", more
    engine = the_engine().state()
    where = f" at {_named(settings.ELASTICSEARCH_URL)}" if settings.ELASTICSEARCH_URL else ""
    yield engine.state != "away", "search engine", f"{engine.engine}{where}: {engine.words}"


def _named(urls: str) -> str:
    """Addresses without the name and password that may stand in them."""
    return re.sub(r"//[^/@,]*@", "//", urls)


def _server() -> str:
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return f"SQLite {sqlite3.sqlite_version}, {path.stat().st_size / 1024**2:.1f} MiB"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database())"
        )
        number, size = cursor.fetchone()
    return f"PostgreSQL {number}, {size / 1024**2:.1f} MiB"
