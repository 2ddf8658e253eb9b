"""Cancel: a document that has no live number is ended, with the reason; all of it stays."""

import pytest
from django.core.exceptions import ValidationError

from approvals.queries.rounds import open_round
from approvals.steps import cancel_document
from docs_mgmt.models import PaperCopy, RegisterEntry
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.rules.flow import Stage, Step
from docs_mgmt.rules.words import EntryState
from tests.builders import a_document, a_token
from tests.steps.ways import REASON, Asking, a_document_at, at

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (
    Stage.SIGNED,
    Stage.APPROVED,
    Stage.DRAFTED,
)


@pytest.mark.parametrize(
    ("stage", "by"),
    [
        (Stage.DRAFTED, "linh"),
        (Stage.SUBMITTED, "linh"),
        (Stage.CHECKED, "vy"),
        (Stage.APPROVED, "linh"),
        (Stage.PRINTED, "vy"),
        (Stage.SIGNED, "linh"),
    ],
)
def test_drafter_and_signer_end_a_document_that_has_no_number(world, stage, by):
    cancel = at(world, Step.CANCEL, stage, by=by)
    cancel.works()
    assert cancel.document.stage is Stage.CANCELLED
    assert cancel.document.turns.filter(closed_at__isnull=True).count() == 0
    spoiled = PaperCopy.objects.filter(document=cancel.document)
    assert all(copy.spoiled_why == REASON for copy in spoiled)
    assert cancel.entry().facts["reason"] == REASON


@pytest.mark.parametrize(
    "stage", [Stage.NUMBERED, Stage.SEALED, Stage.ISSUED, Stage.ARCHIVED, Stage.CANCELLED]
)
def test_what_has_its_number_is_not_cancelled_and_nothing_twice(world, stage):
    at(world, Step.CANCEL, stage).waits()


def test_only_drafter_and_signer_cancel(world):
    at(world, Step.CANCEL, Stage.APPROVED).is_denied_to(
        "khoa", "luong", "nhan", "khai", "oanh", "xa.tl"
    )


def test_nothing_is_left_of_a_cancelling_that_broke_off(world):
    at(world, Step.CANCEL, Stage.SIGNED).leaves_nothing_when_it_breaks()


def test_a_double_click_cancels_once(world):
    at(world, Step.CANCEL, Stage.DRAFTED).counts_once()


def test_cancelling_wants_a_reason(world):
    document = a_document_at(world, Stage.DRAFTED)
    with pytest.raises(ValidationError):
        cancel_document(document, reason="\t", actor=world["linh"], token=a_token())


def test_an_open_round_ends_with_the_document(world):
    document = a_document_at(world, Stage.DRAFTED)
    Asking(world, Step.CIRCULATE, document).take()
    Asking(world, Step.CANCEL, document).works()
    assert open_round(document) is None


def test_a_document_whose_number_is_void_can_be_ended_and_the_void_row_stays(world):
    document = a_document(world, at=Stage.NUMBERED)
    Asking(world, Step.VOID_NUMBER, document).take()
    Asking(world, Step.CANCEL, document).works()
    entries = RegisterEntry.objects.filter(document=document)
    assert [(entry.full, entry.state) for entry in entries] == [("01/KH-UBND", EntryState.VOID)]
    assert not PaperCopy.objects.filter(document=document, spoiled_at__isnull=True).exists()


def test_a_cancelled_document_is_as_private_as_a_draft_and_stays_with_who_had_it(world):
    document = a_document_at(world, Stage.APPROVED)
    Asking(world, Step.CANCEL, document).take()
    readers = [
        name
        for name in ("linh", "luong", "nhan", "vy", "khai", "oanh", "khoa", "xa.tl")
        if documents_seen_by(world[name]).filter(pk=document.pk).exists()
    ]
    assert readers == ["linh", "luong", "nhan", "vy"]


def test_a_cancelled_document_keeps_no_live_approval(world):
    document = a_document(world, at=Stage.APPROVED)
    cancel_document(document, reason="Không ban hành nữa", actor=world["linh"], token=a_token())
    assert not document.approvals.filter(void_at__isnull=True).exists()
