"""How long a server that does not answer is waited for: by few, and not again and again."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from search.engine import EngineAwayError

#: So many questions in a row without an answer, and the next ones are not asked for so long.
_SILENT_AT_MOST, _REST = 3, 5.0


class EngineSilentError(EngineAwayError):
    """The engine took the question and gave no answer in time."""


class Patience:
    """What the pages of one process know of a server: whether it is worth asking just now.

    A page that waits holds a connection of the database; were each to find out for itself that
    the server hangs, those that never search would wait for them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._silent, self._rests_until = 0, 0.0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask inside. Raises EngineAwayError at once while the server is left alone."""
        self._refuse_while_it_rests()
        try:
            yield
        except EngineSilentError:
            with self._lock:
                self._silent += 1
                self._rests_until = time.monotonic() + _REST
            raise
        with self._lock:
            self._silent = 0

    def _refuse_while_it_rests(self) -> None:
        with self._lock:
            if self._silent < _SILENT_AT_MOST:
                return
            if time.monotonic() < self._rests_until:
                raise EngineAwayError("It did not answer a moment ago.")
            self._rests_until = time.monotonic() + _REST  # one goes and looks, the others wait
