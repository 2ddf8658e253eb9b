"""The outbox, followed: what changed goes into the index, then its row is done.

Where the index has one writer, the engine's lock guards it, so no row needs a lock of its own: a
row is marked only after the commit of the index, and a batch done twice is the same batch.
A shared index has any number of drainers. Each claims its rows, draws a number, and only then
reads: who reads later has the higher number, and the index keeps what has the highest one.
"""

import contextlib
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import QuerySet

from docs_mgmt.clock import now
from docs_mgmt.models import Change
from docs_mgmt.writes._frame import claiming
from search.engine import Engine, EngineAwayError, IndexIsHeldError, IndexNotReadyError
from search.engines import the_engine
from search.jobs.alone import alone
from search.jobs.entries import documents_of, entries_of, ids_of
from search.jobs.hands import entries_by_all_hands
from search.jobs.watch import watch_later

#: The subject of a row that asks whoever holds the index to make it anew.
REBUILD = "index:0"
#: The subject of a row that is done from the start: its id is a number for what is written next.
NUMBER = "index:number"
_AT_A_TIME = 500
#: Done rows stay so long, for whoever asks what the index was told.
KEPT_FOR = timedelta(days=7)


def drain_once() -> int:
    """Bring every unfinished change into the index; gives how many rows are done.

    An index that is missing or of another schema is made anew. Raises IndexIsHeldError where
    another process holds the index: then wait for the rows (`settle`); and EngineAwayError.
    """
    engine = the_engine()
    done = 0
    with engine.holding():
        while True:
            count = _drain_some(engine)
            done += count
            if count < _AT_A_TIME:
                return done


def _drain_some(engine: Engine) -> int:
    if not engine.is_current():
        return _make_anew(engine)[1]
    try:
        with claiming(_waiting()) as claimed:
            rows = _some_of(claimed)
            asks = [row for row in rows if row[1] == REBUILD]
            changed = _write(engine, [row for row in rows if row not in asks])
            done = _finish([row for row in rows if row not in asks])
            watch_later(changed)
    except EngineAwayError:
        raise
    except IndexNotReadyError:  # its files are damaged, or it was taken away
        return _make_anew(engine)[1]
    return done + (_make_anew(engine)[1] if asks else 0)


def rebuild() -> int:
    """Make the index anew from the database; gives how many entries it holds.

    Raises IndexIsHeldError where another process holds the index: then `ask_for_a_rebuild`.
    """
    with the_engine().holding():
        return _make_anew(the_engine())[0]


def _make_anew(engine: Engine) -> tuple[int, int]:
    """How many entries the new index holds, and how many rows are done by it."""
    with alone(engine):
        rows = list(_waiting().values_list("pk", "subject"))
        count = engine.rebuild(entries_by_all_hands(), draw=lambda: _draw(engine))
        watch_later(documents_of(subject for _, subject in rows))
        return count, _finish(rows)


def sweep() -> int:
    """Forget the rows that were done a week ago and longer."""
    return Change.objects.filter(done_at__lt=now() - KEPT_FOR).delete()[0]


def tidy() -> None:
    """Take away what a killed rebuild left behind, unless the index is being made anew."""
    engine = the_engine()
    with contextlib.suppress(IndexIsHeldError), alone(engine):
        engine.tidy()


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


def _some_of(rows: QuerySet[Change]) -> list[tuple[int, str]]:
    # Never "id greater than the last seen": on PostgreSQL a slow transaction appears late.
    return list(rows.order_by("pk").values_list("pk", "subject")[:_AT_A_TIME])


def _write(engine: Engine, rows: Sequence[tuple[int, str]]) -> set[int]:
    """Tell the index what the rows concern; gives the documents."""
    pks = documents_of(subject for _, subject in rows)
    if pks:
        tell(engine, pks)
    return pks


def tell(engine: Engine, pks: set[int], *, also: Iterable[int] = ()) -> None:
    """Tell the index of these documents as they are now; `also` names ids that may be gone.

    Raises IndexNotReadyError also where the index was told by another database.
    """
    at = _draw(engine)  # before anything is read
    entries = list(entries_of(pks))
    gone = (ids_of(pks) | set(also)) - {entry.id for entry in entries}
    late = engine.write(entries, gone=sorted(gone), at=at)
    if late and engine.newest_told() > _draw(engine):
        raise IndexNotReadyError("The index knows numbers that this database never gave.")


def _draw(engine: Engine) -> int:
    """A number higher than all drawn before, in whatever process: the id of a row."""
    if not engine.is_shared:
        return 0
    return Change.objects.create(subject=NUMBER, done_at=now()).pk


def _finish(rows: Sequence[tuple[int, str]]) -> int:
    for at in range(0, len(rows), _AT_A_TIME):
        pks = [pk for pk, _ in rows[at : at + _AT_A_TIME]]
        Change.objects.filter(pk__in=pks, done_at__isnull=True).update(done_at=now())
    return len(rows)
