"""Bring an installation up to date before it serves; `make run` and an upgrade call it."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from docs_mgmt.later import every_hour
from docs_mgmt.queries.system import people_exist
from office.demo.load import load_demo
from search.engines import the_engine
from search.jobs.export import sweep

#: Stands in DATA_DIR while the demo is being loaded: left behind, the loading was broken off.
UNFINISHED = "demo.unfinished"


class Command(BaseCommand):
    """Make the tables of this code; in an empty demo installation also the demo."""

    help = "Bring the tables up to date; load the demo into an empty demo installation."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then load the demo if nobody works here yet."""
        with alone():
            make_tables(self.stderr.write)
            if settings.DEMO and not people_exist():
                load_the_demo(self.stderr.write)


@contextmanager
def alone() -> Iterator[None]:
    """Prepare one at a time: whoever comes second waits, and finds it done."""
    with (settings.DATA_DIR / "prepare.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_tables(say: Callable[[str], object]) -> None:
    """Bring the tables up to date; half a demo, left behind by a crash, goes first."""
    mark = settings.DATA_DIR / UNFINISHED
    if mark.exists():
        say("The demo was broken off while it was loaded; it begins anew.")
        _clear(mark)
    say("Bringing the tables up to date …")
    call_command("migrate", interactive=False, verbosity=0)
    every_hour("docs_mgmt.jobs.housekeeping.keep_house")
    every_hour("search.jobs.export.sweep")
    sweep()  # a backup names lists that were forgotten while it was made


def load_the_demo(say: Callable[[str], object]) -> None:
    """Load the demo into an empty installation; a mark stands until it is whole."""
    say("Loading the demo, once (a few minutes) …")
    mark = settings.DATA_DIR / UNFINISHED
    mark.touch()
    load_demo(say)
    mark.unlink()


def _clear(mark: Path) -> None:
    """Take half a demo away; nobody has worked in it, since nothing was served yet."""
    if connection.vendor != "sqlite":
        raise CommandError(
            f"Half a demo stands in the database. Make a new database and remove {mark}."
        )
    connections.close_all()
    database = Path(connection.settings_dict["NAME"])
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    if settings.ELASTICSEARCH_URL:
        the_engine().forget()
    shutil.rmtree(settings.INDEX_DIR, ignore_errors=True)
    settings.INDEX_DIR.mkdir()
    mark.unlink()
