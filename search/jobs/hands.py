"""Every entry of an installation, made by as many processes as the machine has cores, four at most.

To read a document and to work out its words takes longer than to put it into an index.
"""

import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import current_process, get_context, parent_process

import django
from django.db import connection

from docs_mgmt.models import Document
from search.jobs.entries import all_documents, all_entries, entries_of
from search.rules.entry import Entry

#: Fewer documents are made sooner than a process has begun.
WORTH_IT = 5_000
#: More of them wait for the one that puts in; each takes 200 MB.
MOST = 4
#: So many parts wait for the index at each process, so that memory does not grow with the archive.
_WAITING = 2


def entries_by_all_hands(*, worth_it: int = WORTH_IT) -> Iterator[Entry]:
    """Every document with its talk, oldest first; where it is worth it, by several processes."""
    hands = min(os.cpu_count() or 1, MOST)
    if hands == 1 or not _others_see_the_same() or Document.objects.count() < worth_it:
        yield from all_entries()
        return
    with ProcessPoolExecutor(
        hands,
        mp_context=get_context("spawn"),  # a fork would carry open connections over
        initializer=django.setup,  # before this module is read there
    ) as pool:
        name = str(connection.settings_dict["NAME"])
        waiting: deque[Future[list[Entry]]] = deque()
        for pks in all_documents():
            waiting.append(pool.submit(_made, pks, name))
            if len(waiting) > _WAITING * hands:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _others_see_the_same() -> bool:
    """Whether another process reads what this one reads, and may be begun from here."""
    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()  # type: ignore[attr-defined]
    return not (in_memory or connection.in_atomic_block or current_process().daemon)


def _made(pks: list[int], name: str) -> list[Entry]:
    """In the other process."""
    _begin(name)
    return [entry.worked_out() for entry in entries_of(pks)]


@lru_cache(maxsize=1)
def _begin(name: str) -> None:
    """Read the database that the one reads who asks, and end with that process."""
    connection.settings_dict["NAME"] = name
    threading.Thread(target=_end_with_the_one_who_asks, daemon=True).start()


def _end_with_the_one_who_asks() -> None:
    asking = parent_process()
    if asking is not None:
        asking.join()
        os._exit(1)
