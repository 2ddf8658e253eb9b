"""An answer is remembered for one state of the index, and for whoever asks just the same."""

import pytest

from search.engine import Order
from search.engines.remembered import Asked, Remembered
from search.engines.tantivy import TantivyEngine
from search.rules.entry import Entry
from tests.search.shelf import an_entry, ask

WORD = "nhoquenlan"
ONE, TWO = frozenset({"p1"}), frozenset({"p2"})
READERS = {1: ONE, 2: ONE | TWO, 3: TWO}


def entries(*pks: int) -> list[Entry]:
    return [an_entry(pk, f"Kế hoạch {WORD}", readers=READERS[pk]) for pk in pks]


@pytest.fixture
def engine(tmp_path) -> TantivyEngine:
    engine = TantivyEngine(tmp_path, remembers=50)
    engine.rebuild(entries(1, 2, 3))
    return engine


def test_what_was_asked_is_not_worked_out_again():
    worked = []
    kept = Remembered(2)

    def told(state: int, asked: str) -> str:
        return kept.answer(state, asked, lambda: worked.append(asked) or f"{asked}!")

    assert [told(1, "a"), told(1, "a"), told(1, "b")] == ["a!", "a!", "b!"]
    assert worked == ["a", "b"]


def test_what_was_asked_is_told_apart_whole_and_hashed_once():
    hashed = []

    class Part(str):
        __slots__ = ()

        def __hash__(self) -> int:
            hashed.append(str(self))
            return str.__hash__(self)

    one = Asked(Part("plan"), 1)
    kept = {(one, "list"): 1, (one, "counts"): 2}
    assert kept[one, "list"] == 1
    assert hashed == ["plan"]
    assert one == Asked("plan", 1)
    assert one not in (Asked("plan", 2), ("plan", 1))


def test_another_state_forgets_and_the_longest_unasked_goes_first():
    worked = []
    kept = Remembered(2)

    def tell(state: int, asked: str) -> None:
        kept.answer(state, asked, lambda: worked.append(asked))

    for asked in ("a", "b", "a", "c", "a", "b"):
        tell(1, asked)
    assert worked == ["a", "b", "c", "b"]
    tell(2, "a")
    assert worked[4:] == ["a"]


def test_an_answer_that_comes_late_is_not_kept_for_the_new_state():
    kept = Remembered(2)

    def slow() -> str:
        kept.answer(2, "other", lambda: "new")  # the index changes meanwhile
        return "old"

    assert kept.answer(1, "a", slow) == "old"
    assert kept.answer(2, "a", lambda: "new") == "new"


def test_each_reader_order_page_and_facet_has_an_answer_of_its_own(engine):
    forms = [
        {"readers": ONE},
        {"readers": TWO},
        {"readers": ONE, "limit": 1},
        {"readers": ONE, "limit": 1, "offset": 1},
        {"readers": ONE, "order": Order.NUMBER},
        {"readers": ONE, "without": frozenset({1})},
        {"readers": ONE, "among": frozenset({2})},
        {"readers": ONE, "counted": ("kind",)},
    ]
    plain = TantivyEngine(engine.folder)
    for _ in range(2):
        for form in forms:
            assert ask(engine, WORD, **form) == ask(plain, WORD, **form)


def test_a_change_of_the_index_is_seen_at_once(engine):
    assert ask(engine, WORD, readers=ONE).total == 2
    writing = TantivyEngine(engine.folder)
    writing.write([], gone=[1])
    assert ask(engine, WORD, readers=ONE).ids == (2,)
    engine.rebuild(entries(1))
    assert ask(engine, WORD, readers=ONE).ids == (1,)
