"""What an open page may hear of, and whether its reader is still there."""

from collections.abc import Iterable

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

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
    """Whether the session is alive and theirs, and the person active under this password.

    Signing out, another password and a lock close every line, as they close every page.
    """
    if session_key is None:
        return False
    alive = Session.objects.filter(session_key=session_key, expire_date__gt=timezone.now()).first()
    present = Person.objects.filter(pk=person.pk, is_active=True).first()
    if alive is None or present is None:
        return False
    told = alive.get_decoded()
    return told.get(SESSION_KEY) == str(present.pk) and constant_time_compare(
        told.get(HASH_SESSION_KEY, ""), present.get_session_auth_hash()
    )
