"""A small shelf of entries for tests of the rules and the engine, without a database."""

import itertools
import resource
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from search.engine import Ask, Engine, Found
from search.rules.entry import Entry
from search.rules.question import read_question

EVERYONE = frozenset({"all"})


def an_entry(pk: int, title: str = "", body: str = "", **told: object) -> Entry:
    told = {"readers": EVERYONE, "year": 2026, "kind": "QĐ", "issued": date(2026, 1, 1)} | told
    return Entry(id=pk, title=title, body=body, **told)


def ask(engine: Engine, typed: str, readers: frozenset[str] = EVERYONE, **how) -> Found:
    return engine.search(Ask(question=read_question(typed), readers=readers, **how))


def found(engine: Engine, typed: str, **how) -> list[int]:
    return list(ask(engine, typed, **how).ids)


NUMBERS = itertools.count(1)


def write(engine: Engine, entries: Iterable[Entry], gone: Iterable[int] = ()) -> int:
    """Write by the next number, as a drainer that drew it."""
    return engine.write(list(entries), gone=gone, at=next(NUMBERS))


@contextmanager
def no_room(most: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
