"""Draft: an officer puts the first version of a text in; its side step cancels the document."""

from approvals.models import ApprovalRecord
from approvals.steps._take import take
from docs_mgmt.clock import now
from docs_mgmt.models import Document, PaperCopy, Person
from docs_mgmt.permissions import Cause, grant
from docs_mgmt.rules.flow import Step
from docs_mgmt.rules.particulars import Particulars
from docs_mgmt.rules.words import Right, Why
from docs_mgmt.writes._particulars import set_lines, set_particulars
from docs_mgmt.writes._reasons import plain_reason
from docs_mgmt.writes._versions import NewFiles, put_version


def draft_document(
    document: Document,
    particulars: Particulars,
    files: NewFiles,
    *,
    actor: Person,
    token: str,
) -> Document:
    """Start a document from the officer's file and facts (NĐ 30/2020, Đ10.2).

    The document comes unsaved with its agency and unit. Raises ValidationError.
    """
    document.drafter = actor
    document.created_at = document.stage_since = now()
    set_particulars(document, particulars)
    with take(Step.DRAFT, document, actor=actor, token=token) as taken:
        set_lines(taken.subject, particulars)
        version = put_version(taken.subject, files, author=actor)
        grant(
            Right.EDIT,
            actor,
            taken.subject,
            cause=Cause(Why.DRAFTER, "document", taken.subject.pk),
            from_version=1,
        )
        taken.note(version=version.number, sha256=version.sha256, title=document.title)
    return taken.subject


def cancel_document(document: Document, *, reason: str, actor: Person, token: str) -> None:
    """End a document that has no live number, with the reason; everything written stays."""
    why = plain_reason(reason)
    with take(Step.CANCEL, document, actor=actor, token=token) as taken:
        PaperCopy.objects.filter(document=taken.subject, spoiled_at__isnull=True).update(
            spoiled_at=now(), spoiled_why=why
        )
        ApprovalRecord.objects.filter(document=taken.subject, void_at__isnull=True).update(
            void_at=now(), void_why=why
        )
        taken.subject.turns.filter(closed_at__isnull=True).update(closed_at=now())
        taken.subject.rounds.filter(closed_at__isnull=True).update(closed_at=now())
        taken.note(reason=why)
