"""The lists that a person asked for as files."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from django.db.models import QuerySet

from docs_mgmt.clock import now
from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import Reach, condition_of
from search.models import Export
from search.queries.lines import Line, lines_of
from search.rules.words import Column, ExportState

#: An export holds no more documents, and is kept no longer.
MOST = 1000
KEPT_FOR = timedelta(days=1)
_AT_A_TIME = 200


def exports_of(person: Person) -> QuerySet[Export]:
    """The person's own exports of the last day, the newest first."""
    since = now() - KEPT_FOR
    return Export.objects.filter(person=person, asked_at__gt=since).order_by("-pk")


def old_exports() -> QuerySet[Export]:
    """Those that nobody can take any more; who began in time has an hour to take it whole."""
    return Export.objects.filter(asked_at__lt=now() - KEPT_FOR - timedelta(hours=1))


def export_by_id(pk: int) -> Export | None:
    """An export for the worker, if it is still to be made."""
    rows = Export.objects.filter(pk=pk, state=ExportState.WAITING).select_related("person")
    return rows.first()


def sees_all_of(reach: Reach, export: Export) -> bool:
    """Whether the person may still see every document in the file."""
    seen = 0
    for part in _parts(export.documents):
        seen += Document.objects.filter(condition_of(reach), pk__in=part).count()
    return seen == len(export.documents)


def lines_in_order(
    reach: Reach, ids: Sequence[int], columns: Sequence[Column]
) -> Iterator[list[Line]]:
    """The documents that the person sees now, in the order of the ids, so many at a time."""
    for part in _parts(ids):
        lines = {line.document.pk: line for line in lines_of(reach, part, columns)}
        yield [lines[pk] for pk in part if pk in lines]


def _parts(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while part := list(islice(rest, _AT_A_TIME)):
        yield part
