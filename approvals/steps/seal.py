"""Seal: the desk copies the signed and numbered sheet and presses the seal on every copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from approvals.models import ApprovalRecord
from approvals.steps._take import take
from approvals.steps.sign import original_of
from docs_mgmt.clock import now
from docs_mgmt.models import Document, PaperCopy, Person, Seal, SealUse
from docs_mgmt.queries.registers import entry_of
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError
from docs_mgmt.rules.numbering import impressions_across
from docs_mgmt.rules.words import CopyKind, SealKind

#: As many copies as a desk can make of one document.
COPIES_LIMIT = 999


class Looked(StrEnum):
    """What the clerk looks at with their own eyes before sealing (NĐ 30/2020, Đ32.2, Đ33)."""

    SIGNATURE = "signature"
    NUMBER = "number"
    PAGES = "pages"


@dataclass(frozen=True)
class Sealing:
    """What was looked at, how many official copies were made, where else the seal was pressed."""

    looked_at: frozenset[Looked]
    official_copies: int
    across_sheets: bool = False
    annexes: int = 0


def seal_document(
    document: Document, seal: Seal, sealing: Sealing, *, actor: Person, token: str
) -> Sequence[SealUse]:
    """Record the official copies and every impression (NĐ 30/2020, Đ17.1, Đ32, Đ33).

    Raises ValidationError for what was not looked at, StepNotAllowedError for a missing fact.
    """
    with take(Step.SEAL, document, actor=actor, token=token) as taken:
        _check(taken.subject, seal, sealing)
        original = original_of(taken.subject)
        if original is None:
            raise StepNotAllowedError(Step.SEAL, taken.subject.stage, Obstacle.NO_ORIGINAL)
        _ask_for_approved(taken.subject, original)
        copies = [original, *_make_copies(original, sealing.official_copies, actor)]
        uses = _press(seal, copies, sealing, actor)
        taken.note(
            seal=seal.pk,
            copies=sealing.official_copies,
            impressions=sum(use.impressions for use in uses),
        )
    return uses


def _check(document: Document, seal: Seal, sealing: Sealing) -> None:
    if seal.agency_id != document.agency_id:
        raise ValidationError({"seal": _("This is the seal of another agency.")})
    if sealing.looked_at != frozenset(Looked):
        raise ValidationError(
            {"looked_at": _("Look at the signature, the number and the pages before sealing.")}
        )
    if not 0 <= sealing.official_copies <= COPIES_LIMIT:
        raise ValidationError({"official_copies": _("Copies must be between 0 and 999.")})


def _ask_for_approved(document: Document, original: PaperCopy) -> None:
    """The sheet must be of the approved bytes, signed, and numbered."""
    record = ApprovalRecord.objects.filter(document=document, void_at__isnull=True).first()
    if record is None or record.version_id != original.version_id:
        raise StepNotAllowedError(Step.SEAL, document.stage, Obstacle.NOTHING_APPROVED)
    if record.shown["rendition"] != original.version.rendition.sha256:
        raise StepNotAllowedError(Step.SEAL, document.stage, Obstacle.FILE_DAMAGED)
    if entry_of(document) is None:
        raise StepNotAllowedError(Step.SEAL, document.stage)
    if document.signatories.filter(signed_at__isnull=True).exists():
        raise StepNotAllowedError(Step.SEAL, document.stage)


def _make_copies(original: PaperCopy, count: int, actor: Person) -> list[PaperCopy]:
    return PaperCopy.objects.bulk_create(
        PaperCopy(
            document=original.document,
            version=original.version,
            kind=CopyKind.OFFICIAL,
            sheets=original.sheets,
            pages=original.pages,
            holder=actor,
            held_since=now(),
            made_by=actor,
            made_at=now(),
        )
        for _ in range(count)
    )


def _press(
    seal: Seal, copies: Sequence[PaperCopy], sealing: Sealing, actor: Person
) -> list[SealUse]:
    original = copies[0]
    rounds = impressions_across(original.sheets) if sealing.across_sheets else 0
    kinds = (
        (SealKind.ON_SIGNATURE, len(copies)),
        (SealKind.ACROSS_SHEETS, rounds * len(copies)),
        (SealKind.ON_ANNEX, sealing.annexes * len(copies)),
    )
    return [
        SealUse.objects.create(
            seal=seal,
            document=original.document,
            copy=original,
            kind=kind,
            impressions=impressions,
            presser=actor,
            at=now(),
        )
        for kind, impressions in kinds
        if impressions
    ]
