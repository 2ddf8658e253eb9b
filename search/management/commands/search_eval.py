"""Ask any set of questions of any set of documents, by the plan and code of the page."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engine import Ask, Engine, IndexNotReadyError, as_meant
from search.engines.apart import ENGINES, EngineMissingError, an_engine_apart
from search.jobs.given import GivenDocument, documents_of, lines_of
from search.rules.entry import Entry
from search.rules.given import BadLineError, GivenQuestion, question_of
from search.rules.question import read_question

_DEEPEST = 10_000
_SAID_EVERY = 10_000


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

    def _load(self, engine: Engine, path: Path) -> list[str]:
        """Bring every document in; gives their own names, in the order of their lines."""
        began = time.perf_counter()
        names: dict[str, None] = {}

        def entries() -> Iterator[Entry]:
            with _readable(path):  # here, or the engine would take its errors for its own
                for document in documents_of(path):
                    yield _entry(path, document, names)
                    if len(names) % _SAID_EVERY == 0:
                        self.stderr.write(f"{len(names)} documents …")

        engine.rebuild(entries())
        self.stderr.write(f"{len(names)} documents in {time.perf_counter() - began:.1f} s.")
        return list(names)


def _entry(path: Path, document: GivenDocument, names: dict[str, None]) -> Entry:
    if document.entry is None:
        raise _bad(path, document.number, document.wrong)
    if document.name in names:
        why = f'has the "id" of an earlier line ({document.name})'
        raise _bad(path, document.number, why)
    names[document.name] = None
    return document.entry


def _questions(path: Path) -> list[GivenQuestion]:
    questions: dict[str, GivenQuestion] = {}
    with _readable(path):
        for line in lines_of(path):
            try:
                question = line.read(lambda text, _: question_of(text))
            except BadLineError as wrong:
                raise _bad(path, line.number, str(wrong)) from wrong
            if question.name in questions:
                why = f'has the "qid" of an earlier line ({question.name})'
                raise _bad(path, line.number, why)
            questions[question.name] = question
    return list(questions.values())


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


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as trouble:
        raise CommandError(f"{path} cannot be read: {trouble.strerror}.", returncode=2) from trouble


def _bad(path: Path, number: int, why: str) -> CommandError:
    return CommandError(f"{path}, line {number}: {why}.", returncode=2)
