"""Questions to the database that every page asks: their SQL is put together once, not each time.

Django takes milliseconds to put such a question together, the database a tenth of one to answer it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from docs_mgmt.clock import today
from docs_mgmt.models import Person

Rows = list[tuple[Any, ...]]

_HIGHEST = 2_147_483_629


def stand_in(number: int) -> int:
    """What stands in a question where an id will stand, for each number another; no row has it."""
    return _HIGHEST - number


class Prepared:
    """The SQL of a question that gives rows of values."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self._compiler = rows.query.get_compiler(connection=connection)
        try:
            self._sql, self._values = self._compiler.as_sql()
        except EmptyResultSet:  # it is known beforehand that nothing is found
            self._sql, self._values = "", ()
            return
        selected = [column[0] for column in self._compiler.select]
        self._converters = self._compiler.get_converters(selected)

    def ask(self, ids: Mapping[Any, int]) -> Rows:
        """The rows of now, with these ids in place of their stand-ins."""
        if not self._sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [ids.get(value, value) for value in self._values])
            return list(self._read(cursor.fetchall()))

    def _read(self, rows: Rows) -> Iterator[tuple[Any, ...]]:
        if not self._converters:
            return iter(rows)
        return map(tuple, self._compiler.apply_converters(rows, self._converters))


class AboutPerson:
    """One question about whichever person, as of today; `build` gives rows of values.

    Whatever `build` reads from the clock stays in the SQL until the day ends. What else changes
    between two askings must be a row of the database.
    """

    def __init__(self, build: Callable[[Person], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._prepared: tuple[date, Prepared] | None = None

    def ask(self, person: Person) -> Rows:
        """The rows of now for this person, in one query."""
        day, kept = today(), self._prepared
        if kept is None or kept[0] != day:
            kept = self._prepared = day, Prepared(self._build(Person(pk=stand_in(0))))
        return kept[1].ask({stand_in(0): person.pk})
