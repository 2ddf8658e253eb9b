"""What the words of a question say in an index: by how many documents have them."""

from collections.abc import Callable, Iterable
from math import inf, log
from typing import Protocol

from search.engines.ranking import LEAST
from search.rules.plan import AtLeast, Best, Fixed, Grows, Node, Phrase, Sum, Term, Within
from search.rules.question import Question

#: What so few documents have is counted before a thread has begun.
_FEW = 2_000
#: BM25 makes of a word that stands often no more than so many times its rarity (k1 + 1).
_MOST_OFTEN = 2.2


class Index(Protocol):
    """How many documents an index has, and how many of them have a word."""

    @property
    def num_docs(self) -> int:
        """All documents."""

    def doc_freq(self, field: str, word: str) -> int:
        """Those with this word in this field."""


def says_nothing(index: Index, plan: Node | None) -> bool:
    """Whether all that match are equals: words of every document tell none from another."""

    def rarity_of(field: str, word: str) -> float:
        return rarity(index.num_docs, index.doc_freq(field, word))

    return most_worth(plan, rarity_of, enough=LEAST) < LEAST


def may_be_many(index: Index, question: Question) -> bool:
    """Whether so many documents may match that counting is worth a thread beside."""
    words = (word.folded for word in question.words)
    return not any(index.doc_freq("bare_words", word) <= _FEW for word in words)


def rarity(documents: int, having: int) -> float:
    """How much a word says by BM25 that so many of the documents have; zero: all have it."""
    return log(1 + (max(documents - having, 0) + 0.5) / (having + 0.5))


def most_worth(
    node: Node | None, rarity_of: Callable[[str, str], float], *, enough: float = inf
) -> float:
    """No document is worth more by this plan; `rarity_of` tells of a field and a word.

    Told no farther than that it is `enough`.
    """

    def in_all(parts: Iterable[Node]) -> float:
        worth = 0.0
        for part in parts:
            worth += most_worth(part, rarity_of, enough=enough)
            if worth >= enough:
                break
        return worth

    def the_best(parts: Iterable[Node], enough: float) -> float:
        worth = 0.0
        for part in parts:
            worth = max(worth, most_worth(part, rarity_of, enough=enough))
            if worth >= enough:
                break
        return worth

    match node:
        case Best():
            return node.weight * the_best(node.parts, enough / node.weight)
        case AtLeast():
            return in_all(node.parts)
        case Sum():
            return in_all((*node.must, *node.should))
        case Within():
            return most_worth(node.node, rarity_of, enough=enough)
        case _:
            return _most_of_one(node, rarity_of)


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
