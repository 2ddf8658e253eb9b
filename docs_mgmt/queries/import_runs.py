"""The imports of old files, as an archivist of the agency sees them; nobody else does."""

from django.db.models import Count, Q, QuerySet

from docs_mgmt.models import Agency, DocumentType, ImportFile, ImportRun, Person
from docs_mgmt.permissions import posts_of
from docs_mgmt.queries.import_report import says_of
from docs_mgmt.rules.words import ImportState, Role


def agencies_kept_by(reader: Person) -> QuerySet[Agency]:
    """The agencies whose archive the reader keeps today."""
    posts = posts_of(reader).filter(position__roles__role=Role.ARCHIVIST)
    return Agency.objects.filter(
        Q(units__in=posts.filter(unit__isnull=False).values("unit"))
        | Q(desks__in=posts.filter(desk__isnull=False).values("desk"))
    ).distinct()


def runs_seen_by(reader: Person) -> QuerySet[ImportRun]:
    """The imports of the agencies whose archive the reader keeps, the newest first."""
    waits = Count("files", filter=Q(files__state=ImportState.REVIEW))
    return (
        ImportRun.objects.filter(agency__in=agencies_kept_by(reader))
        .defer("register")
        .select_related("agency", "started_by")
        .annotate(file_count=Count("files"), review_count=waits)
        .order_by("-pk")
    )


def old_files_seen_by(reader: Person) -> QuerySet[ImportFile]:
    """The old files of the agencies whose archive the reader keeps."""
    return (
        ImportFile.objects.filter(agency__in=agencies_kept_by(reader))
        .select_related("run", "agency", "document", "same_as")
        .defer("run__register")
    )


def files_of(reader: Person, run: ImportRun, state: ImportState, most: int) -> list[ImportFile]:
    """The first files of a run in a state, in their order."""
    rows = old_files_seen_by(reader).filter(run=run, state=state).order_by("pk")
    if state is ImportState.FILED:
        rows = rows.prefetch_related("document__entries")
    files = list(rows.defer("excerpt", "run__register")[:most])
    for file in files:
        file.sentence = says_of(file)
    return files


def next_doubtful(reader: Person, run: ImportRun, after: int = 0) -> ImportFile | None:
    """The next file of a run that waits for a person; behind the last one the first again."""
    rows = old_files_seen_by(reader).filter(run=run, state=ImportState.REVIEW).order_by("pk")
    return rows.filter(pk__gt=after).first() or rows.first()


def all_types() -> QuerySet[DocumentType]:
    """The 29 types, in the decree's order."""
    return DocumentType.objects.order_by("ordinal")
