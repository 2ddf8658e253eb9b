"""Take in the archive that an office already has: a folder of old files, and its register."""

import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import put_foreign, upload_limit
from docs_mgmt.files.tables import read_rows
from docs_mgmt.jobs.take_in import finish, take_one
from docs_mgmt.jobs.take_in_scans import take_one_page
from docs_mgmt.jobs.try_in import try_files
from docs_mgmt.labels.refusals import sentence_of_refusal
from docs_mgmt.models import Agency, ImportRun, Person
from docs_mgmt.queries.import_report import Report, counts_of, report_of
from docs_mgmt.queries.import_work import (
    agency_coded,
    archivist_of,
    paths_listed,
    run_by_id,
    unfinished_run,
)
from docs_mgmt.queries.system import person_named
from docs_mgmt.rules.file_names import OwnPaths, name_in
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.register_export import lines_in
from docs_mgmt.writes.import_files import end_of_list, list_file, refuse, start_run, try_again
from docs_mgmt.writes.take_in_archive import may_take_in

USAGE = 2


class Command(BaseCommand):
    """Exit 0: every file is accounted for; 2: usage. Killed, it goes on when asked again."""

    help = "File an old archive: what is sure at once, what is doubtful after an archivist's look."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, the register, and how to report."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--register", type=Path, help="an export of the old register")
        parser.add_argument("--agency", default="", help="the code of the agency")
        parser.add_argument("--as", default="", dest="person", help="the archivist (username)")
        parser.add_argument("--dry-run", action="store_true", help="propose, and change nothing")
        parser.add_argument(
            "--no-ocr", action="store_true", help="leave the words of scans to the worker"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for usage first, then take in."""
        folder: Path = options["folder"].absolute()
        if not folder.is_dir():
            self._end(f"There is no folder {folder}.")
        agency = agency_coded(options["agency"])
        if agency is None:
            self._end("Say with --agency which agency's archive this is.")
        rows = self._rows(options["register"])
        self._recognises = not options["no_ocr"]
        if options["dry_run"]:
            report = try_files(agency, _paths(folder, self.stderr.write), rows, say=self._progress)
        else:
            actor = self._archivist(agency, options["person"])
            report = self._take_in(folder, agency, actor, rows, options["register"])
        self._say(report, as_json=options["json"])

    def _rows(self, register: Path | None) -> list[list[str]]:
        if register is None:
            return []
        if not register.is_file():
            self._end(f"There is no file {register}.")
        try:
            rows = read_rows(register.absolute())
        except FileRefusedError as error:
            self._end(f"{register.name}: {sentence_of_refusal(error.reason, error.facts)}")
        if not lines_in(rows):
            self._end(f"{register.name}: no columns for number, date and title were found.")
        return rows

    def _archivist(self, agency: Agency, username: str) -> Person:
        person = person_named(username) if username else archivist_of(agency)
        if person is None or not may_take_in(person, agency):
            self._end(f"{agency} has no such archivist today: give somebody the post first.")
        return person

    def _take_in(
        self,
        folder: Path,
        agency: Agency,
        actor: Person,
        rows: list[list[str]],
        register: Path | None,
    ) -> Report:
        source = str(folder)[-300:]
        run = unfinished_run(agency, source)
        if run is not None:
            try_again(run)
        else:
            name = register.name if register else ""
            run = start_run(agency, source=source, actor=actor, register=rows, register_name=name)
        if run.listed_at is None:
            self._list(run, folder)
        while take_one(run):
            self._tell(run)
        while self._recognises and take_one_page():
            self._tell(run)
        fresh = run_by_id(run.pk)
        assert fresh is not None
        finish(fresh)
        return report_of(fresh)

    def _list(self, run: ImportRun, folder: Path) -> None:
        known = paths_listed(run)
        for path, name in _paths(folder, self.stderr.write):
            if ("", name) not in known:
                _list_one(run, path, name)
        end_of_list(run)

    def _tell(self, run: ImportRun) -> None:
        counts = counts_of(run)
        waits = counts.waiting_for_review
        self._progress(f"{counts.at_rest}/{counts.files}; {counts.filed} filed, {waits} to look at")

    _said = 0.0

    def _progress(self, words: str) -> None:
        """One line on the screen that is written over; elsewhere a line now and then."""
        is_screen = sys.stderr.isatty()
        if time.monotonic() - self._said < (0.2 if is_screen else 5):
            return
        self._said = time.monotonic()
        self.stderr.write(f"\r{words} " if is_screen else words, ending="" if is_screen else "\n")

    def _say(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            sys.stdout.buffer.write(json.dumps(report.as_json(), ensure_ascii=False).encode())
            sys.stdout.buffer.write(b"\n")
            sys.stdout.flush()
            return
        for name, value in report.as_json().items():
            if name != "lines":
                self.stdout.write(f"{name.replace('_', ' '):<20} {value}")
        for line in report.lines:
            self.stdout.write(f"{line.state:<8} {line.number:<18} {line.path}: {line.says}")

    def _end(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(USAGE)


def _paths(folder: Path, say: Callable[[str], object]) -> Iterator[tuple[Path, str]]:
    """Every file of the tree in a fixed order, each with a path of its own; links are not followed.

    What cannot be looked at, or is no file, is said: it is in no report.
    """
    paths = OwnPaths()
    for place, folders, names in os.walk(
        folder, onerror=lambda trouble: say(f"{trouble.filename!r}: {trouble.strerror}.")
    ):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in sorted([*names, *links]):
            path = Path(place) / name
            if why := _why_not(path):
                say(f"{str(path)!r}: {why}.")
            else:
                yield path, paths.own(name_in(os.fsencode(path.relative_to(folder))))


def _why_not(path: Path) -> str:
    """Why a name is not taken in; empty: it is a file."""
    try:
        mode = path.lstat().st_mode
    except OSError as trouble:
        return trouble.strerror or "it cannot be looked at"
    if stat.S_ISLNK(mode):
        return "a link is not followed"
    return "" if stat.S_ISREG(mode) else "it is no file"


def _list_one(run: ImportRun, path: Path, name: str) -> None:
    try:
        size = path.stat().st_size
        if size > upload_limit():
            row = list_file(run, name, sha256="", size=size)
            refuse(row, Refusal.TOO_BIG_TO_READ, {"limit": upload_limit()})
            return
        stored = put_foreign(path, limit=2**62)
    except FileNotFoundError:
        return  # it was taken away while the list was made
    except FileRefusedError as error:
        refuse(list_file(run, name, sha256="", size=0), error.reason, error.facts)
        return
    list_file(run, name, sha256=stored.sha256, size=stored.size)
