"""What a person keeps of searching, read in one question: their habits and their saved searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from docs_mgmt.models import Person
from docs_mgmt.permissions import Reach, is_seen
from docs_mgmt.prepared import AboutPerson
from search.models import News
from search.queries.habits import Habits, habits_in


@dataclass(frozen=True)
class Saved:
    """A saved search as the page lists it, with how much is new in it that the person may see."""

    pk: int
    name: str
    query: str
    new: int
    #: Whether it tells of what is new; one that found too much when it was saved does not.
    is_watched: bool = True


@dataclass(frozen=True)
class Kept:
    """Habits, and saved searches by name."""

    habits: Habits
    saved: tuple[Saved, ...]


def kept_by(person: Person, reach: Reach) -> Kept:
    """Read both; what is new is counted within the rights, and only where there is any."""
    rows = _KEPT.ask(person)
    columns, recent = rows[0][:2] if rows else (None, None)
    saved = [row[2:] for row in rows if row[2] is not None]
    new = _new_in([pk for pk, *_, news in saved if news], reach)
    found = tuple(
        Saved(pk, name, query, new.get(pk, 0), is_watched)
        for pk, name, query, is_watched, _news in saved
    )
    return Kept(habits_in(columns, recent), found)


def _rows(person: Person) -> QuerySet[Person, Any]:
    return (
        Person.objects.filter(pk=person.pk)
        .order_by("saved_searches__name", "saved_searches__pk")
        .values_list(
            "search_habits__columns",
            "search_habits__recent",
            "saved_searches__pk",
            "saved_searches__name",
            "saved_searches__query",
            "saved_searches__is_watched",
        )
        .annotate(news=Count("saved_searches__news"))
    )


_KEPT = AboutPerson(_rows)


def _new_in(searches: Sequence[int], reach: Reach) -> dict[int, int]:
    """How many documents are new in each saved search that the reader may see."""
    if not searches:
        return {}
    news = News.objects.filter(is_seen(reach), search__in=searches)
    return dict(news.order_by().values_list("search").annotate(n=Count("pk")))
