"""How a document's particulars are written down: shared by drafting and editing."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from docs_mgmt.models import (
    Agency,
    Assignment,
    Document,
    DocumentType,
    Person,
    Recipient,
    Signatory,
    Unit,
)
from docs_mgmt.permissions import posts_in
from docs_mgmt.queries.signers import block_for, signer_by
from docs_mgmt.rules.flow import Path
from docs_mgmt.rules.particulars import Particulars, RecipientFacts, SignatoryFacts
from docs_mgmt.rules.vietnamese import clean
from docs_mgmt.rules.words import Capacity

#: The longest trích yếu (Phụ lục VI, Phần II).
TITLE_LIMIT = 500


def set_particulars(document: Document, facts: Particulars) -> None:
    """Set the plain fields of an unsaved or locked document; raises ValidationError."""
    document.type = _type_of(facts.type_key)
    document.title = " ".join(clean(facts.title).split())
    if not document.title:
        raise ValidationError({"title": _("The title (trích yếu) is missing.")})
    if len(document.title) > TITLE_LIMIT:
        raise ValidationError({"title": _("The title is longer than 500 characters.")})
    if facts.path is not Path.PAPER:
        raise ValidationError({"path": _("Only the paper path is offered yet.")})
    document.field = " ".join(clean(facts.field).split())
    document.urgency = facts.urgency
    document.authority = facts.authority
    document.path = facts.path
    document.due = facts.due


def set_lines(document: Document, facts: Particulars) -> None:
    """Write the signatories and recipients of a saved document anew; raises ValidationError."""
    document.signatories.all().delete()
    for order, signatory in enumerate(facts.signatories, 1):
        _write_signatory(document, signatory, order)
    document.recipients.all().delete()
    for order, recipient in enumerate(facts.recipients, 1):
        _write_recipient(document, recipient, order)


def _type_of(key: str) -> DocumentType:
    found = DocumentType.objects.filter(key=key).first()
    if found is None:
        raise ValidationError({"type": _("There is no such document type.")})
    return found


def _write_signatory(document: Document, facts: SignatoryFacts, order: int) -> None:
    post = signing_post(document.agency, facts.person, facts.capacity)
    if post is None or facts.person == document.drafter_id:
        raise ValidationError(
            {"signer": _("This person cannot sign in this capacity; choose another signer.")}
        )
    lines = block_for(document.agency, signer_by(post), document.authority)
    Signatory.objects.create(
        document=document,
        order=order,
        person_id=facts.person,
        capacity=facts.capacity,
        block="\n".join(lines),
    )


def signing_post(agency: Agency, person: int, capacity: Capacity) -> Assignment | None:
    """The post by which the person signs in that capacity today, if there is one."""
    return (
        posts_in(agency)
        .filter(person=person, position__signs_as=capacity)
        .select_related("position", "person")
        .order_by("-position__rank")
        .first()
    )


def _write_recipient(document: Document, facts: RecipientFacts, order: int) -> None:
    unit = Unit.objects.filter(pk=facts.unit or 0, agency=document.agency).first()
    person = Person.objects.filter(pk=facts.person or 0, is_active=True).first()
    if (facts.unit and unit is None) or (facts.person and not _works_in(person, document.agency)):
        raise ValidationError({"recipients": _("An internal recipient is not of this agency.")})
    if not 1 <= facts.copies <= 999:
        raise ValidationError({"recipients": _("Copies must be between 1 and 999.")})
    Recipient.objects.create(
        document=document,
        order=order,
        words=facts.words[:200],
        unit=unit,
        person=person,
        copies=facts.copies,
    )


def _works_in(person: Person | None, agency: Agency) -> bool:
    return person is not None and posts_in(agency).filter(person=person).exists()
