"""The one frame of every write: lock, may I, do, note, tell; nothing else opens a transaction."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, QuerySet

from docs_mgmt import events, history
from docs_mgmt.models import Change, HistoryEntry, Person
from docs_mgmt.rules.flow import Deed

SubjectT = TypeVar("SubjectT", bound=Model)
ModelT = TypeVar("ModelT", bound=Model)


class AlreadyDoneError(Exception):
    """The form was sent twice; the first one counted."""

    def __init__(self, entry: HistoryEntry) -> None:
        super().__init__(entry.deed)
        self.entry = entry


@dataclass
class Changing(Generic[SubjectT]):
    """What the frame lends to the write inside it: the locked row, and a place for facts."""

    subject: SubjectT
    facts: dict[str, object] = field(default_factory=dict)
    stays: bool = False
    #: The history entry, once the frame has closed.
    entry: HistoryEntry | None = None

    def note(self, **facts: object) -> None:
        """Keep facts of the deed for its history row; JSON values only."""
        self.facts.update(facts)


def name_of(subject: Model) -> str:
    """Name a row for history, outbox and events: «document:7»."""
    return f"{subject._meta.model_name}:{subject.pk}"


@contextmanager
def changing(
    subject: SubjectT,
    *,
    actor: Person | None,
    deed: Deed,
    may: Callable[[SubjectT], bool],
    token: str = "",
) -> Iterator[Changing[SubjectT]]:
    """Lock the row, ask, let the caller change it, then write history, outbox and event.

    The caller changes `changing.subject`, never its own copy; an unsaved subject is saved first.
    Nothing is read from files, rendered or sent inside. Raises PermissionDenied, AlreadyDoneError.
    """
    try:
        with transaction.atomic():
            change = Changing(_locked(subject))
            refuse_a_second_time(token, actor)
            if not may(change.subject):
                raise PermissionDenied
            if subject.pk is None:
                subject.save()
            _fault("opened")
            yield change
            _fault("body")
            change.subject.save()
            _fault("subject")
            change.entry = history.write_entry(
                change.subject,
                deed=deed,
                actor=actor,
                facts=change.facts,
                token=_token_of(actor, token),
            )
            _fault("history")
            name = name_of(change.subject)
            Change.objects.create(subject=name)
            _fault("outbox")
            events.tell(deed, name)
            _fault("event")
        _fault("committed")
    except IntegrityError:
        refuse_a_second_time(token, actor)  # two first clicks at once, on PostgreSQL
        raise


@contextmanager
def claiming(rows: QuerySet[ModelT]) -> Iterator[QuerySet[ModelT]]:
    """Have these rows for oneself while it lasts; those of others are passed over.

    Where a database cannot pass over rows (SQLite), nothing is claimed: two may do the same work.
    """
    if not connection.features.has_select_for_update_skip_locked:
        yield rows
        return
    with transaction.atomic():
        yield rows.select_for_update(skip_locked=True)


def _locked(subject: SubjectT) -> SubjectT:
    if subject.pk is None:
        return subject
    return type(subject)._default_manager.select_for_update(of=("self",)).get(pk=subject.pk)


def refuse_a_second_time(token: str, actor: Person | None) -> None:
    """Raise AlreadyDoneError if this token was used: the second click is the same deed."""
    key = _token_of(actor, token)
    if key and (done := HistoryEntry.objects.filter(token=key, actor=actor).first()):
        raise AlreadyDoneError(done)


def _token_of(actor: Person | None, token: str) -> str:
    """A person's token as it is kept: bound to the person, and no longer than its column."""
    if actor is None or not token:
        return token
    return hashlib.sha256(f"{actor.pk}:{token}".encode()).hexdigest()


def _fault(point: str) -> None:
    """Die here if the tests of «all or nothing» ask for it: `DOCS_MGMT_DIE_AT=history`."""
    if os.environ.get("DOCS_MGMT_DIE_AT") == point:
        os._exit(77)
