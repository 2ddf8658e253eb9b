"""Speak beside a version: open a thread, reply, resolve."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from docs_mgmt.clock import now
from docs_mgmt.models import Comment, Document, Person, Thread, Version
from docs_mgmt.permissions import may_speak
from docs_mgmt.queries.files import rendition_of
from docs_mgmt.rules.flow import Deed, Stage, StepNotAllowedError
from docs_mgmt.rules.vietnamese import clean
from docs_mgmt.writes._frame import changing

#: The conversation ends when the text is approved.
_TALKING = frozenset({Stage.DRAFTED, Stage.SUBMITTED, Stage.CHECKED})
#: The longest comment, in characters.
TEXT_LIMIT = 5000


def open_thread(
    document: Document, version: Version, *, text: str, page: int | None, actor: Person, token: str
) -> Thread:
    """Say something about a version; everyone in the discussion sees it."""
    words = _plain(text)
    with changing(
        document,
        actor=actor,
        deed=Deed.COMMENT,
        may=lambda row: may_speak(actor, row),
        token=token,
    ) as change:
        _ask_for_time(change.subject, Deed.COMMENT)
        _ask_for_page(version, page)
        thread = Thread.objects.create(version=version, page=page, opened_at=now())
        Comment.objects.create(thread=thread, author=actor, text=words, said_at=now())
        change.note(thread=thread.pk, version=version.number)
    return thread


def reply_to_thread(
    document: Document, thread: Thread, *, text: str, actor: Person, token: str
) -> Comment:
    """Answer in a thread; a resolved one opens again."""
    words = _plain(text)
    with changing(
        document,
        actor=actor,
        deed=Deed.COMMENT,
        may=lambda row: may_speak(actor, row),
        token=token,
    ) as change:
        _ask_for_time(change.subject, Deed.COMMENT)
        comment = Comment.objects.create(thread=thread, author=actor, text=words, said_at=now())
        Thread.objects.filter(pk=thread.pk).update(resolved_at=None, resolved_by=None)
        change.note(thread=thread.pk, version=thread.version.number)
    return comment


def resolve_thread(document: Document, thread: Thread, *, actor: Person, token: str) -> None:
    """Close a thread; what was said stays."""
    with changing(
        document,
        actor=actor,
        deed=Deed.RESOLVE,
        may=lambda row: may_speak(actor, row),
        token=token,
    ) as change:
        _ask_for_time(change.subject, Deed.RESOLVE)
        Thread.objects.filter(pk=thread.pk).update(resolved_at=now(), resolved_by=actor)
        change.note(thread=thread.pk)


def _ask_for_time(document: Document, deed: Deed) -> None:
    if document.stage not in _TALKING:
        raise StepNotAllowedError(deed, document.stage)


def _ask_for_page(version: Version, page: int | None) -> None:
    """A word about a page needs that page."""
    rendition = rendition_of(version)
    pages = rendition.pages if rendition else 0
    if page is not None and not 1 <= page <= pages:
        raise ValidationError({"page": _("This version has no page %(page)s.") % {"page": page}})


def _plain(text: str) -> str:
    words = clean(text).strip()
    if not words:
        raise ValidationError({"text": _("Write something first.")})
    if len(words) > TEXT_LIMIT:
        raise ValidationError({"text": _("The text is longer than 5,000 characters.")})
    return words
