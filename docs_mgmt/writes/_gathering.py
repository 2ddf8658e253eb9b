"""Rows of looking: gathered in memory and written together, so that no page waits for a lock."""

import atexit
import logging
import threading
from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

from django.db import DatabaseError, close_old_connections, connection

_log = logging.getLogger(__name__)

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")


class Gatherer(Generic[KeyT, ValueT]):
    """Keeps the first value of each key until the next writing, by a thread of its own.

    What cannot be written now is tried again with the next ones; a process that ends by itself
    writes what it still has, one that is killed loses what it saw in that last moment.
    """

    def __init__(
        self, write: Callable[[Mapping[KeyT, ValueT]], None], pace: Callable[[], float]
    ) -> None:
        self._write = write
        self._pace = pace
        self._kept: dict[KeyT, ValueT] = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, key: KeyT, value: ValueT) -> None:
        """Keep it for the next writing; a pace of nothing writes here and now."""
        with self._lock:
            self._kept.setdefault(key, value)
            if self._pace() and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="gathering", daemon=True)
                self._thread.start()
                atexit.register(self.flush)
        if not self._pace():
            self.flush()

    def flush(self) -> None:
        """Write what is there; what the database refuses now stays for the next time."""
        with self._writing:
            with self._lock:
                rows, self._kept = self._kept, {}
            if not rows:
                return
            try:
                self._write(rows)
            except DatabaseError as error:
                _log.warning("%d looks wait for the database: %s", len(rows), error)
                with self._lock:
                    self._kept = rows | self._kept

    def _run(self) -> None:
        resting = threading.Event()
        while True:
            resting.wait(self._pace())
            close_old_connections()
            self.flush()
            if not connection.in_atomic_block:
                connection.close()
