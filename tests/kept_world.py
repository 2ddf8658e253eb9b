"""The office of the tests, built by the writes once a run and put back row by row afterwards."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection

Rows = list[tuple[Any, ...]]

#: By the day it was built on: what each table gained.
_kept: dict[object, dict[str, Rows]] = {}


def put_back(key: object, build: Callable[[], None]) -> None:
    """Build the office, or write the rows that building it wrote before.

    Only into tables as a fresh database has them, and only inside a test's transaction, whose end
    takes the rows away; anywhere else the office is built by its writes.
    """
    if not connection.in_atomic_block or not _is_fresh():
        build()
    elif key in _kept:
        _write(_kept[key])
    else:
        before = _rows()
        build()
        _kept[key] = {
            table: gained
            for table, rows in _rows().items()
            if (gained := _gained(rows, before[table]))
        }


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return list(dict.fromkeys(model._meta.db_table for model in models))


def _rows() -> dict[str, Rows]:
    """All that stands in the database, by table."""
    everything = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            everything[table] = cursor.fetchall()
    return everything


def _gained(rows: Rows, before: Rows) -> Rows:
    known = {repr(row) for row in before}
    return [row for row in rows if repr(row) not in known]


def _is_fresh() -> bool:
    """Nobody is there yet, and nothing was written."""
    with connection.cursor() as cursor:
        for table in ("docs_mgmt_person", "docs_mgmt_agency", "docs_mgmt_historyentry"):
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
            if cursor.fetchone():
                return False
    return True


def _write(kept: dict[str, Rows]) -> None:
    with connection.cursor() as cursor:
        for table, rows in kept.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})",
                rows,
            )
