"""One rebuild of a shared index at a time, on however many machines the drainers run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from search.engine import Engine, IndexIsHeldError
from search.engines.place import Place

#: Any number that no other lock of the database has.
_LOCK = 7_260_041


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Be the only one who makes the index anew. Raises IndexIsHeldError.

    PostgreSQL frees its lock when the connection ends, the system the lock of a file when the
    process does. An index with one writer is guarded by its engine already.
    """
    if not engine.is_shared:
        yield
    elif connection.vendor == "postgresql":
        with _by_the_database():
            yield
    else:
        with Place(Path(settings.INDEX_DIR)).holding():
            yield


@contextmanager
def _by_the_database() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise IndexIsHeldError("Another process makes the index anew.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
