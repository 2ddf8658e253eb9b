"""Ask any set of questions of any set of documents, by the plan and code of the page."""

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engine import Ask, Engine, IndexNotReadyError, as_meant
from search.engines.apart import ENGINES, EngineMissingError, an_engine_apart
from search.rules.entry import Entry
from search.rules.given import BadLineError, GivenQuestion, entry_of, question_of
from search.rules.question import read_question

_DEEPEST = 10_000
_SAID_EVERY = 10_000
_Read = TypeVar("_Read")


class Command(BaseCommand):
    """Load documents into a fresh index apart from the installation's, ask, write what is found."""

    help = (
        "Ask questions of documents, both given as JSON lines; writes «qid rank id total», "
        "tab-separated. Needs no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which documents, which questions, which engine, where to write."""
        parser.add_argument("--documents", type=Path, required=True, metavar="D.jsonl")
        parser.add_argument("--queries", type=Path, required=True, metavar="Q.jsonl")
        parser.add_argument("--engine", choices=ENGINES, required=True)
        parser.add_argument("--run", type=Path, required=True, metavar="OUT.tsv")
        parser.add_argument("--depth", type=int, default=100, help="hits a question, at most")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read the questions first: a bad one is said before the long work begins."""
        if not 1 <= options["depth"] <= _DEEPEST:
            raise CommandError(f"--depth is a number from 1 to {_DEEPEST}.", returncode=2)
        questions = _questions(options["queries"])
        try:
            with an_engine_apart(options["engine"]) as engine, _written(options["run"]) as run:
                names = self._load(engine, options["documents"])
                began = time.perf_counter()
                for question in questions:
                    run.writelines(_lines(engine, question, names, options["depth"]))
        except EngineMissingError as missing:
            raise CommandError(str(missing)) from missing
        except IndexNotReadyError as trouble:
            raise CommandError(f"The engine does not take the documents: {trouble}") from trouble
        took = time.perf_counter() - began
        self.stderr.write(
            f"{len(questions)} questions in {took:.1f} s; the run is in {options['run']}."
        )

    def _load(self, engine: Engine, documents: Path) -> list[str]:
        """Bring every document in; gives their own names, in the order of their lines."""
        began = time.perf_counter()
        names: dict[str, None] = {}

        def read(line: str, place: int) -> Entry:
            name, entry = entry_of(line, place)
            if name in names:
                raise BadLineError(f'has the "id" of an earlier line ({name})')
            names[name] = None
            return entry

        def entries() -> Iterator[Entry]:
            for entry in _read(documents, read):
                if entry.id % _SAID_EVERY == 0:
                    self.stderr.write(f"{entry.id} documents …")
                yield entry

        engine.rebuild(entries())
        self.stderr.write(f"{len(names)} documents in {time.perf_counter() - began:.1f} s.")
        return list(names)


def _questions(path: Path) -> list[GivenQuestion]:
    names: set[str] = set()

    def read(line: str, _place: int) -> GivenQuestion:
        question = question_of(line)
        if question.name in names:
            raise BadLineError(f'has the "qid" of an earlier line ({question.name})')
        names.add(question.name)
        return question

    return list(_read(path, read))


@contextmanager
def _written(out: Path) -> Iterator[TextIO]:
    """Give the file to write to, which bears its name only when it is whole.

    It is opened before the long work begins: a folder that takes no file is said at once.
    """
    new = out.with_name(f"{out.name}.new")
    try:
        if out.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with new.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        new.replace(out)
    except OSError as trouble:
        raise CommandError(f"{out} cannot be written: {trouble.strerror}.") from trouble
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _lines(engine: Engine, question: GivenQuestion, names: list[str], depth: int) -> Iterator[str]:
    asked = Ask(
        question=read_question(question.text),
        readers=question.readers,
        limit=depth,
        is_patient=True,
    )
    _, found = as_meant(engine, asked)
    for rank, place in enumerate(found.ids, 1):
        yield f"{question.name}\t{rank}\t{names[place - 1]}\t{found.total}\n"


def _read(path: Path, reading: Callable[[str, int], _Read]) -> Iterator[_Read]:
    """Read a file line by line; a blank line is none. Raises CommandError with the line's number.

    Places count what was read, so they have no gaps where blank lines stand.
    """
    place = 0
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if not raw.strip():
                    continue
                place += 1
                try:
                    yield reading(raw.decode("utf-8-sig" if number == 1 else "utf-8"), place)
                except UnicodeDecodeError as wrong:
                    raise _bad(path, number, "is not UTF-8") from wrong
                except BadLineError as wrong:
                    raise _bad(path, number, str(wrong)) from wrong
    except OSError as trouble:
        raise CommandError(f"{path} cannot be read: {trouble.strerror}.", returncode=2) from trouble


def _bad(path: Path, number: int, why: str) -> CommandError:
    return CommandError(f"{path}, line {number}: {why}.", returncode=2)
