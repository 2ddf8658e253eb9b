"""Seal: the desk makes the official copies and presses the seal on every one."""

import pytest
from django.core.exceptions import ValidationError

from approvals.steps import seal_document
from approvals.steps.seal import Looked, Sealing
from docs_mgmt.clock import now
from docs_mgmt.models import Document, PaperCopy, RegisterEntry, Rendition, Seal
from docs_mgmt.rules.flow import Obstacle, Stage, Step
from docs_mgmt.rules.words import CopyKind, EntryState, SealKind
from tests.builders import World, a_token
from tests.steps.ways import Asking, a_document_at, a_sealing, at, everything

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (Stage.NUMBERED,)


def sealed(world: World, document: Document, sealing: Sealing, seal: Seal | None = None):
    return seal_document(
        document,
        seal or document.agency.seals.get(),
        sealing,
        actor=world["oanh"],
        token=a_token(),
    )


def test_the_clerk_seals_the_original_and_every_official_copy(world):
    seal = at(world, Step.SEAL, Stage.NUMBERED)
    uses = seal.works()
    assert [(use.kind, use.impressions, use.presser) for use in uses] == [
        (SealKind.ON_SIGNATURE, 5, world["oanh"])
    ]
    copies = PaperCopy.objects.filter(document=seal.document, kind=CopyKind.OFFICIAL)
    assert {(copy.holder, copy.version.number, copy.pdf_sha256) for copy in copies} == {
        (world["oanh"], 1, "")
    }
    assert copies.count() == 4
    assert (seal.entry().facts["copies"], seal.entry().facts["impressions"]) == (4, 5)


@pytest.mark.parametrize(
    "stage", [Stage.APPROVED, Stage.PRINTED, Stage.SIGNED, Stage.SEALED, Stage.ISSUED]
)
def test_no_seal_before_the_number_and_none_twice(world, stage):
    at(world, Step.SEAL, stage).waits()


def test_only_the_clerk_presses_the_seal(world):
    at(world, Step.SEAL, Stage.NUMBERED).is_denied_to("linh", "luong", "vy", "khai", "tue")


def test_the_clerk_of_another_ward_does_not_seal(world):
    at(world, Step.SEAL, Stage.NUMBERED).is_denied_to("em.tl")


def test_nothing_is_left_of_a_sealing_that_broke_off(world):
    at(world, Step.SEAL, Stage.NUMBERED).leaves_nothing_when_it_breaks()


def test_a_double_click_seals_once(world):
    at(world, Step.SEAL, Stage.NUMBERED).counts_once()


def test_without_looking_there_is_no_seal(world):
    document = a_document_at(world, Stage.NUMBERED)
    foreign = world.tan_lap.seals.get()
    wrong = {
        "looked_at": [Sealing(frozenset(Looked) - {look}, 4) for look in Looked]
        + [Sealing(frozenset(), 4)],
        "official_copies": [a_sealing(-1), a_sealing(1000)],
    }
    before = everything()
    for field, sealings in wrong.items():
        for sealing in sealings:
            with pytest.raises(ValidationError) as refused:
                sealed(world, document, sealing)
            assert list(refused.value.error_dict) == [field]
    with pytest.raises(ValidationError) as refused:
        sealed(world, document, a_sealing(), foreign)
    assert list(refused.value.error_dict) == ["seal"]
    assert everything() == before


def test_the_seal_across_the_sheets_and_on_the_annexes_of_every_copy(world):
    document = a_document_at(world, Stage.NUMBERED)
    PaperCopy.objects.filter(document=document).update(sheets=6)  # two rounds of five sheets
    uses = sealed(world, document, a_sealing(2, across_sheets=True, annexes=1))
    assert [(use.kind, use.impressions) for use in uses] == [
        (SealKind.ON_SIGNATURE, 3),
        (SealKind.ACROSS_SHEETS, 6),
        (SealKind.ON_ANNEX, 3),
    ]


def test_a_single_sheet_has_nothing_to_press_across(world):
    document = a_document_at(world, Stage.NUMBERED)
    uses = sealed(world, document, a_sealing(0, across_sheets=True))
    assert [(use.kind, use.impressions) for use in uses] == [(SealKind.ON_SIGNATURE, 1)]
    assert not PaperCopy.objects.filter(document=document, kind=CopyKind.OFFICIAL).exists()


def lose_the_sheet(document: Document) -> None:
    PaperCopy.objects.filter(document=document).update(spoiled_at=now())


def void_the_approval(document: Document) -> None:
    document.approvals.update(void_at=now())


def change_the_rendition(document: Document) -> None:
    Rendition.objects.filter(version__document=document).update(sha256="0" * 64)


def lose_the_number(document: Document) -> None:
    RegisterEntry.objects.filter(document=document).update(state=EntryState.VOID)


def lose_the_signature(document: Document) -> None:
    document.signatories.update(signed_at=None)


@pytest.mark.parametrize(
    ("harm", "obstacle"),
    [
        (lose_the_sheet, Obstacle.NO_ORIGINAL),
        (void_the_approval, Obstacle.NOTHING_APPROVED),
        (change_the_rendition, Obstacle.FILE_DAMAGED),
        (lose_the_number, Obstacle.STAGE),
        (lose_the_signature, Obstacle.STAGE),
    ],
)
def test_the_seal_goes_only_on_the_signed_and_numbered_sheet_of_the_approved_bytes(
    world, harm, obstacle
):
    document = a_document_at(world, Stage.NUMBERED)
    harm(document)  # a hand behind the steps' back
    Asking(world, Step.SEAL, document).waits(obstacle)
