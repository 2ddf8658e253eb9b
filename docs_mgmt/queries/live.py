"""What an open page may hear of, and whether its reader is still there."""

from collections.abc import Iterable

from django.contrib.sessions.models import Session
from django.utils import timezone

from docs_mgmt.models import Person, Version
from docs_mgmt.queries.documents import documents_seen_by


def subjects_seen_by(reader: Person, names: Iterable[str]) -> dict[str, str]:
    """Give the subjects that concern documents the reader may see: name → the document's name."""
    documents: dict[str, int] = {}
    versions: dict[int, str] = {}
    for name in names:
        kind, _, pk = name.partition(":")
        if kind == "document":
            documents[name] = int(pk)
        elif kind == "version":
            versions[int(pk)] = name
    rows = Version.objects.filter(pk__in=versions).values_list("pk", "document_id")
    documents |= {versions[pk]: document for pk, document in rows}
    if not documents:
        return {}
    seen = set(
        documents_seen_by(reader)
        .filter(pk__in=set(documents.values()))
        .values_list("pk", flat=True)
    )
    return {name: f"document:{pk}" for name, pk in documents.items() if pk in seen}


def still_signed_in(person: Person, session_key: str | None) -> bool:
    """Whether the session is alive and the person active: signing out closes every line."""
    if session_key is None:
        return False
    alive = Session.objects.filter(session_key=session_key, expire_date__gt=timezone.now())
    return alive.exists() and Person.objects.filter(pk=person.pk, is_active=True).exists()
