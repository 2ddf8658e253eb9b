"""Reads of the import without a reader: for its jobs and its command only, never for a page."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from docs_mgmt.clock import now
from docs_mgmt.models import Agency, Document, ImportFile, ImportRun, Person, RegisterEntry, Version
from docs_mgmt.permissions import posts_in
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import AT_REST, EntryState, ImportState, Role

#: A run in which nothing was decided for so long goes on no more by itself.
STALLED_AFTER = timedelta(hours=1)


def run_by_id(pk: int) -> ImportRun | None:
    """A run with its agency and who started it."""
    return ImportRun.objects.filter(pk=pk).select_related("agency", "started_by").first()


def unfinished_run(agency: Agency, source: str) -> ImportRun | None:
    """The run of the same folder that was killed: it goes on."""
    rows = ImportRun.objects.filter(agency=agency, source=source, finished_at__isnull=True)
    return rows.select_related("agency", "started_by").order_by("pk").first()


def stalled_runs() -> list[int]:
    """The runs whose job was lost: the disk was full, the database away, the worker killed."""
    since = now() - STALLED_AFTER
    files = ImportFile.objects.filter(run=OuterRef("pk"))
    parcels = files.filter(state=ImportState.WAITING, path="")
    rows = ImportRun.objects.filter(finished_at__isnull=True, started_at__lt=since)
    rows = rows.filter(Q(listed_at__isnull=False) | Exists(parcels))
    rows = rows.filter(~Exists(files.filter(decided_at__gt=since)))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def file_by_id(pk: int) -> ImportFile | None:
    """A file with its run and agency, but without the run's register."""
    return (
        ImportFile.objects.filter(pk=pk)
        .select_related("run__started_by", "agency")
        .defer("run__register")
        .first()
    )


def register_of(run: int) -> list[list[str]]:
    """The rows of a run's register export."""
    return list(ImportRun.objects.values_list("register", flat=True).get(pk=run))


def next_waiting(run: ImportRun) -> int | None:
    """The next file of the run that nobody has read; one that was too slow comes after all."""
    rows = ImportFile.objects.filter(run=run, state=ImportState.WAITING).exclude(path="")
    numbers = rows.order_by("pk").values_list("pk", flat=True)
    return numbers.filter(attempts=0).first() or numbers.first()


def next_old_scan() -> ImportFile | None:
    """The oldest scan, of whatever run, that waits for its words."""
    rows = ImportFile.objects.filter(state=ImportState.OCR).order_by("pk")
    return rows.select_related("run__started_by", "agency").defer("run__register").first()


def next_parcel(run: ImportRun) -> ImportFile | None:
    """The next parcel of the run that nobody has opened; a parcel is a file without a path."""
    rows = ImportFile.objects.filter(run=run, state=ImportState.WAITING, path="")
    return rows.select_related("agency").order_by("pk").first()


def is_last_parcel(run: ImportRun, parcel: ImportFile) -> bool:
    """Whether no other parcel of the run waits to be opened."""
    rows = ImportFile.objects.filter(run=run, state=ImportState.WAITING, path="")
    return not rows.exclude(pk=parcel.pk).exists()


def paths_listed(run: ImportRun) -> set[tuple[str, str]]:
    """Parcel and path of every file that stands in the list already."""
    return set(ImportFile.objects.filter(run=run).values_list("parcel", "path"))


def is_at_rest(run: ImportRun) -> bool:
    """Whether nothing more happens by itself."""
    if run.listed_at is None:
        return False
    return not ImportFile.objects.filter(run=run).exclude(state__in=AT_REST).exists()


def twin_of(file: ImportFile) -> ImportFile | None:
    """An earlier file of the agency with the same bytes that is filed or waits for a person."""
    states = (ImportState.FILED, ImportState.REVIEW, ImportState.OCR)
    return (
        ImportFile.objects.filter(agency=file.agency_id, sha256=file.sha256, state__in=states)
        .exclude(pk=file.pk)
        .order_by("pk")
        .first()
    )


def document_with(agency: Agency, sha256: str) -> Document | None:
    """The archived document of the agency that has these bytes as a version or beside one."""
    of_agency = Version.objects.filter(document__agency=agency, document__stage=Stage.ARCHIVED)
    found = of_agency.filter(sha256=sha256).first()
    found = found or of_agency.filter(attachments__sha256=sha256).first()
    return found.document if found else None


def entries_with(agency: Agency, year: int, full: str) -> list[RegisterEntry]:
    """The documents of the agency that bear a number in a year; old books gave some twice."""
    return list(
        RegisterEntry.objects.filter(
            agency=agency, year=year, full__iexact=full, state=EntryState.TAKEN
        )
        .select_related("document")
        .order_by("pk")
    )


def issuers_of(agency: Agency) -> list[str]:
    """Every name under which the agency, or one before it, issued."""
    names: list[str] = []
    for row in (agency, *agency.predecessors.all()):
        names += [row.name, row.short_name, " ".join(row.letterhead.split())]
    return [name for name in names if name]


def archivist_of(agency: Agency) -> Person | None:
    """An archivist of the agency, for a command that names none."""
    posts = posts_in(agency).filter(position__roles__role=Role.ARCHIVIST)
    post = posts.select_related("person").order_by("pk").first()
    return post.person if post else None


def agency_coded(code: str) -> Agency | None:
    """The agency with this code; without one the only agency that has an archivist."""
    if code:
        return Agency.objects.filter(code=code).first()
    found = [row for row in Agency.objects.filter(closed_on__isnull=True) if archivist_of(row)]
    return found[0] if len(found) == 1 else None
