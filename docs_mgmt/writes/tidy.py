"""Tidy up behind the house, once an hour; outside the frame, since no subject changes."""

from datetime import timedelta

from docs_mgmt import events
from docs_mgmt.clock import OFFICE_TIME, now
from docs_mgmt.models import DailyRoot
from docs_mgmt.queries.heads import entries_until, heads_until
from docs_mgmt.rules.chain import START, root_of
from docs_mgmt.writes.keep_upload import sweep_uploads


def tidy() -> None:
    """Forget old events and uploads that no form attached; close the day that is over."""
    events.sweep()
    sweep_uploads()
    close_yesterday()


def close_yesterday() -> DailyRoot | None:
    """Tie the heads of all chains to the root of the day before; None: it is closed already."""
    # An hour's grace: a deed of 23:59 may be committed after midnight.
    day = (now() - timedelta(hours=1)).astimezone(OFFICE_TIME).date() - timedelta(days=1)
    last = DailyRoot.objects.order_by("-day").first()
    if last is not None and last.day >= day:
        return None
    previous = last.root if last else START
    return DailyRoot.objects.create(
        day=day,
        previous=previous,
        root=root_of(heads_until(day), previous),
        entries=entries_until(day),
    )
