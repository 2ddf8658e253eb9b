"""A process that ends at one point of its work as by `kill -9`; test_killed.py starts it."""

import os
import signal
from itertools import islice

from django.core.management import call_command

from docs_mgmt.models import Change, Document, Person
from search.engines import the_engine
from search.engines.place import Place
from search.jobs import differences, drain, settle
from search.jobs.drain import ask_for_a_rebuild, tidy
from search.queries.find import ids_found

#: While the changes are followed, and while the index is made anew.
DRAINING = ("entries are read", "the index is told")
REBUILDING = ("all is read", "the new one is full", "the new one is in place", "all is told")


def _die(*_args: object, **_told: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _dying_among(entries):
    def some(*args: object):
        yield from islice(entries(*args), 3)
        _die()

    return some


def _arm(point: str) -> None:
    """Let the process end there: a wall for the real code to run into."""
    from search.engines import elasticsearch

    engine = elasticsearch.ElasticsearchEngine
    match point:
        case "entries are read":
            drain.entries_of = _dying_among(drain.entries_of)
        case "all is read":
            drain.entries_by_all_hands = _dying_among(drain.entries_by_all_hands)
        case "the index is told" | "all is told":
            drain._finish = _die
        case "the new one is full":
            Place.put_in_place = engine._put_in_place = _die
        case "the new one is in place":  # the old one still lies beside it
            Place.tidy = elasticsearch.time.sleep = _die


def prove() -> None:
    """What waits goes in, the index is the database, and nothing is found twice."""
    assert settle(60)
    assert differences() == []
    linh = Person.objects.get(username="linh")
    total, ids = ids_found(linh, "tuyên truyền", limit=100)
    assert sorted(ids) == list(Document.objects.order_by("pk").values_list("pk", flat=True))
    assert total == len(ids)
    tidy()
    assert the_engine().state().state == "ok"


def die_at(point: str) -> None:
    """Mend what the one before left, change every document, and die on the way of the changes."""
    prove()
    Document.objects.update(field=point)
    pks = Document.objects.values_list("pk", flat=True)
    Change.objects.bulk_create(Change(subject=f"document:{pk}") for pk in pks)
    if point in REBUILDING:
        ask_for_a_rebuild()
    _arm(point)
    call_command("index")
