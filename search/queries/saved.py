"""A person's saved searches, and what is new in them that the person may see now."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from docs_mgmt.models import Person
from docs_mgmt.permissions import Reach, is_seen, reach_of
from search.models import News, SavedSearch


def saved_of(person: Person, reach: Reach) -> QuerySet[SavedSearch]:
    """The saved searches of the person, each with how much is `new` in it that they may see."""
    new = Count("news", filter=Q(is_seen(reach, "news__document")))
    return (
        SavedSearch.objects.filter(person=person).defer("known").annotate(new=new).order_by("name")
    )


def with_news(person: Person) -> list[SavedSearch]:
    """Those in which something is new that the person may see now; mostly one question says no."""
    if not News.objects.filter(search__person=person).exists():
        return []
    return [one for one in saved_of(person, reach_of(person)) if vars(one)["new"]]


def new_among(saved: int, ids: Iterable[int], reach: Reach) -> frozenset[int]:
    """Which of these documents are new in the search of this id, as far as they may be seen."""
    rows = News.objects.filter(is_seen(reach), search_id=saved, document__in=list(ids))
    return frozenset(rows.values_list("document_id", flat=True))


def new_ids(saved: int, reach: Reach, most: int) -> tuple[int, ...]:
    """The documents that are new in the search of this id and may be seen, found last first."""
    rows = News.objects.filter(is_seen(reach), search_id=saved).order_by("-pk")
    return tuple(rows.values_list("document_id", flat=True)[:most])


def watched() -> QuerySet[SavedSearch]:
    """Every search that tells of what is new, for the worker."""
    rows = SavedSearch.objects.filter(is_watched=True, person__is_active=True)
    return rows.select_related("person").order_by("person", "pk")
