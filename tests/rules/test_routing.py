"""Whose turn it is: the highest of those who hold it by right, and never the drafter."""

from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.rules.routing import Candidate, Leg, holder_of
from docs_mgmt.rules.words import CheckKind

HEAD, DEPUTY, VICE_CHAIR, CHAIR = (
    Candidate(person, rank) for person, rank in ((4, 40), (3, 30), (8, 80), (9, 90))
)
PEOPLE = st.lists(st.builds(Candidate, st.integers(1, 6), st.integers(0, 90)), max_size=4)


def leg(*holders: Candidate, superiors: tuple[Candidate, ...] = ()) -> Leg:
    return Leg(CheckKind.CONTENT, holders, superiors)


def test_the_head_goes_before_the_deputy():
    assert holder_of(leg(DEPUTY, HEAD), drafter=1) == HEAD.person


def test_a_turn_that_falls_to_the_drafter_passes_to_the_deputy():
    assert holder_of(leg(HEAD, DEPUTY, superiors=(VICE_CHAIR,)), drafter=HEAD.person) == 3


def test_without_a_deputy_it_passes_to_the_next_superior_in_order():
    alone = leg(HEAD, superiors=(VICE_CHAIR, CHAIR))
    assert holder_of(alone, drafter=HEAD.person) == VICE_CHAIR.person


def test_a_superior_who_drafted_is_passed_over_too():
    vacant = leg(superiors=(VICE_CHAIR, CHAIR))
    assert holder_of(vacant, drafter=VICE_CHAIR.person) == CHAIR.person


def test_where_nobody_is_left_nobody_is_invented():
    assert holder_of(leg(HEAD), drafter=HEAD.person) is None
    assert holder_of(leg(), drafter=1) is None


def test_of_two_of_one_rank_it_is_always_the_same_one():
    first, second = Candidate(5, 40), Candidate(6, 40)
    assert holder_of(leg(second, first), drafter=1) == holder_of(leg(first, second), drafter=1) == 5


@settings(max_examples=100, deadline=None)
@given(PEOPLE, PEOPLE, st.integers(1, 6))
def test_the_drafter_never_holds_the_turn_and_nobody_is_skipped_in_silence(holders, above, drafter):
    chosen = holder_of(Leg(CheckKind.FORM, holders, above), drafter=drafter)
    others = {candidate.person for candidate in (*holders, *above)} - {drafter}
    assert chosen in others if others else chosen is None
