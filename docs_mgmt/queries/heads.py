"""The heads of all chains of deeds at the end of a day, for the daily root and its proof."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Max

from docs_mgmt.clock import OFFICE_TIME
from docs_mgmt.models import HistoryEntry


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), OFFICE_TIME)


def entries_until(day: date) -> int:
    """How many deeds were written down by the end of the day."""
    return HistoryEntry.objects.filter(at__lt=_end_of(day)).count()


def heads_until(day: date) -> Iterator[str]:
    """The hash of the last entry of each chain at the end of the day."""
    last = (
        HistoryEntry.objects.filter(at__lt=_end_of(day))
        .order_by()
        .values("subject_kind", "subject_id")
        .annotate(last=Max("ordinal"))
        .values_list("subject_kind", "subject_id", "last")
    )
    heads = {(kind, pk): ordinal for kind, pk, ordinal in last.iterator()}
    rows = HistoryEntry.objects.filter(at__lt=_end_of(day)).values_list(
        "subject_kind", "subject_id", "ordinal", "hash"
    )
    for kind, pk, ordinal, head in rows.iterator():
        if heads[kind, pk] == ordinal:
            yield head
