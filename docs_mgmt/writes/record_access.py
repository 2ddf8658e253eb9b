"""Note who saw or took which version; beside the frame, since looking changes nothing."""

from docs_mgmt.clock import now
from docs_mgmt.models import Access, Document, Person
from docs_mgmt.rules.words import AccessKind


def saw(
    person: Person, document: Document, version: int, kind: AccessKind = AccessKind.SEEN
) -> None:
    """Note it once a person, version, kind and hour (Phụ lục VI, III.5.a).

    Asked before it is written: the second look of the hour waits for no lock.
    """
    at = now()
    facts = {
        "person_id": person.pk,
        "document_id": document.pk,
        "version": version,
        "kind": kind,
        "hour": at.replace(minute=0, second=0, microsecond=0),
    }
    if not Access.objects.filter(**facts).exists():
        Access.objects.bulk_create([Access(**facts, first_at=at)], ignore_conflicts=True)
