"""Note who saw or took which version; beside the frame, since looking changes nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from docs_mgmt.clock import now
from docs_mgmt.models import Access, Document, Person
from docs_mgmt.rules.words import AccessKind
from docs_mgmt.writes._gathering import Gatherer


class _Look(NamedTuple):
    """One row: a person, a version, a kind and an hour."""

    person_id: int
    document_id: int
    version: int
    kind: AccessKind
    hour: datetime


def saw(
    person: Person, document: Document, version: int, kind: AccessKind = AccessKind.SEEN
) -> None:
    """Note it once a person, version, kind and hour (Phụ lục VI, III.5.a).

    Written within a second by another thread: whoever looks waits for no lock.
    """
    at = now()
    hour = at.replace(minute=0, second=0, microsecond=0)
    _looks.add(_Look(person.pk, document.pk, version, kind, hour), at)


def _write(looks: Mapping[_Look, datetime]) -> None:
    Access.objects.bulk_create(
        [Access(**look._asdict(), first_at=at) for look, at in looks.items()],
        ignore_conflicts=True,
    )


_looks = Gatherer(_write, lambda: settings.ACCESS_PACE)


def saw_each(person: Person, documents: Iterable[int], kind: AccessKind) -> None:
    """The same for many documents at once, each by its own row and without its text."""
    at = now()
    hour = at.replace(minute=0, second=0, microsecond=0)
    Access.objects.bulk_create(
        [
            Access(person=person, document_id=pk, version=0, kind=kind, hour=hour, first_at=at)
            for pk in documents
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
