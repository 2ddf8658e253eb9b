"""The live tail: what just happened, ids only; told by the frame, tailed by each server process."""

from datetime import timedelta

from channels.db import database_sync_to_async
from django.utils import timezone

from docs_mgmt.models import Event
from docs_mgmt.rules.flow import Deed

#: A slow transaction may commit after a later one: the tail reads so much again each time.
LOOK_BACK = timedelta(seconds=30)
#: Events older than this are swept; a page that slept longer asks for everything again.
KEPT_FOR = timedelta(hours=1)


def tell(deed: Deed, subject: str) -> None:
    """Leave an event in the transaction of the change."""
    Event.objects.create(deed=deed, subject=subject)


def events_lately() -> list[tuple[int, str, str]]:
    """Give the events of the last half minute: (id, deed, subject), by the real clock."""
    since = timezone.now() - LOOK_BACK
    rows = Event.objects.filter(created_at__gte=since).order_by("id")
    return [
        (pk, str(deed), subject) for pk, deed, subject in rows.values_list("id", "deed", "subject")
    ]


events_lately_async = database_sync_to_async(events_lately)


def sweep() -> int:
    """Forget old events."""
    return Event.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]
