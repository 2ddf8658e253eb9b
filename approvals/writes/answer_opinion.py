"""Answer an opinion asked for, and say what became of it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from approvals.models import Opinion
from approvals.queries.rounds import asked_of
from docs_mgmt.clock import now
from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import works_in
from docs_mgmt.rules.flow import Deed, Obstacle, StepNotAllowedError
from docs_mgmt.rules.vietnamese import clean
from docs_mgmt.rules.words import Answer, Uptake
from docs_mgmt.writes._frame import changing

#: The longest opinion, in characters.
TEXT_LIMIT = 5000


def answer_opinion(
    opinion: Opinion, *, answer: Answer, text: str, actor: Person, token: str
) -> Opinion:
    """Give the opinion asked for, or change it while the round is open (NĐ 30/2020, Đ10.3)."""
    words = clean(text).strip()
    _check(answer, words)
    with changing(
        opinion.round.document,
        actor=actor,
        deed=Deed.ANSWER,
        may=lambda document: (
            works_in(actor, document.agency)
            and opinion.pk in {row.pk for row in asked_of(actor, document)}
        ),
        token=token,
    ) as change:
        row = _open_row(opinion, change.subject, Deed.ANSWER)
        row.answer, row.text = answer, words
        row.answered_by, row.answered_at = actor, now()
        row.uptake, row.reply, row.replied_at = None, "", None
        row.save()
        change.note(opinion=row.pk, answer=str(answer), round=row.round.number)
    return row


def reply_to_opinion(
    opinion: Opinion, *, uptake: Uptake, reply: str, actor: Person, token: str
) -> Opinion:
    """Say whether the opinion was taken up and why; the drafter's part (Đ10.3)."""
    words = clean(reply).strip()
    if uptake is not Uptake.TAKEN and not words:
        raise ValidationError({"reply": _("Say why the opinion is not taken up in full.")})
    if len(words) > TEXT_LIMIT:
        raise ValidationError({"reply": _("The text is longer than 5,000 characters.")})
    with changing(
        opinion.round.document,
        actor=actor,
        deed=Deed.REPLY,
        may=lambda document: document.drafter_id == actor.pk,
        token=token,
    ) as change:
        row = _open_row(opinion, change.subject, Deed.REPLY)
        if row.answer is None:
            raise ValidationError({"reply": _("There is no opinion to explain yet.")})
        row.uptake, row.reply, row.replied_at = uptake, words, now()
        row.save()
        change.note(opinion=row.pk, uptake=str(uptake), round=row.round.number)
    return row


def _check(answer: Answer, words: str) -> None:
    if answer is not Answer.AGREE and not words:
        raise ValidationError({"text": _("Write what should be different.")})
    if len(words) > TEXT_LIMIT:
        raise ValidationError({"text": _("The text is longer than 5,000 characters.")})


def _open_row(opinion: Opinion, document: Document, deed: Deed) -> Opinion:
    row = Opinion.objects.select_related("round").get(pk=opinion.pk)
    if row.round.closed_at is not None:
        raise StepNotAllowedError(deed, document.stage, Obstacle.NO_ROUND)
    return row
