"""How the installation is, in figures that tell nothing of any document or person."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.utils import timezone

from docs_mgmt import later
from docs_mgmt.models import Change
from docs_mgmt.queries.scans import count_scans

#: Below this the next uploads may fail.
LITTLE_SPACE = 500 * 1024 * 1024
#: A worker or an index process that is this far behind needs somebody to look.
LATE_AFTER = 300.0
MANY_JOBS = 500


@dataclass(frozen=True)
class Backlog:
    """What waits to be done: jobs for the worker, scans for their words, changes for the index."""

    jobs: int
    scans: int
    scans_without_program: int
    changes: int
    oldest_change: float


def backlog() -> Backlog:
    """Count what waits for the worker and for the index, and how long the oldest has waited."""
    unfinished = Change.objects.filter(done_at__isnull=True)
    found = unfinished.aggregate(count=Count("id"), oldest=Min("created_at"))
    oldest = found["oldest"]
    seconds = (timezone.now() - oldest).total_seconds() if oldest else 0.0
    return Backlog(later.waiting(), *count_scans(), found["count"], max(seconds, 0.0))


def free_space() -> int:
    """The bytes that are free where the installation keeps its files."""
    return shutil.disk_usage(settings.DATA_DIR).free


#: What another app adds about the search index; whoever finds says how its engine is.
about_the_index: list[Callable[[], dict[str, str]]] = []


def health() -> tuple[bool, dict[str, object]]:
    """Say whether pages can be served and saved, and how each part is."""
    free = free_space()
    parts: dict[str, object] = {
        "disk": {"state": "ok" if free >= LITTLE_SPACE else "full", "free_bytes": free}
    }
    try:
        connection.ensure_connection()
        waits = backlog()
    except DatabaseError:
        parts |= {"database": {"state": "down"}}
        return False, parts
    is_late = waits.oldest_change > LATE_AFTER
    parts |= {
        "database": {"state": "ok"},
        "index": {
            "state": "late" if is_late else "ok",
            "waiting": waits.changes,
            "oldest_seconds": round(waits.oldest_change, 1),
            **{name: word for ask in about_the_index for name, word in ask().items()},
        },
        "queue": {
            "state": "late" if waits.jobs > MANY_JOBS else "ok",
            "waiting": waits.jobs,
            "scans": waits.scans,
            "scans_without_program": waits.scans_without_program,
        },
    }
    return free >= LITTLE_SPACE, parts
