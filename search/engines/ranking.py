"""How equal hits stand, the same in both engines, so that they agree to the last place."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

from search.engine import Ask

#: Where an engine keeps a hit: its id, or what leads there.
PlaceT = TypeVar("PlaceT")

_LAST_PLACE = 10_000
#: So many hits of equal worth are put in order by id.
EQUALS = 2_000
#: Hits whose scores differ less than this are equal; then the newer document comes first.
_DIGITS = 3
#: A lower score than this is none.
LEAST = 0.5 * 10.0**-_DIGITS
_MORE = 16
#: No engine is asked for more hits than this.
MOST_HITS = _LAST_PLACE + _MORE


def page_of_the_best(
    ask: Ask,
    best: Callable[[int], Sequence[tuple[float, PlaceT]]],
    ids_of: Callable[[Sequence[PlaceT]], Sequence[int]],
    *,
    at_once: int = 0,
) -> tuple[int, ...]:
    """The page that was asked for, of the best hits; equal ones by id, also between two pages.

    `best` gives so many hits, the best first. Where many cost an engine little, it is asked for
    `at_once`; else for many only when a row of equals does not end soon.
    """
    end = min(ask.offset + ask.limit, _LAST_PLACE)
    most = max(EQUALS, end + _MORE)
    count = min(max(end + _MORE, at_once), most)
    hits = best(count)
    if count < most and len(hits) == count and _worth(hits[-1]) == _worth(hits[end - 1]):
        # One row of equals for all pages, or a document would be missed between two of them.
        hits = best(most)
    return _in_order(hits, ids_of, end)[ask.offset : end]


def _in_order(
    hits: Sequence[tuple[float, PlaceT]],
    ids_of: Callable[[Sequence[PlaceT]], Sequence[int]],
    end: int,
) -> tuple[int, ...]:
    """The ids as far as this place, the newer one of equals first."""
    last = -_worth(hits[min(end, len(hits)) - 1]) if hits else 0.0
    first = bisect_left(hits, last, key=lambda hit: -_worth(hit))
    past = bisect_right(hits, last, key=lambda hit: -_worth(hit))
    ids = ids_of([place for _, place in hits[:past]])
    better = sorted(zip(map(_worth, hits[:first]), ids[:first], strict=True), reverse=True)
    # The last row of equals may be thousands long, and all that counts in it are the ids.
    return (*(one for _, one in better), *sorted(ids[first:], reverse=True))


def _worth(hit: tuple[float, object]) -> float:
    return round(hit[0], _DIGITS)
