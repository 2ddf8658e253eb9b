"""The posts that a person holds on a day: title, unit or desk, agency, roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from docs_mgmt.models import Assignment, Person
from docs_mgmt.permissions import posts_of as held_by
from docs_mgmt.prepared import AboutPerson
from docs_mgmt.rules.words import Role


@dataclass(frozen=True)
class Post:
    """One post of a person, as the bar of every page shows it."""

    title: str
    place: str
    agency_id: int
    agency: str
    agency_is_sample: bool
    roles: frozenset[Role]


def posts_of(person: Person) -> tuple[Post, ...]:
    """Every post that the person holds today, the highest first; one query."""
    posts: dict[int, Post] = {}
    for pk, title, unit, desk, agency_id, agency, is_sample, role in _POSTS.ask(person):
        before = posts[pk].roles if pk in posts else frozenset()
        roles = before | {Role(role)} if role else before
        posts[pk] = Post(title, unit or desk or "", agency_id, agency, is_sample, roles)
    return tuple(posts.values())


def _posts(person: Person) -> QuerySet[Assignment, Any]:
    rows = held_by(person).order_by("-position__rank", "id")
    return rows.values_list(
        "id",
        "position__title",
        "unit__name",
        "desk__name",
        "position__agency_id",
        "position__agency__short_name",
        "position__agency__is_sample",
        "position__roles__role",
    )


_POSTS = AboutPerson(_posts)


def titles_of(people: Iterable[int], on: date) -> dict[int, str]:
    """The first title of each person on that day, for «Deputy Chair Tạ Quốc Vỹ»; one query."""
    rows = (
        Assignment.objects.filter(
            Q(ends__isnull=True) | Q(ends__gte=on), person__in=set(people), starts__lte=on
        )
        .order_by("position__rank", "-id")
        .values_list("person_id", "position__title")
    )
    return dict(rows)
