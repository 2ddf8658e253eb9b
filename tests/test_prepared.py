"""Questions that are put together once answer with the rows, the person and the day of now."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from docs_mgmt.clock import now, turned_to
from docs_mgmt.models import Assignment, Person, Unit
from docs_mgmt.permissions import posts_of, reach_of
from docs_mgmt.prepared import AboutPerson, Prepared, stand_in

pytestmark = pytest.mark.django_db


def test_each_person_is_answered_for_themselves(world):
    posts = AboutPerson(lambda person: posts_of(person).values_list("person_id"))
    for name in ("linh", "vy", "linh"):
        assert set(posts.ask(world[name])) == {(world[name].pk,)}


def test_rows_written_after_the_first_asking_are_found(world):
    linh = world["linh"]
    units = AboutPerson(lambda person: posts_of(person).values_list("unit__name"))
    assert len(units.ask(linh)) == 1
    Assignment.objects.filter(person=linh).delete()
    assert units.ask(linh) == []


def test_the_question_is_put_together_anew_on_another_day(world):
    linh = world["linh"]
    units = AboutPerson(lambda person: posts_of(person).values_list("unit_id"))
    assert len(units.ask(linh)) == 1
    assert reach_of(linh).units
    yesterday = now() - timedelta(days=1)
    Assignment.objects.filter(person=linh).update(ends=yesterday.date() - timedelta(days=1))
    assert units.ask(linh) == []
    assert not reach_of(linh).units
    with turned_to(yesterday - timedelta(days=2)):
        assert len(units.ask(linh)) == 1
        assert reach_of(linh).units
    assert units.ask(linh) == []


def test_values_are_those_that_a_queryset_gives(world):
    rows = Person.objects.order_by("pk").values_list("pk", "joined_at", "is_active", "language")
    assert Prepared(rows).ask({}) == list(rows)


def test_what_is_known_to_find_nothing_asks_nothing(world, django_assert_num_queries):
    nothing = Prepared(Unit.objects.filter(pk__in=[]).values_list("pk"))
    with django_assert_num_queries(0):
        assert nothing.ask({stand_in(0): 1}) == []


def test_an_asking_is_one_query(world):
    posts = AboutPerson(lambda person: posts_of(person).values_list("pk"))
    people = world["linh"], world["vy"]
    with CaptureQueriesContext(connection) as asked:
        for person in people:
            posts.ask(person)
    assert len(asked) == 2
