"""Follow the changes into the search index until told to stop; the third process of `make run`."""

import logging
import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from search.engine import IndexIsHeldError, IndexNotReadyError
from search.engines import the_engine
from search.jobs.at_work import OtherEngineAtWorkError, of_its_kind
from search.jobs.drain import drain_once, sweep, tidy

log = logging.getLogger(__name__)
EVERY = 0.2
AFTER_TROUBLE = 2.0
SWEEP_EVERY = 3600.0


class Command(BaseCommand):
    """Hold the index and bring each change into it within a blink."""

    help = "Follow the changes into the search index; ends at Ctrl-C or SIGTERM."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Hold the lock for as long as the process lives; give way to one that has it."""
        ended = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: ended.set())
        while not ended.is_set():
            try:
                with of_its_kind(the_engine()):
                    self._hold(ended)
            except (OtherEngineAtWorkError, OSError) as trouble:
                # Its folder belongs to another user, or no folder: the other processes go on.
                log.warning("The index waits: %s", trouble)
                ended.wait(AFTER_TROUBLE)

    def _hold(self, ended: threading.Event) -> None:
        while not ended.is_set():
            try:
                with the_engine().holding():
                    log.info("The index is held here.")
                    self._follow(ended)
            except IndexIsHeldError:
                ended.wait(AFTER_TROUBLE)  # another index process; this one stands by

    def _follow(self, ended: threading.Event) -> None:
        swept = -SWEEP_EVERY
        while not ended.is_set():
            try:
                drain_once()
                if time.monotonic() - swept > SWEEP_EVERY:
                    sweep()
                    tidy()
                    swept = time.monotonic()
                wait = EVERY
            except (DatabaseError, OSError, IndexNotReadyError) as trouble:
                # The database restarts, the disk is full: the rows wait, nothing is lost.
                log.warning("The index waits: %s", trouble)
                wait = AFTER_TROUBLE
            close_old_connections()
            ended.wait(wait)
