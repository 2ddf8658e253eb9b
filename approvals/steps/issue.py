"""Issue: the desk sends the sealed copies out; internal recipients see the document now."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from approvals.steps._take import take
from docs_mgmt.clock import now, today
from docs_mgmt.models import Dispatch, Document, Person, Recipient, RegisterEntry
from docs_mgmt.permissions import Cause, grant
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Standing, Step
from docs_mgmt.rules.words import EntryState, Right, Way, Why


def issue_document(
    document: Document, ways: Mapping[int, Way], *, actor: Person, token: str
) -> Sequence[Dispatch]:
    """Note how each copy went, by recipient (NĐ 30/2020, Đ18); the document is in force.

    `ways` names the way for each recipient's id; raises ValidationError for one that has none.
    """
    with take(Step.ISSUE, document, actor=actor, token=token) as taken:
        recipients = list(taken.subject.recipients.select_related("unit", "person"))
        dispatches = [_send(recipient, ways.get(recipient.pk), actor) for recipient in recipients]
        taken.subject.standing = Standing.IN_FORCE
        RegisterEntry.objects.filter(document=taken.subject, state=EntryState.TAKEN).update(
            sent_on=today()
        )
        taken.note(ways={str(dispatch.recipient_id): str(dispatch.way) for dispatch in dispatches})
    return dispatches


def _send(recipient: Recipient, way: Way | None, actor: Person) -> Dispatch:
    inside = recipient.unit or recipient.person
    if way is None or (way is Way.INTERNAL and inside is None):
        raise ValidationError(
            {"ways": _("Say how the copy for “%(name)s” went.") % {"name": recipient.words}}
        )
    if inside is not None:
        version = newest_version(recipient.document)
        grant(
            Right.VIEW,
            inside,
            recipient.document,
            cause=Cause(Why.RECIPIENT, "recipient", recipient.pk),
            from_version=version.number if version else None,
        )
    return Dispatch.objects.create(
        document=recipient.document,
        recipient=recipient,
        way=way,
        copies=recipient.copies,
        sender=actor,
        sent_at=now(),
    )
