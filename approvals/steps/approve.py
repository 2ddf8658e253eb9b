"""Approve: the signer approves exactly what was shown; its side step opens the text again."""

from dataclasses import dataclass

from approvals.models import ApprovalRecord
from approvals.queries.shown import Shown, shown_of
from approvals.steps._take import foresee, take
from approvals.steps._turns import answer_turn
from docs_mgmt.clock import now
from docs_mgmt.files.keys import sign_record
from docs_mgmt.files.store import is_intact
from docs_mgmt.models import Document, PaperCopy, Person, Version
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.chain import canonical, moment
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError
from docs_mgmt.rules.words import CheckKind, Verdict
from docs_mgmt.writes._reasons import plain_reason

_APPROVAL = frozenset({CheckKind.APPROVAL})


@dataclass(frozen=True)
class Seen:
    """What the form carried: the digest that was shown, and a mark for each part of it."""

    digest: str
    marks: str = ""


def approve_document(
    document: Document, seen: Seen, *, actor: Person, token: str
) -> ApprovalRecord:
    """Approve the draft (NĐ 30/2020, Đ11.1); any difference from what was shown is refused, named.

    Raises StepNotAllowedError with TEXT_CHANGED or FILE_DAMAGED.
    """
    foresee(Step.APPROVE, document, actor=actor, token=token)
    version = _version_to_approve(document)
    _ask_for_whole_files(version, document.stage)
    with take(Step.APPROVE, document, actor=actor, token=token) as taken:
        version = _version_to_approve(taken.subject)
        shown = shown_of(taken.subject, version)
        _ask_for_the_same(shown, seen, taken.subject.stage)
        answer_turn(
            taken.subject, Step.APPROVE, actor=actor, verdict=Verdict.PASSED, kinds=_APPROVAL
        )
        record = _write_record(taken.subject, version, shown, actor)
        taken.note(version=version.number, digest=shown.digest, record=record.pk)
    return record


def _version_to_approve(document: Document) -> Version:
    version = newest_version(document)
    assert version is not None  # a document is drafted with its first version
    return version


def _ask_for_whole_files(version: Version, stage: Stage) -> None:
    hashes = [version.sha256, *version.attachments.values_list("sha256", flat=True)]
    if rendition := getattr(version, "rendition", None):
        hashes.append(rendition.sha256)
    if not all(is_intact(sha256) for sha256 in hashes):
        raise StepNotAllowedError(Step.APPROVE, stage, Obstacle.FILE_DAMAGED)


def _ask_for_the_same(shown: Shown, seen: Seen, stage: Stage) -> None:
    if shown.digest != seen.digest:
        raise StepNotAllowedError(
            Step.APPROVE, stage, Obstacle.TEXT_CHANGED, shown.changed_since(seen.marks)
        )


def _write_record(
    document: Document, version: Version, shown: Shown, actor: Person
) -> ApprovalRecord:
    at = now()
    words = canonical(record_words(document.pk, version.number, shown.digest, actor.pk, moment(at)))
    return ApprovalRecord.objects.create(
        document=document,
        version=version,
        approver=actor,
        digest=shown.digest,
        shown=shown.facts,
        approved_at=at,
        signature=sign_record(words.encode()).hex(),
    )


def record_words(
    document: int, version: int, digest: str, approver: int, at: str
) -> dict[str, object]:
    """The words that the installation signs under an approval; anyone can write them again."""
    return {
        "document": document,
        "version": version,
        "digest": digest,
        "approver": approver,
        "at": at,
    }


def reopen_document(document: Document, *, reason: str, actor: Person, token: str) -> None:
    """Open an approved text again (NĐ 30/2020, Đ11.2): the approval is void, its paper spoiled."""
    why = plain_reason(reason)
    with take(Step.REOPEN, document, actor=actor, token=token) as taken:
        ApprovalRecord.objects.filter(document=taken.subject, void_at__isnull=True).update(
            void_at=now(), void_why=why
        )
        PaperCopy.objects.filter(document=taken.subject, spoiled_at__isnull=True).update(
            spoiled_at=now(), spoiled_why=why
        )
        taken.subject.signatories.update(signed_at=None, signed_how="")
        taken.note(reason=why)
