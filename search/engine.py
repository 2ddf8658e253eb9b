"""What every engine can do, and how it says that it cannot; knows no engine and no right."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from search.rules.entry import Entry
from search.rules.plan import Node, plan_of
from search.rules.question import Question, other_readings

#: The fields by which a reader may narrow a list, each counted beside the results.
FACETS = ("kind", "unit", "year", "stage", "signer", "dossier", "standing")


class Order(StrEnum):
    """In what order a list stands; without a question the best are the newest."""

    BEST = "best"
    NEWEST = "newest"
    NUMBER = "number"


class IndexNotReadyError(Exception):
    """There is no index to ask yet; it is being made or cannot be opened."""


class EngineAwayError(IndexNotReadyError):
    """The engine does not answer or does not take anything now; later it will. Nothing is lost."""


class IndexIsHeldError(Exception):
    """Another process holds the index to write (`manage.py index`); wait for the rows instead."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question with the reader's tokens: an engine filters by them and does not read them."""

    question: Question
    readers: frozenset[str]
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: Order = Order.BEST
    offset: int = 0
    limit: int = 20
    #: Only these ids are looked at, where given.
    among: frozenset[int] | None = None
    #: These ids are not met, whatever the index says of their readers.
    without: frozenset[int] = frozenset()
    #: The facets to count beside the list.
    counted: tuple[str, ...] = FACETS
    #: Another plan than the question's own: words nearly like the typed ones.
    nearly: Node | None = None
    #: Nobody waits at a page: a job or a command asks, and takes the time it takes.
    is_patient: bool = False

    @property
    def plan(self) -> Node | None:
        """What an engine compiles; None: everything within the rights."""
        return self.nearly if self.nearly is not None else plan_of(self.question)


@dataclass(frozen=True)
class Found:
    """One page of ids in their order, how many there are, and the counts beside them."""

    total: int
    ids: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class EngineState:
    """How an engine is: a word for a monitor (ok, missing, away) and words for a person."""

    engine: str
    state: str
    words: str


class Engine(Protocol):
    """One engine. Reading needs no lock; writing and rebuilding need it and say who has it.

    A shared engine is written by any number of processes at once: each draws a number from the
    database before it reads what it writes, and a lower number never takes a higher one's place.
    """

    @property
    def is_shared(self) -> bool:
        """Whether any number of processes may write at once."""

    def search(self, ask: Ask) -> Found:
        """Answer a question. Raises IndexNotReadyError."""

    def holding(self) -> AbstractContextManager[None]:
        """Hold the index to write. Raises IndexIsHeldError."""

    def is_current(self) -> bool:
        """Whether there is an index and it was made by this schema."""

    def write(self, entries: Iterable[Entry], *, gone: Iterable[int] = (), at: int) -> int:
        """Put these entries in place of their older selves, and take away what is gone.

        Gives how many were late: the index knows them by a number higher than `at`.
        """

    def rebuild(self, entries: Iterable[Entry], *, draw: Callable[[], int] = int) -> int:
        """Make a new index beside the old one and put it in its place; gives how many it holds.

        `draw` gives the number of its entries, and is asked before the first of them is read.
        """

    def tidy(self) -> None:
        """Take away what a killed rebuild left behind; asked while nobody makes it anew."""

    def forget(self) -> None:
        """Take the index away; it is then made anew from the database."""

    def newest_told(self) -> int:
        """The highest number by which a shared index was told anything."""

    def state(self) -> EngineState:
        """How the engine is; never raises."""

    def fingerprints(self) -> dict[int, int]:
        """Every id in the index with the fingerprint of what it was told."""

    def count_seen_by(self, token: str) -> int:
        """How many documents the index shows to a reader with this one token."""


def as_meant(engine: Engine, ask: Ask) -> tuple[Ask, Found]:
    """Ask; where nothing is found, ask as it may be meant too, until something is found.

    Gives the question as it was answered. Raises IndexNotReadyError.
    """
    found = engine.search(ask)
    if not found.total:
        for question in other_readings(ask.question):
            other = replace(ask, question=question)
            answer = engine.search(other)
            if answer.total:
                return other, answer
    return ask, found
