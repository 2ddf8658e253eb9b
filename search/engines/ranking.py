"""How equal hits stand, the same in both engines, so that they agree to the last place."""

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
    ranked = sorted(((_worth(hit), hit[1]) for hit in hits), reverse=True)
    return tuple(one for _, one in ranked[ask.offset : end])


def _worth(hit: Hit) -> float:
    return round(hit[0], _DIGITS)
