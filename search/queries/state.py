"""How far the index is: what waits to be taken in."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.db.models import QuerySet
from django.utils import timezone

from docs_mgmt.models import Change
from docs_mgmt.prepared import Prepared
from search.queries.changes import KNOWN_AT_MOST

#: Younger changes are on their way and not worth a sentence.
SOON = timedelta(seconds=10)


@dataclass(frozen=True)
class IndexState:
    """How many changes wait for the index, whether the first has waited long, and what they are."""

    waiting: int
    is_late: bool
    #: What has changed; one more than can be known, at most.
    subjects: tuple[str, ...] = ()


def index_state() -> IndexState:
    """Look at what waits; for nobody in particular, it tells nothing of any document."""
    told = _first_waiting().ask({})
    waiting = len(told) if len(told) <= KNOWN_AT_MOST else _waiting().count()
    is_late = bool(told) and timezone.now() - told[0][1] > SOON
    return IndexState(waiting, is_late, tuple(subject for subject, _at in told))


def _waiting() -> QuerySet[Change]:
    return Change.objects.filter(done_at__isnull=True)


@lru_cache(maxsize=1)
def _first_waiting() -> Prepared:
    """What waits longest, as far as it is looked at."""
    rows = _waiting().order_by("pk").values_list("subject", "created_at")
    return Prepared(rows[: KNOWN_AT_MOST + 1])
