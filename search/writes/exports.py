"""Ask for a list as a file, and note how far it is; beside the frame: no part of the record."""

from collections.abc import Collection, Iterable

from docs_mgmt.clock import now
from docs_mgmt.files.store import Stored, take_away
from docs_mgmt.later import later
from docs_mgmt.models import Person
from docs_mgmt.queries.stored import rows_naming
from search.models import Export
from search.queries.exports import old_exports
from search.rules.words import ExportKind, ExportState

JOB = "search.jobs.export.make"


def ask_for_export(person: Person, *, query: str, kind: ExportKind, language: str) -> Export:
    """Queue a list to be made."""
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


def forget_exports() -> int:
    """Forget the lists of the day before, with their bytes unless another row names them.

    The bytes go first: after a crash between the two the rows are forgotten the next time.
    """
    old = dict(old_exports().values_list("pk", "sha256"))

    def named_by_others(hashes: Collection[str]) -> set[str]:
        rows = rows_naming(hashes)
        return {sha256 for kind, pk, sha256 in rows if not (kind is Export and pk in old)}

    hashes = {sha256 for sha256 in old.values() if sha256}
    take_away(hashes, named=named_by_others)
    return Export.objects.filter(pk__in=list(old)).delete()[0]
