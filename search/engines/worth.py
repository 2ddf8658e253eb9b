"""What the words of a question say in an index: by how many documents have them."""

from collections.abc import Callable, Iterable
from math import inf, log
from typing import Protocol

from search.engines.ranking import LEAST
from search.rules.plan import AtLeast, Best, Fixed, Grows, Node, Phrase, Sum, Term, Within
from search.rules.question import Question

#: A word of more documents than this tells hardly any of them from another.
_EVERYWHERE = 0.9
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

    return most_worth(plan, rarity_of) < LEAST


def are_equals(index: Index, question: Question) -> bool:
    """Whether long rows of equals are sure, as by words that nearly every document has."""
    if question.is_growing:
        return True
    return _has_no_rarer(index, question, _EVERYWHERE * index.num_docs)


def may_be_many(index: Index, question: Question) -> bool:
    """Whether so many documents may match that counting is worth a thread beside."""
    return _has_no_rarer(index, question, _FEW)


def _has_no_rarer(index: Index, question: Question, documents: float) -> bool:
    words = (word.folded for word in question.words)
    return not any(index.doc_freq("bare_words", word) <= documents for word in words)


def rarity(documents: int, having: int) -> float:
    """How much a word says by BM25 that so many of the documents have; zero: all have it."""
    return log(1 + (max(documents - having, 0) + 0.5) / (having + 0.5))


def most_worth(node: Node | None, rarity_of: Callable[[str, str], float]) -> float:
    """No document is worth more by this plan; `rarity_of` tells of a field and a word."""

    def most(parts: Iterable[Node]) -> list[float]:
        return [most_worth(part, rarity_of) for part in parts]

    match node:
        case Best():
            return node.weight * max(most(node.parts), default=0.0)
        case AtLeast():
            return sum(most(node.parts))
        case Sum():
            return sum(most((*node.must, *node.should)))
        case Within():
            return most_worth(node.node, rarity_of)
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
