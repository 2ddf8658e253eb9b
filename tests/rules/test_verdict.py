"""What a round of opinions adds up to."""

from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.rules.verdict import Tally, tally_of
from docs_mgmt.rules.words import Answer, Uptake

OPINIONS = st.tuples(
    st.none() | st.sampled_from(list(Answer)), st.none() | st.sampled_from(list(Uptake))
)


def test_a_round_is_counted():
    tally = tally_of(
        [
            (Answer.AGREE, None),
            (Answer.AGREE, Uptake.TAKEN),
            (Answer.DISAGREE, None),
            (Answer.OTHER, Uptake.PARTLY),
            (None, None),
        ]
    )
    assert tally == Tally(asked=5, agree=2, disagree=1, other=1, unexplained=1)
    assert (tally.answered, tally.silent) == (4, 1)


def test_agreement_and_silence_need_no_explanation():
    assert tally_of([(Answer.AGREE, None), (None, None)]).unexplained == 0


def test_disagreement_and_another_opinion_are_explained_first():
    for answer in (Answer.DISAGREE, Answer.OTHER):
        assert tally_of([(answer, None)]).unexplained == 1
        assert [tally_of([(answer, uptake)]).unexplained for uptake in Uptake] == [0, 0, 0]


@settings(max_examples=60, deadline=None)
@given(st.lists(OPINIONS, max_size=12))
def test_everyone_asked_has_answered_or_is_silent(opinions):
    tally = tally_of(opinions)
    assert tally.answered + tally.silent == tally.asked == len(opinions)
    assert 0 <= tally.unexplained <= tally.disagree + tally.other
