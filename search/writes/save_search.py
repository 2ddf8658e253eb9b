"""Keep a question, forget it, note what is new in it; beside the frame: no part of the record."""

from collections.abc import Iterable

from docs_mgmt.clock import now
from docs_mgmt.models import Person
from docs_mgmt.queries.documents import documents_seen_by
from search.models import News, SavedSearch

#: A person keeps so many.
MOST = 50


def save_search(
    person: Person, *, name: str, query: str, known: Iterable[int], is_watched: bool
) -> SavedSearch:
    """Keep a question under a name; kept a second time, it only takes the new name."""
    saved, is_new = SavedSearch.objects.get_or_create(
        person=person,
        query=query,
        defaults={
            "name": name,
            "saved_at": now(),
            "known": sorted(known),
            "is_watched": is_watched,
        },
    )
    if not is_new and saved.name != name:
        saved.name = name
        saved.save(update_fields=["name"])
    return saved


def forget_search(saved: SavedSearch) -> None:
    """Forget a saved search with its news."""
    saved.delete()


def note_news(saved: SavedSearch, found: Iterable[int]) -> int:
    """Note documents that the search found for the first time; gives how many."""
    new = sorted(set(found) - set(saved.known))
    if not new:
        return 0
    at = now()
    News.objects.bulk_create(
        [News(search=saved, document_id=pk, found_at=at) for pk in new], ignore_conflicts=True
    )
    saved.known = sorted({*saved.known, *new})
    saved.save(update_fields=["known"])
    return len(new)


def looked_at(person: Person, saved: int) -> None:
    """Take away the news that the owner sees now; what they may not see was never shown."""
    seen = documents_seen_by(person).values("pk")
    News.objects.filter(search_id=saved, search__person=person, document__in=seen).delete()
