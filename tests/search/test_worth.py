"""What the best document can be worth by a plan: never less than what one is worth."""

from math import inf

import pytest

from search.engines.worth import may_be_many, most_worth, rarity
from search.rules.plan import (
    AtLeast,
    Best,
    Fixed,
    Grows,
    Met,
    OneOf,
    Phrase,
    Sum,
    Term,
    Within,
    plan_of,
)
from search.rules.question import read_question

RARE = Term("words", "hiem")
EVERYWHERE = Term("words", "phuong", 3.0)


def rarity_of(_field: str, word: str) -> float:
    return 2.0 if word == "hiem" else 0.0


@pytest.mark.parametrize(
    ("plan", "worth"),
    [
        (None, 0.0),
        (EVERYWHERE, 0.0),
        (RARE, 4.4),
        (Term("words", "hiem", 0.5), 2.2),
        (Fixed("own", "7", 9.0), 9.0),
        (Grows("words", "ph.*", 4.0), 4.0),
        (Phrase("words", ("uy", "ban")), inf),
        (Best((RARE, Fixed("own", "7", 9.0)), 2.0), 18.0),
        (AtLeast((RARE, RARE, EVERYWHERE), 2), 8.8),
        (Sum((EVERYWHERE,), (RARE,)), 4.4),
        (Within(RARE, (Phrase("facts", ("a", "b")),)), 4.4),
        (Within(None, (RARE,)), 0.0),
        (Met(RARE), 0.0),
        (OneOf("kind", ("QĐ",)), 0.0),
    ],
)
def test_each_part_of_a_plan_has_its_most(plan, worth):
    assert most_worth(plan, rarity_of) == pytest.approx(worth)


def test_what_is_enough_is_told_without_asking_for_the_rest():
    asked = []

    def rarity_of(_field: str, word: str) -> float:
        asked.append(word)
        return 1.0

    parts = tuple(Term("words", word) for word in "abcd")
    for plan in (Sum(parts), AtLeast(parts, 2), Best(parts, 0.5), Within(Sum(parts))):
        asked.clear()
        assert most_worth(plan, rarity_of, enough=1.0) >= 1.0
        assert asked == ["a"]


def test_a_word_of_all_documents_is_of_no_rarity_and_one_of_half_of_them_is():
    assert rarity(100_000, 100_000) < 0.00001
    assert rarity(100_000, 50_000) > 0.6


def test_a_number_or_a_row_of_words_always_says_something():
    for typed in ("7/QĐ-UBND", '"ủy ban"'):
        assert most_worth(plan_of(read_question(typed)), lambda *_: 0.0) > 0


class Shelf:
    """An index of a hundred thousand documents, told by how many have each word."""

    def __init__(self, **having: int) -> None:
        self.having = having

    def doc_freq(self, _field: str, word: str) -> int:
        return self.having.get(word, 0)


@pytest.mark.parametrize(
    ("typed", "many"),
    [
        ("", True),
        ("rác", True),
        ("mã", False),
        ("rác mã", False),
        ("rác rác rác mã", True),  # one of four may be missing
        ("GPMB", True),  # few wrote it so, many wrote it out
        ("7/QĐ-UBND", False),
        ("số 7/QĐ-UBND rác", False),
        ('"rác mã"', True),
    ],
)
def test_a_thread_counts_only_where_many_may_match(typed, many):
    index = Shelf(rac=40_000, ma=3, gpmb=0, giai=50_000, phong=50_000, mat=50_000, bang=50_000)
    assert may_be_many(index, read_question(typed)) is many
