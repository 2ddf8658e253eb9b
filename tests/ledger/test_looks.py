"""Who looked is written by another thread: a page never waits for a locked database."""

import threading
import time

from django.db import OperationalError

from docs_mgmt.models import Access
from docs_mgmt.writes._gathering import Gatherer
from docs_mgmt.writes.record_access import saw
from tests.builders import a_document


class Book:
    """Writes slowly, or not at all for a while; keeps what came."""

    def __init__(self, *, locked: int = 0) -> None:
        self.locked = locked
        self.written: list[dict[str, int]] = []
        self.by: set[str] = set()

    def write(self, rows) -> None:
        self.by.add(threading.current_thread().name)
        if self.locked:
            self.locked -= 1
            time.sleep(0.2)
            raise OperationalError("database is locked")
        self.written.append(dict(rows))


def wait_for(condition, seconds=10.0):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    assert condition()


def test_whoever_looks_waits_for_nothing_and_nothing_is_lost():
    book, pace = Book(locked=2), [0.01]
    looks = Gatherer(book.write, lambda: pace[0])
    for key, value in (("a", 1), ("b", 2), ("a", 3)):
        looks.add(key, value)
    wait_for(lambda: book.written)
    assert {key: value for rows in book.written for key, value in rows.items()} == {"a": 1, "b": 2}
    assert book.by == {"gathering"}
    pace[0] = 3600.0


def test_a_process_that_ends_writes_what_it_still_has():
    book = Book()
    looks = Gatherer(book.write, lambda: 60.0)
    looks.add("a", 1)
    looks.flush()
    assert book.written == [{"a": 1}]
    looks.flush()
    assert book.written == [{"a": 1}]


def test_a_second_look_of_the_hour_is_no_second_row(world):
    document = a_document(world)
    for _look in "12":
        saw(world["linh"], document, 1)
    assert Access.objects.filter(person=world["linh"]).count() == 1
