"""How far the index is: what waits to be taken in."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min
from django.utils import timezone

from docs_mgmt.models import Change

#: Younger changes are on their way and not worth a sentence.
SOON = timedelta(seconds=10)


@dataclass(frozen=True)
class IndexState:
    """How many changes wait for the index, and whether the first has waited long."""

    waiting: int
    is_late: bool


def index_state() -> IndexState:
    """Count what waits; for nobody in particular, it tells nothing of any document."""
    rows = Change.objects.filter(done_at__isnull=True)
    told = rows.aggregate(count=Count("pk"), oldest=Min("created_at"))
    oldest = told["oldest"]
    return IndexState(told["count"], bool(oldest and timezone.now() - oldest > SOON))
