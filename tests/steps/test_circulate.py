"""Circulate: the drafter asks people and units for their opinion, and closes the round."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from approvals.models import Opinion
from approvals.queries.rounds import open_round, opinions_seen_by
from approvals.steps import circulate_document, close_round, submit_document
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion, reply_to_opinion
from docs_mgmt.clock import today
from docs_mgmt.models import Document
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError
from docs_mgmt.rules.words import Answer, Uptake
from tests.builders import World, a_token
from tests.steps.ways import Asking, a_document_at, at, everything

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (
    Stage.DRAFTED,
    Stage.CHECKED,
)


def asked(
    world: World, document: Document, *people: str, units: tuple[str, ...] = (), days: int = 3
):
    return circulate_document(
        document,
        Asked(
            [world[name] for name in people],
            [world.unit(code) for code in units],
            today() + timedelta(days=days),
            "Xin ý kiến về kinh phí",
        ),
        actor=document.drafter,
        token=a_token(),
    )


def answered(opinion: Opinion, answer: Answer, by: str, world: World, text: str = "Sửa Điều 2"):
    return answer_opinion(opinion, answer=answer, text=text, actor=world[by], token=a_token())


def replied(opinion: Opinion, uptake: Uptake, reply: str = "Đã nêu ở Điều 3") -> Opinion:
    drafter = opinion.round.document.drafter
    return reply_to_opinion(opinion, uptake=uptake, reply=reply, actor=drafter, token=a_token())


def a_round(world: World) -> Asking:
    """A draft with an open round, about to be closed."""
    document = a_document_at(world, Stage.DRAFTED)
    asked(world, document, "bach", units=("TTPVHCC",))
    return Asking(world, Step.CLOSE_ROUND, document)


def test_the_drafter_asks_a_colleague(world):
    circulate = at(world, Step.CIRCULATE, Stage.DRAFTED)
    round_ = circulate.works()
    assert open_round(circulate.document) == round_
    assert [(row.person, row.answer) for row in round_.opinions.all()] == [(world["bach"], None)]
    assert circulate.document.stage is Stage.DRAFTED
    assert circulate.entry().facts["people"] == [world["bach"].pk]


def test_who_is_asked_sees_the_document_and_the_others_still_do_not(world):
    document = a_document_at(world, Stage.DRAFTED)
    asked(world, document, "bach", units=("TTPVHCC",))
    readers = [
        name
        for name in ("bach", "chi", "diep", "khoa", "khai", "oanh", "xa.tl")
        if documents_seen_by(world[name]).filter(pk=document.pk).exists()
    ]
    assert readers == ["bach", "chi"]


def test_a_document_circulates_while_it_is_being_checked(world):
    assert at(world, Step.CIRCULATE, Stage.SUBMITTED).works().number == 1


def test_a_checked_document_circulates_no_more(world):
    at(world, Step.CIRCULATE, Stage.CHECKED).waits()


def test_a_second_round_waits_for_the_first(world):
    document = a_document_at(world, Stage.DRAFTED)
    asked(world, document, "bach")
    Asking(world, Step.CIRCULATE, document).waits(Obstacle.OPEN_ROUND)


def test_only_the_drafter_circulates(world):
    at(world, Step.CIRCULATE, Stage.DRAFTED).is_denied_to("khoa", "luong", "vy", "oanh", "xa.tl")


def test_nothing_is_left_of_a_circulation_that_broke_off(world):
    at(world, Step.CIRCULATE, Stage.DRAFTED).leaves_nothing_when_it_breaks()


def test_a_double_click_circulates_once(world):
    at(world, Step.CIRCULATE, Stage.DRAFTED).counts_once()


def test_whom_one_can_ask(world):
    document = a_document_at(world, Stage.DRAFTED)
    strange_unit = Asked([], [world.unit("VP", world.tan_lap)], today())
    wrong = {
        "asked": [
            Asked([], [], today()),
            Asked([world["linh"]], [], today()),
            Asked([world["xa.tl"]], [], today()),
            strange_unit,
        ],
        "due": [Asked([world["bach"]], [], today() - timedelta(days=1))],
    }
    before = everything()
    for field, questions in wrong.items():
        for question in questions:
            with pytest.raises(ValidationError) as refused:
                circulate_document(document, question, actor=world["linh"], token=a_token())
            assert list(refused.value.error_dict) == [field]
    assert everything() == before


# --- closing the round


def test_the_drafter_closes_the_round_and_silence_is_no_opinion(world):
    closing = a_round(world)
    assert closing.works().closed_at is not None
    assert open_round(closing.document) is None
    facts = closing.entry().facts
    assert (facts["agree"], facts["disagree"], facts["other"], facts["silent"]) == (0, 0, 0, 2)


def test_without_a_round_there_is_nothing_to_close(world):
    at(world, Step.CLOSE_ROUND, Stage.DRAFTED).waits(Obstacle.NO_ROUND)


def test_a_checked_document_has_no_round_to_close(world):
    at(world, Step.CLOSE_ROUND, Stage.CHECKED).waits()


def test_only_the_drafter_closes_the_round(world):
    a_round(world).is_denied_to("bach", "luong", "vy", "oanh", "an.tl")


def test_nothing_is_left_of_a_closing_that_broke_off(world):
    a_round(world).leaves_nothing_when_it_breaks()


def test_a_double_click_closes_once(world):
    a_round(world).counts_once()


def test_disagreement_is_explained_before_the_round_closes(world):
    closing = a_round(world)
    first, second = open_round(closing.document).opinions.order_by("pk")
    answered(first, Answer.DISAGREE, "bach", world)
    answered(second, Answer.OTHER, "chi", world)
    closing.waits(Obstacle.UNEXPLAINED_OPINION)
    replied(first, Uptake.KEPT)
    closing.waits(Obstacle.UNEXPLAINED_OPINION)
    replied(second, Uptake.TAKEN, reply="")
    closing.works()
    facts = closing.entry().facts
    assert (facts["agree"], facts["disagree"], facts["other"], facts["silent"]) == (0, 1, 1, 0)


def test_a_changed_answer_wants_a_new_explanation(world):
    closing = a_round(world)
    opinion = open_round(closing.document).opinions.order_by("pk").first()
    answered(opinion, Answer.DISAGREE, "bach", world)
    replied(opinion, Uptake.KEPT)
    answered(opinion, Answer.DISAGREE, "bach", world, text="Vẫn không đồng ý Điều 2")
    closing.waits(Obstacle.UNEXPLAINED_OPINION)


def test_who_disagrees_says_what_should_be_different(world):
    closing = a_round(world)
    opinion = open_round(closing.document).opinions.order_by("pk").first()
    before = everything()
    for answer, text in ((Answer.DISAGREE, " "), (Answer.OTHER, ""), (Answer.AGREE, "x" * 5001)):
        with pytest.raises(ValidationError):
            answered(opinion, answer, "bach", world, text=text)
    with pytest.raises(ValidationError):
        replied(opinion, Uptake.TAKEN)  # there is no opinion yet
    with pytest.raises(ValidationError):
        replied(opinion, Uptake.KEPT, reply=" ")
    with pytest.raises(ValidationError):
        replied(opinion, Uptake.TAKEN, reply="x" * 5001)
    assert everything() == before


def test_only_who_is_asked_answers_and_only_the_drafter_replies(world):
    closing = a_round(world)
    by_person, by_unit = open_round(closing.document).opinions.order_by("pk")
    before = everything()
    for opinion, username in ((by_person, "chi"), (by_unit, "bach"), (by_person, "linh")):
        with pytest.raises(PermissionDenied):
            answered(opinion, Answer.AGREE, username, world)
    with pytest.raises(PermissionDenied):
        reply_to_opinion(
            by_person, uptake=Uptake.TAKEN, reply="", actor=world["luong"], token=a_token()
        )
    assert everything() == before


def test_a_closed_round_takes_no_answer(world):
    closing = a_round(world)
    opinion = open_round(closing.document).opinions.order_by("pk").first()
    close_round(closing.document, actor=world["linh"], token=a_token())
    before = everything()
    with pytest.raises(StepNotAllowedError) as refused:
        answered(opinion, Answer.AGREE, "bach", world)
    assert refused.value.waits_for is Obstacle.NO_ROUND
    assert everything() == before


def test_who_is_asked_reads_the_own_opinion_and_who_decides_reads_all(world):
    closing = a_round(world)
    document = closing.document
    first = open_round(document).opinions.order_by("pk").first()
    assert list(opinions_seen_by(world["bach"], document)) == [first]
    assert opinions_seen_by(world["linh"], document).count() == 2
    assert opinions_seen_by(world["luong"], document).count() == 2
    assert opinions_seen_by(world["khoa"], document).count() == 0


def test_the_second_round_is_of_the_second_number(world):
    closing = a_round(world)
    closing.take()
    assert asked(world, closing.document, "diep").number == 2
    with pytest.raises(StepNotAllowedError):
        submit_document(closing.document, actor=world["linh"], token=a_token())
