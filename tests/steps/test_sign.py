"""Sign: the desk records that the named signatory signed in ink, and that the sheet is back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from approvals.steps import sign_document
from docs_mgmt.clock import now, today, turned_to
from docs_mgmt.models import Handover, PaperCopy
from docs_mgmt.rules.flow import Obstacle, Stage, Step
from tests.builders import a_token
from tests.steps.ways import Asking, a_document_at, at, everything

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (Stage.PRINTED,)


def test_the_clerk_records_the_signature_and_holds_the_sheet_again(world):
    sign = at(world, Step.SIGN, Stage.PRINTED)
    sign.works()
    signatory = sign.document.signatories.get()
    assert (signatory.signed_how, signatory.signed_at is not None) == ("ink", True)
    copy = PaperCopy.objects.get(document=sign.document)
    assert copy.holder == world["oanh"]
    newest = Handover.objects.filter(copy=copy).latest("pk")
    assert (newest.giver, newest.taker) == (world["vy"], world["oanh"])
    assert sign.entry().facts["signed_on"] == str(today())


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.SIGNED, Stage.NUMBERED])
def test_what_is_not_printed_is_not_signed(world, stage):
    at(world, Step.SIGN, stage).waits()


def test_on_paper_only_the_clerk_records_the_signature(world):
    at(world, Step.SIGN, Stage.PRINTED).is_denied_to("linh", "luong", "nhan", "khai", "em.tl")


def test_nothing_is_left_of_a_signature_that_broke_off(world):
    at(world, Step.SIGN, Stage.PRINTED).leaves_nothing_when_it_breaks()


def test_a_double_click_signs_once(world):
    at(world, Step.SIGN, Stage.PRINTED).counts_once()


def test_without_the_sheet_there_is_no_signature(world):
    document = a_document_at(world, Stage.PRINTED)
    PaperCopy.objects.filter(document=document).update(spoiled_at=now())
    Asking(world, Step.SIGN, document).waits(Obstacle.NO_ORIGINAL)


def test_the_signature_is_neither_older_than_the_print_nor_to_come(world):
    document = a_document_at(world, Stage.PRINTED)
    with turned_to(now() + timedelta(days=3)):
        before = everything()
        for day in (today() - timedelta(days=4), today() + timedelta(days=1)):
            with pytest.raises(ValidationError) as refused:
                sign_document(document, signed_on=day, actor=world["oanh"], token=a_token())
            assert list(refused.value.error_dict) == ["signed_on"]
        assert everything() == before
        day = today() - timedelta(days=3)
        sign_document(document, signed_on=day, actor=world["oanh"], token=a_token())
    assert Asking(world, Step.SIGN, document).entry().facts["signed_on"] == str(day)
