"""Ask for a list as a file, and note how far it is; beside the frame: no part of the record."""

from collections.abc import Iterable

from docs_mgmt.clock import now
from docs_mgmt.files.store import Stored
from docs_mgmt.later import later
from docs_mgmt.models import Person
from search.models import Export
from search.queries.exports import KEPT_FOR
from search.rules.words import ExportKind, ExportState

JOB = "search.jobs.export.make"


def ask_for_export(person: Person, *, query: str, kind: ExportKind, language: str) -> Export:
    """Queue a list to be made; what was asked for a day ago and longer is forgotten."""
    Export.objects.filter(person=person, asked_at__lt=now() - KEPT_FOR).delete()
    export = Export.objects.create(
        person=person, query=query, kind=kind, language=language, asked_at=now()
    )
    later(JOB, export.pk)
    return export


def begin(export: Export, total: int) -> None:
    """Note how many lines there will be."""
    Export.objects.filter(pk=export.pk).update(total=total, done=0)


def go_on(export: Export, done: int) -> None:
    """Note how many lines are written."""
    Export.objects.filter(pk=export.pk).update(done=done)


def finish(export: Export, documents: Iterable[int], stored: Stored) -> None:
    """Note the file and the documents in it."""
    listed = list(documents)
    Export.objects.filter(pk=export.pk).update(
        state=ExportState.MADE,
        documents=listed,
        total=len(listed),
        done=len(listed),
        sha256=stored.sha256,
        size=stored.size,
    )


def give_up(export: Export) -> None:
    """Note that it could not be made."""
    Export.objects.filter(pk=export.pk).update(state=ExportState.FAILED)
