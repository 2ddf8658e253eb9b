"""What a person keeps of searching, read in one question: their habits and their saved searches."""

from dataclasses import dataclass

from django.db.models import Count, Q

from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import Reach, condition_of
from search.queries.habits import Habits, habits_in


@dataclass(frozen=True)
class Saved:
    """A saved search as the page lists it, with how much is new in it that the person may see."""

    pk: int
    name: str
    query: str
    new: int


@dataclass(frozen=True)
class Kept:
    """Habits, and saved searches by name."""

    habits: Habits
    saved: tuple[Saved, ...]


def kept_by(person: Person, reach: Reach) -> Kept:
    """Read both."""
    seen = Document.objects.filter(condition_of(reach)).order_by().values("pk")
    rows = list(
        Person.objects.filter(pk=person.pk)
        .order_by("saved_searches__name", "saved_searches__pk")
        .values_list(
            "search_habits__columns",
            "search_habits__recent",
            "saved_searches__pk",
            "saved_searches__name",
            "saved_searches__query",
        )
        .annotate(
            new=Count("saved_searches__news", filter=Q(saved_searches__news__document__in=seen))
        )
    )
    columns, recent = rows[0][:2] if rows else (None, None)
    saved = tuple(Saved(*row[2:]) for row in rows if row[2] is not None)
    return Kept(habits_in(columns, recent), saved)
