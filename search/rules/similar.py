"""How alike two titles are, by the pairs of syllables that they share; knows no index and no right.

A pair weighs by how few of the titles at hand have it, never by how many the whole index has: what
a reader may not see has no say in what is called alike.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from math import log

from docs_mgmt.rules.vietnamese import syllables_of
from search.rules.plan import AtLeast, Fixed, Node

#: So many pairs of a title are asked for; a longer title is known by its beginning.
MOST_PAIRS = 40
#: Titles that share less than this part of what they say are not alike.
ALIKE = 0.3
#: One pair in common says nothing.
LEAST_PAIRS = 2
#: A pair that is the same only without its marks: from a title typed without any.
FOLDED = 0.6
#: Every title has some of these, whatever it is about.
_OFFICE = (
    "về việc",
    "trên địa bàn phường",
    "trên địa bàn xã",
    "trên địa bàn thành phố",
    "trên địa bàn tỉnh",
    "ủy ban nhân dân",
    "hội đồng nhân dân",
)

#: The folded pairs of a title, each with its spellings.
Pairs = Mapping[str, frozenset[str]]


def pairs_of(title: str, *, but: tuple[str, ...] = ()) -> Pairs:
    """The pairs that say what a title is about; `but`: names that every title here may have.

    Numbers tell one year's document from the next, not what it is about.
    """
    common = _common(but)
    found: dict[str, set[str]] = {}
    for written, folded in _pairs(title):
        if folded not in common:
            found.setdefault(folded, set()).add(written)
    return {folded: frozenset(found[folded]) for folded in list(found)[:MOST_PAIRS]}


@lru_cache(maxsize=256)
def _common(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded for words in (*_OFFICE, *names) for _, folded in _pairs(words))


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for (one, bare_one), (two, bare_two) in pairwise(zip(*syllables_of(text), strict=True)):
        if one.isalpha() and two.isalpha():
            yield f"{one}_{two}", f"{bare_one}_{bare_two}"


def plan_of_pairs(pairs: Pairs) -> Node | None:
    """The titles that share some of the pairs, those with the most first; None: too few to ask."""
    if len(pairs) < LEAST_PAIRS:
        return None
    parts = tuple(Fixed("title_bare_pairs", folded, 1.0) for folded in pairs)
    return AtLeast(parts, max(LEAST_PAIRS, len(parts) // 4))


def likeness(own: Pairs, others: Mapping[int, Pairs]) -> dict[int, float]:
    """For each of the other titles, which part of what the two say they both say."""
    having = Counter(folded for pairs in (own, *others.values()) for folded in pairs)
    titles = 1 + len(others)
    weights = {folded: log(1 + titles / count) for folded, count in having.items()}
    return {key: _shared(own, pairs, weights) for key, pairs in others.items()}


def _shared(one: Pairs, two: Pairs, weights: Mapping[str, float]) -> float:
    both = one.keys() & two.keys()
    if len(both) < LEAST_PAIRS:
        return 0.0
    said = sum(weights[pair] for pairs in (one, two) for pair in pairs)
    alike = sum(weights[pair] * (1.0 if one[pair] & two[pair] else FOLDED) for pair in both)
    return 2 * alike / said
