"""Check: the unit head checks the content, the office the form; send back returns it."""

import pytest
from django.core.exceptions import ValidationError

from approvals.models import Decision
from approvals.queries.turns import decisions_of, open_turn
from approvals.steps import check_document, send_back_document
from docs_mgmt.models import Document
from docs_mgmt.rules.flow import Obstacle, Stage, Step
from docs_mgmt.rules.words import CheckKind, Verdict
from tests.builders import World, a_document, a_token
from tests.steps.ways import REASON, Asking, a_document_at, at, everything

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (
    Stage.SUBMITTED,
    Stage.CHECKED,
    Stage.APPROVED,
)


def a_checked_content(world: World) -> Document:
    """Submitted, and the unit head has passed it to the form checker."""
    document = a_document_at(world, Stage.SUBMITTED)
    Asking(world, Step.CHECK, document).take()
    return document


def test_the_unit_head_checks_the_content_and_passes_it_to_the_form_checker(world):
    check = at(world, Step.CHECK, Stage.SUBMITTED)
    check.works()
    assert check.document.stage is Stage.SUBMITTED
    turn = open_turn(check.document)
    assert (turn.kind, turn.holder) == (CheckKind.FORM, world["nhan"])
    assert check.entry().facts["holder"] == world["nhan"].pk


def test_the_form_checker_passes_it_to_the_signer(world):
    check = Asking(world, Step.CHECK, a_checked_content(world), by="nhan")
    check.works()
    assert check.document.stage is Stage.CHECKED
    turn = open_turn(check.document)
    assert (turn.kind, turn.holder) == (CheckKind.APPROVAL, world["vy"])
    verdicts = [decision.verdict for decision in decisions_of(check.document)]
    assert verdicts == [Verdict.PASSED, Verdict.PASSED]


def test_what_a_checker_writes_is_kept_with_the_decision(world):
    document = a_document_at(world, Stage.SUBMITTED)
    check_document(document, actor=world["luong"], token=a_token(), text="  Đã rà số liệu ")
    assert Decision.objects.get(turn__document=document).text == "Đã rà số liệu"


@pytest.mark.parametrize("stage", [Stage.CHECKED, Stage.APPROVED])
def test_what_is_not_submitted_is_not_checked(world, stage):
    at(world, Step.CHECK, stage).waits()


def test_who_holds_no_turn_does_not_check(world):
    at(world, Step.CHECK, Stage.SUBMITTED).is_denied_to(
        "linh", "khoa", "hanhvh", "nhan", "vy", "oanh", "binh.tl"
    )


def test_a_turn_once_held_is_closed_and_not_forbidden(world):
    Asking(world, Step.CHECK, a_checked_content(world)).waits(Obstacle.TURN_CLOSED)


def test_nothing_is_left_of_a_check_that_broke_off(world):
    at(world, Step.CHECK, Stage.SUBMITTED).leaves_nothing_when_it_breaks()


def test_a_double_click_checks_once(world):
    at(world, Step.CHECK, Stage.SUBMITTED).counts_once()


def test_the_drafter_never_checks_the_own_draft(world):
    """Lượng heads the unit and drafts: his turn went to the chairman, and stays there."""
    document = a_document(world, drafter="luong", at=Stage.SUBMITTED)
    Asking(world, Step.CHECK, document, by="khai").is_denied_to("luong")


def test_the_last_check_waits_for_the_open_round_and_the_first_does_not(world):
    document = a_document_at(world, Stage.SUBMITTED)
    Asking(world, Step.CIRCULATE, document).take()
    Asking(world, Step.CHECK, document).works()
    last = Asking(world, Step.CHECK, document, by="nhan")
    last.waits(Obstacle.OPEN_ROUND)
    Asking(world, Step.CLOSE_ROUND, document).take()
    last.works()
    assert document.stage is Stage.CHECKED


# --- send back


@pytest.mark.parametrize(("stage", "by"), [(Stage.SUBMITTED, "luong"), (Stage.CHECKED, "vy")])
def test_the_holder_of_the_turn_sends_it_back_with_the_reason(world, stage, by):
    back = at(world, Step.SEND_BACK, stage, by=by)
    back.works()
    assert open_turn(back.document) is None
    assert back.document.turns.filter(closed_at__isnull=True).count() == 0
    newest = decisions_of(back.document).first()
    assert (newest.verdict, newest.text, newest.turn.holder.username) == (
        Verdict.SENT_BACK,
        REASON,
        by,
    )
    assert back.entry().facts["reason"] == REASON


@pytest.mark.parametrize(
    ("stage", "by"), [(Stage.APPROVED, "vy"), (Stage.APPROVED, "luong"), (Stage.PRINTED, "vy")]
)
def test_what_is_approved_is_not_sent_back(world, stage, by):
    at(world, Step.SEND_BACK, stage, by=by).waits()


def test_who_holds_no_turn_sends_nothing_back(world):
    at(world, Step.SEND_BACK, Stage.SUBMITTED).is_denied_to(
        "linh", "khoa", "nhan", "vy", "khai", "oanh", "cuong.tl"
    )


def test_who_has_passed_it_on_does_not_send_it_back(world):
    Asking(world, Step.SEND_BACK, a_checked_content(world)).waits(Obstacle.TURN_CLOSED)


def test_nothing_is_left_of_a_sending_back_that_broke_off(world):
    at(world, Step.SEND_BACK, Stage.SUBMITTED).leaves_nothing_when_it_breaks()


def test_a_double_click_sends_back_once(world):
    at(world, Step.SEND_BACK, Stage.SUBMITTED).counts_once()


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 501])
def test_sending_back_wants_a_reason(world, reason):
    document = a_document_at(world, Stage.SUBMITTED)
    before = everything()
    with pytest.raises(ValidationError) as refused:
        send_back_document(document, reason=reason, actor=world["luong"], token=a_token())
    assert list(refused.value.error_dict) == ["reason"]
    assert everything() == before
