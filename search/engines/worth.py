"""What the words of a question say in an index: by how many documents have them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate
from math import inf, log
from typing import Protocol

from docs_mgmt.rules.vietnamese import Syllable
from search.engines.ranking import LEAST
from search.rules.plan import AtLeast, Best, Fixed, Grows, Node, Phrase, Sum, Term, Within
from search.rules.question import Question

#: What so few documents have is counted before a thread has begun.
_FEW = 8_000
#: Of more words one may be missing.
_ALL_NEEDED = 2
#: BM25 makes of a word that stands often no more than so many times its rarity (k1 + 1).
_MOST_OFTEN = 2.2


class Index(Protocol):
    """How many documents of an index have a word; those that were told again count twice."""

    def doc_freq(self, field: str, word: str) -> int:
        """So many have this word in this field."""


def says_nothing(index: Index, documents: int, plan: Node | None) -> bool:
    """Whether all that match are equals: words of every document tell none from another.

    So many are all documents as the engine weighs by them, with those that it has yet to drop.
    """

    def rarity_of(field: str, word: str) -> float:
        return rarity(documents, index.doc_freq(field, word))

    return most_worth(plan, rarity_of, enough=LEAST) < LEAST


def may_be_many(index: Index, question: Question) -> bool:
    """Whether so many documents may match that counting is worth a thread beside."""
    if question.claims or not question.words:
        return not question.claims
    return any(_are_many(index, way) for way in (question.words, *question.others))


def _are_many(index: Index, words: Sequence[Syllable]) -> bool:
    having = [index.doc_freq("bare_words", word.folded) for word in words]
    return (min if len(having) <= _ALL_NEEDED else max)(having) > _FEW


def rarity(documents: int, having: int) -> float:
    """How much a word says by BM25 that so many of the documents have; zero: all have it."""
    return log(1 + (max(documents - having, 0) + 0.5) / (having + 0.5))


def most_worth(
    node: Node | None, rarity_of: Callable[[str, str], float], *, enough: float = inf
) -> float:
    """No document is worth more by this plan; `rarity_of` tells of a field and a word.

    Told no farther than that it is `enough`.
    """
    most = partial(most_worth, rarity_of=rarity_of)
    match node:
        case Best():
            worth = accumulate(
                (most(part, enough=enough / node.weight) for part in node.parts), max
            )
            return node.weight * _up_to(enough / node.weight, worth)
        case AtLeast():
            return _up_to(enough, accumulate(most(part, enough=enough) for part in node.parts))
        case Sum():
            parts = (*node.must, *node.should)
            return _up_to(enough, accumulate(most(part, enough=enough) for part in parts))
        case Within():
            return most(node.node, enough=enough)
        case _:
            return _most_of_one(node, rarity_of)


def _up_to(enough: float, worths: Iterable[float]) -> float:
    """The last of growing numbers, or the first that is enough."""
    worth = 0.0
    for worth in worths:
        if worth >= enough:
            break
    return worth


def _most_of_one(node: Node | None, rarity_of: Callable[[str, str], float]) -> float:
    match node:
        case Term():
            return node.weight * _MOST_OFTEN * rarity_of(node.field, node.word)
        case Fixed() | Grows():
            return node.worth
        case Phrase():
            return inf  # its rarity is its own
        case _:
            return 0.0
