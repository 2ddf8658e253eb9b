"""Sign: the desk records that the named signatory signed the print in ink, and it came back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from approvals.steps._take import take
from docs_mgmt.clock import OFFICE_TIME, now, today
from docs_mgmt.models import Document, Handover, PaperCopy, Person
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError
from docs_mgmt.rules.words import CopyKind


def sign_document(
    document: Document, *, signed_on: date | None = None, actor: Person, token: str
) -> None:
    """Record the ink signature of every named signatory (NĐ 30/2020, Đ13.6); the sheet is back.

    `signed_on` is the day of the signature, today if not given: not before the print, not to come.
    """
    with take(Step.SIGN, document, actor=actor, token=token) as taken:
        copy = original_of(taken.subject)
        if copy is None:
            raise StepNotAllowedError(Step.SIGN, taken.subject.stage, Obstacle.NO_ORIGINAL)
        day = signed_on or today()
        if not copy.made_at.astimezone(OFFICE_TIME).date() <= day <= today():
            raise ValidationError(
                {"signed_on": _("The signature is neither older than the print nor to come.")}
            )
        at = now()
        taken.subject.signatories.update(signed_at=at, signed_how="ink")
        Handover.objects.create(copy=copy, giver=copy.holder, taker=actor, at=at)
        copy.holder, copy.held_since = actor, at
        copy.save(update_fields=["holder", "held_since"])
        taken.note(copy=copy.pk, signed_on=str(day))


def original_of(document: Document) -> PaperCopy | None:
    """The one unspoiled original of the document, if it is printed."""
    return PaperCopy.objects.filter(
        document=document, kind=CopyKind.ORIGINAL, part=0, spoiled_at__isnull=True
    ).first()
