"""The chain of deeds: a link that was changed, moved, lost or put in is found."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docs_mgmt.rules.chain import (
    START,
    canonical,
    columns_of,
    first_break,
    hash_of,
    moment,
    root_of,
)
from docs_mgmt.rules.flow import Deed, Stage

AT = datetime(2026, 11, 26, 8, 30, 0, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """A history entry as the chain reads it."""

    ordinal: int
    deed: Deed = Deed.EDIT
    facts: dict = field(default_factory=dict)
    subject_kind: str = "document"
    subject_id: int = 7
    actor_id: int | None = 3
    at: datetime = AT
    token: str | None = None


def chained(*entries: Entry) -> list[tuple[str, str, dict[str, object]]]:
    links, before = [], START
    for entry in entries:
        own = hash_of(before, columns_of(entry))
        links.append((before, own, columns_of(entry)))
        before = own
    return links


def a_chain(length: int = 4) -> list[tuple[str, str, dict[str, object]]]:
    return chained(*(Entry(n, facts={"n": n}) for n in range(1, length + 1)))


def test_a_chain_as_it_was_written_is_whole():
    assert first_break(a_chain()) is None
    assert first_break([]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"deed": Deed.APPROVE},
        {"facts": {"n": 20}},
        {"actor_id": 4},
        {"actor_id": None},
        {"at": AT + timedelta(microseconds=1)},
        {"token": "again"},
        {"subject_id": 8},
        {"subject_kind": "version"},
        {"ordinal": 3},
    ],
)
def test_whatever_is_changed_in_a_link_is_found_there(change):
    chain = a_chain()
    previous, own, _ = chain[1]
    chain[1] = (previous, own, columns_of(replace(Entry(2, facts={"n": 2}), **change)))
    assert first_break(chain) == 2


def test_a_lost_link_a_strange_one_and_two_that_changed_places_are_found():
    chain = a_chain()
    assert first_break(chain[1:]) == 1
    assert first_break([chain[0], *chain[2:]]) == 2
    assert first_break([chain[0], chain[2], chain[1], chain[3]]) == 2
    assert first_break([*chain, a_chain(1)[0]]) == 5


def test_a_chain_that_counts_wrong_is_found_though_its_hashes_fit():
    assert first_break(chained(Entry(1), Entry(3))) == 2


def test_the_same_facts_give_the_same_words_on_every_machine():
    assert canonical({"b": 1, "a": "Ủy ban"}) == '{"a":"Ủy ban","b":1}'
    assert canonical({"stage": Stage.DRAFTED}) == '{"stage":"DRAFTED"}'
    assert canonical([AT.date()]) == '["2026-11-26"]'
    hanoi = AT.astimezone(timezone(timedelta(hours=7)))
    assert moment(hanoi) == moment(AT) == "2026-11-26T08:30:00.000005Z"
    assert canonical({"at": hanoi}) == '{"at":"2026-11-26T08:30:00.000005Z"}'


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=8), st.integers() | st.text(max_size=8), max_size=4))
def test_the_order_of_facts_does_not_matter(facts):
    backwards = dict(reversed(list(facts.items())))
    assert hash_of(START, facts) == hash_of(START, backwards)


def test_the_root_of_a_day_covers_every_chain_and_the_day_before():
    root = root_of(["b", "a"], START)
    assert root == root_of(["a", "b"], START)
    assert len({root, root_of(["a"], START), root_of(["a", "b"], root)}) == 3
