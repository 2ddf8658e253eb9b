"""The abbreviations of now: the built-in ones and what the office added, read every few seconds."""

import time
from dataclasses import dataclass
from functools import lru_cache

from docs_mgmt.permissions import Reach
from search.models import Abbreviation
from search.rules.abbreviations import BUILT_IN, Table

#: So long may another process read with the table of before.
SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class _Own:
    """One pair that an office added, and the units and desks whose people read it so."""

    short: str
    long: str
    units: frozenset[int]
    desks: frozenset[int]
    is_everybodys: bool

    def is_for(self, reach: Reach) -> bool:
        return self.is_everybodys or bool(self.units & reach.units or self.desks & reach.desks)


@dataclass
class _Read:
    """The last read of a process, and when it is too old."""

    until: float = 0.0
    pairs: tuple[_Own, ...] = ()


_last = _Read()


def table_for(reach: Reach) -> Table:
    """The table by which this reader's questions are read. At most one query every few seconds."""
    if time.monotonic() >= _last.until:
        _last.pairs = tuple(_read())
        _last.until = time.monotonic() + SECONDS
    own = tuple((one.short, one.long) for one in _last.pairs if one.is_for(reach))
    return _with(own) if own else BUILT_IN


def forget_table() -> None:
    """Let the next question read the table anew."""
    _last.until = 0.0


@lru_cache(maxsize=32)
def _with(own: tuple[tuple[str, str], ...]) -> Table:
    return BUILT_IN.with_own(own)


def _read() -> list[_Own]:
    rows = Abbreviation.objects.filter(in_use=True).order_by("short", "long", "pk")
    told = rows.values_list(
        "pk", "short", "long", "agency_id", "agency__units__pk", "agency__desks__pk"
    )
    found: dict[int, _Own] = {}
    for pk, short, long, agency, unit, desk in told:
        one = found.get(pk)
        units = (one.units if one else frozenset()) | ({unit} if unit else set())
        desks = (one.desks if one else frozenset()) | ({desk} if desk else set())
        found[pk] = _Own(short, long, units, desks, agency is None)
    return list(found.values())
