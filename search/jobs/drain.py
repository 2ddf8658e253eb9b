"""The outbox, followed: what changed goes into the index, then its row is done.

One drainer at a time, by the engine's lock, so no row needs a lock of its own: a row is marked
only after the commit of the index, and a batch done twice is the same batch.
"""

import time
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import QuerySet

from docs_mgmt.clock import now
from docs_mgmt.models import Change
from search.engine import IndexIsHeldError, IndexNotReadyError
from search.engines import the_engine
from search.jobs.entries import all_entries, documents_of, entries_of, ids_of

#: The subject of a row that asks whoever holds the index to make it anew.
REBUILD = "index:0"
_AT_A_TIME = 500
#: Done rows stay so long, for whoever asks what the index was told.
KEPT_FOR = timedelta(days=7)


def drain_once() -> int:
    """Bring every unfinished change into the index; gives how many rows are done.

    An index that is missing or of another schema is made anew. Raises IndexIsHeldError where
    another process holds the index: then wait for the rows (`settle`).
    """
    engine = the_engine()
    done = 0
    with engine.holding():
        while True:
            rows = _unfinished()
            if not engine.is_current() or any(subject == REBUILD for _, subject in rows):
                engine.rebuild(all_entries())
            elif rows:
                try:
                    _write(rows)
                except IndexNotReadyError:  # its files are damaged
                    engine.rebuild(all_entries())
            done += _finish(rows)
            if len(rows) < _AT_A_TIME:
                return done


def rebuild() -> int:
    """Make the index anew from the database; gives how many documents it holds.

    Raises IndexIsHeldError where another process holds the index: then `ask_for_a_rebuild`.
    """
    with the_engine().holding():
        rows = list(_waiting().values_list("pk", "subject"))
        count = the_engine().rebuild(all_entries())
        _finish(rows)
        return count


def sweep() -> int:
    """Forget the rows that were done a week ago and longer."""
    return Change.objects.filter(done_at__lt=now() - KEPT_FOR).delete()[0]


def ask_for_a_rebuild() -> None:
    """Ask the process that holds the index to make it anew."""
    Change.objects.create(subject=REBUILD)


def settle(seconds: float = 30.0) -> bool:
    """See that every change made until now is in the index: drain, or wait for who does it.

    Gives whether it is. For jobs, commands, the demo and tests.
    """
    last = _waiting().order_by("-pk").values_list("pk", flat=True).first()
    ends = time.monotonic() + seconds
    while True:
        try:
            drain_once()
        except IndexIsHeldError:
            time.sleep(0.1)
        if last is None or not _waiting().filter(pk__lte=last).exists():
            return True
        if time.monotonic() > ends:
            return False


def _waiting() -> QuerySet[Change]:
    return Change.objects.filter(done_at__isnull=True)


def _unfinished() -> list[tuple[int, str]]:
    # Never "id greater than the last seen": on PostgreSQL a slow transaction appears late.
    return list(_waiting().order_by("pk").values_list("pk", "subject")[:_AT_A_TIME])


def _write(rows: Sequence[tuple[int, str]]) -> None:
    pks = documents_of(subject for _, subject in rows)
    entries = list(entries_of(pks))
    gone = ids_of(pks) - {entry.id for entry in entries}
    if pks:
        the_engine().write(entries, gone=sorted(gone))


def _finish(rows: Sequence[tuple[int, str]]) -> int:
    for at in range(0, len(rows), _AT_A_TIME):
        pks = [pk for pk, _ in rows[at : at + _AT_A_TIME]]
        Change.objects.filter(pk__in=pks, done_at__isnull=True).update(done_at=now())
    return len(rows)
