"""How equal hits stand, the same in both engines, so that they agree to the last place."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from search.engine import Ask

#: One hit: its score and its id.
Hit = tuple[float, int]

_LAST_PLACE = 10_000
#: So many hits of equal worth are put in order by id.
_EQUALS = 2_000
#: Hits whose scores differ less than this are equal; then the newer document comes first.
_DIGITS = 3
_MORE = 16
#: No engine is asked for more hits than this.
MOST_HITS = _LAST_PLACE + _MORE


def page_of_the_best(ask: Ask, best: Callable[[int], Sequence[Hit]]) -> tuple[int, ...]:
    """The page that was asked for, of the best hits; equal ones by id, also between two pages."""
    end = min(ask.offset + ask.limit, _LAST_PLACE)
    hits = best(end + _MORE)
    if len(hits) == end + _MORE and _worth(hits[-1]) == _worth(hits[end - 1]):
        # One row of equals for all pages, or a document would be missed between two of them.
        hits = best(max(_EQUALS, end + _MORE))
    return _in_order(hits, end)[ask.offset : end]


def _in_order(hits: Sequence[Hit], end: int) -> tuple[int, ...]:
    """The ids down to this place, the newer one of equals first; engines give the best first."""
    if len(hits) <= end:
        return _sorted(hits)
    last = -_worth(hits[end - 1])
    first = bisect_left(hits, last, key=lambda hit: -_worth(hit))
    past = bisect_right(hits, last, key=lambda hit: -_worth(hit))
    # One row of equals may be thousands long, and all that counts in it are the ids.
    return _sorted(hits[:first]) + tuple(sorted((one for _, one in hits[first:past]), reverse=True))


def _sorted(hits: Sequence[Hit]) -> tuple[int, ...]:
    return tuple(one for _, one in sorted(((_worth(hit), hit[1]) for hit in hits), reverse=True))


def _worth(hit: Hit) -> float:
    return round(hit[0], _DIGITS)
