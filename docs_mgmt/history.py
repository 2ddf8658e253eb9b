"""The chain of deeds: only the frame writes it; reading it is queries' part."""

from collections.abc import Mapping

from django.db.models import Model

from docs_mgmt.clock import now
from docs_mgmt.models import HistoryEntry, Person
from docs_mgmt.rules.chain import START, columns_of, hash_of
from docs_mgmt.rules.flow import Deed


def write_entry(
    subject: Model,
    *,
    deed: Deed,
    actor: Person | None,
    facts: Mapping[str, object],
    token: str,
) -> HistoryEntry:
    """Add one deed to the end of the subject's chain; the caller holds the subject's lock."""
    kind, pk = str(subject._meta.model_name), subject.pk
    last = (
        HistoryEntry.objects.filter(subject_kind=kind, subject_id=pk).order_by("-ordinal").first()
    )
    entry = HistoryEntry(
        subject_kind=kind,
        subject_id=pk,
        ordinal=last.ordinal + 1 if last else 1,
        deed=deed,
        actor=actor,
        at=now(),
        facts=dict(facts),
        token=token or None,
        previous=last.hash if last else START,
    )
    entry.hash = hash_of(entry.previous, columns_of(entry))
    entry.save(force_insert=True)
    return entry
