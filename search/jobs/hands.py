"""Every entry of an installation, made by as many processes as the machine has cores, four at most.

To read a document and to work out its words takes longer than to put it into an index.
"""

from collections.abc import Iterator
from functools import lru_cache

import django
from django.db import connection

from docs_mgmt.models import Document
from search.jobs.entries import all_documents, all_entries, entries_of
from search.jobs.in_turn import done_in_turn, end_with_the_one_who_asks, hands
from search.rules.entry import Entry

#: Fewer documents are made sooner than a process has begun.
WORTH_IT = 5_000


def entries_by_all_hands(*, worth_it: int = WORTH_IT) -> Iterator[Entry]:
    """Every document with its talk, oldest first; where it is worth it, by several processes."""
    if hands() == 1 or not _others_see_the_same() or Document.objects.count() < worth_it:
        yield from all_entries()
        return
    name = str(connection.settings_dict["NAME"])
    parts = ((pks, name) for pks in all_documents())
    for entries in done_in_turn(_made, parts, begin=django.setup):
        yield from entries


def _others_see_the_same() -> bool:
    """Whether another process reads what this one reads."""
    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()  # type: ignore[attr-defined]
    return not (in_memory or connection.in_atomic_block)


def _made(part: tuple[list[int], str]) -> list[Entry]:
    """In the other process."""
    pks, name = part
    _begin(name)
    return [entry.worked_out() for entry in entries_of(pks)]


@lru_cache(maxsize=1)
def _begin(name: str) -> None:
    """Read the database that the one reads who asks, and end with that process."""
    connection.settings_dict["NAME"] = name
    end_with_the_one_who_asks()
