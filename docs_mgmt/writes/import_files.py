"""Keep the list of an import: its run, its files, what was found in each; beside the frame.

Nothing here is a document yet. What becomes one is filed by take_in_archive, within the frame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from docs_mgmt.clock import now
from docs_mgmt.models import Agency, ImportFile, ImportRun, Person
from docs_mgmt.rules.facts import Facts
from docs_mgmt.rules.facts import from_json as from_json
from docs_mgmt.rules.words import Doubt, ImportState
from docs_mgmt.writes._reasons import plain_reason
from docs_mgmt.writes.keep_upload import leave_for_a_day
from docs_mgmt.writes.take_in_archive import may_take_in


@dataclass(frozen=True)
class Found:
    """What was read in an old file."""

    facts: Facts
    doubts: Sequence[Doubt]
    kind: str
    words_from: str
    encodings: Sequence[str]
    pages: int | None
    block: str
    standing: str
    excerpt: str


def start_run(
    agency: Agency,
    *,
    source: str,
    actor: Person,
    register: Sequence[Sequence[str]] = (),
    register_name: str = "",
) -> ImportRun:
    """Begin to take a folder or parcel in; for an archivist of the agency."""
    if not may_take_in(actor, agency):
        raise PermissionDenied
    return ImportRun.objects.create(
        agency=agency,
        started_by=actor,
        source=source[:300],
        started_at=now(),
        register=[list(row) for row in register],
        register_name=register_name[:255],
    )


def list_file(run: ImportRun, path: str, *, sha256: str, size: int, parcel: str = "") -> ImportFile:
    """Put a file on the run's list; listed twice, it stands there once."""
    row, _made = ImportFile.objects.get_or_create(
        run=run,
        parcel=parcel[:255],
        path=path[-1000:],
        defaults={"agency_id": run.agency_id, "sha256": sha256, "size": size},
    )
    return row


def list_parcel(run: ImportRun, name: str, *, sha256: str, size: int) -> ImportFile:
    """Put a parcel on the list that a job opens; it is no file of the archive itself."""
    return list_file(run, "", parcel=name, sha256=sha256, size=size)


def forget_parcel(file: ImportFile) -> None:
    """Take an opened parcel off the list: its files stand there now, its bytes go after a day."""
    # First the row that names the bytes for a day: killed between the two, nothing is left behind.
    leave_for_a_day(file.run.started_by, file.sha256, name=file.parcel, size=file.size)
    ImportFile.objects.filter(pk=file.pk).delete()


def end_of_list(run: ImportRun) -> None:
    """Say that every file stands on the list."""
    run.listed_at = now()
    run.save(update_fields=["listed_at"])


def end_of_run(run: ImportRun) -> None:
    """Say that nothing more happens by itself."""
    run.finished_at = now()
    run.save(update_fields=["finished_at"])


def begin(file: ImportFile) -> int:
    """Count one more try on the file; one that kills its reader is given up."""
    file.attempts += 1
    file.save(update_fields=["attempts"])
    return file.attempts


def try_again(run: ImportRun) -> None:
    """Forget the tries of a run that was killed: it was no file's fault."""
    ImportFile.objects.filter(run=run, state=ImportState.WAITING).update(attempts=0)


def refuse(file: ImportFile, reason: str, facts: Mapping[str, object]) -> None:
    """Keep why a file cannot be taken in."""
    _set(file, state=ImportState.REFUSED, refusal=reason, refusal_facts=dict(facts))


def wait_for_ocr(file: ImportFile, *, kind: str, pages: int | None) -> None:
    """Let a scan wait until its words have been recognised."""
    _set(file, state=ImportState.OCR, attempts=0, kind=kind, pages=pages)


def same_as(file: ImportFile, twin: ImportFile) -> None:
    """Join a file to the one with the same bytes that is treated in its place."""
    _set(file, state=ImportState.JOINED, same_as=twin, document=twin.document)


def propose(file: ImportFile, found: Found) -> None:
    """Keep what was found. What is in doubt waits for a person; the rest is filed next."""
    _set(
        file,
        state=ImportState.REVIEW if found.doubts else file.state,
        facts=as_json(found.facts),
        doubts=[doubt.value for doubt in found.doubts],
        kind=found.kind,
        words_from=found.words_from,
        encodings=list(found.encodings),
        pages=found.pages,
        block=found.block[:300],
        standing=found.standing,
        excerpt=found.excerpt,
    )


def doubt(file: ImportFile, more: Doubt) -> None:
    """Let a person look at the file, for one more reason."""
    _set(file, state=ImportState.REVIEW, doubts=sorted({*file.doubts, more.value}))


def keep_pictures(file: ImportFile, pictures: Sequence[tuple[int, str]]) -> None:
    """Keep the pictures of the pages that a person wants to see."""
    _set(file, pictures=[list(picture) for picture in pictures])


def skip_file(file: ImportFile, *, reason: str, actor: Person) -> None:
    """Leave a file out, with the reason; the run's report says so."""
    if not may_take_in(actor, file.agency):
        raise PermissionDenied
    words = plain_reason(reason)
    rows = ImportFile.objects.filter(pk=file.pk, state=ImportState.REVIEW)
    rows.update(state=ImportState.SKIPPED, reason=words, decided_at=now())


def as_json(facts: Facts) -> dict[str, list[str | int]]:
    """Facts as they are kept."""
    return {
        name: [fact.value, fact.sureness, fact.source.value]
        for name, fact in facts.named().items()
        if fact.value
    }


def _set(file: ImportFile, **values: object) -> None:
    if values.get("state") not in {None, ImportState.WAITING, ImportState.OCR}:
        values["decided_at"] = now()
    for name, value in values.items():
        setattr(file, name, value)
    file.save(update_fields=list(values))
