"""Keep a question, forget it, note what is new in it; beside the frame: no part of the record."""

from collections.abc import Iterable

from docs_mgmt.clock import now
from docs_mgmt.models import Person
from docs_mgmt.permissions import is_seen, reach_of
from search.models import News, SavedSearch

#: A person keeps so many.
MOST = 50


def save_search(
    person: Person, *, name: str, query: str, known: Iterable[int], is_watched: bool
) -> SavedSearch:
    """Keep a question under a name; kept a second time, it takes the new name.

    What found too much to be watched is watched from then on, if it does not any more.
    """
    facts = {"saved_at": now(), "known": sorted(known), "is_watched": is_watched}
    saved, is_new = SavedSearch.objects.get_or_create(
        person=person, query=query, defaults={"name": name, **facts}
    )
    if is_new:
        return saved
    changed: dict[str, object] = {"name": name}
    if is_watched and not saved.is_watched:  # it found too much once, and does not any more
        changed |= facts
    for field, value in changed.items():
        setattr(saved, field, value)
    saved.save(update_fields=list(changed))
    return saved


def forget_search(saved: SavedSearch) -> None:
    """Forget a saved search with its news."""
    saved.delete()


def note_news(saved: SavedSearch, found: Iterable[int]) -> int:
    """Note documents that the search found for the first time; gives how many."""
    ids = set(found)
    if not ids - set(saved.known):
        return 0
    # Another worker may have noted others meanwhile, or the owner have forgotten the search.
    known = SavedSearch.objects.filter(pk=saved.pk).values_list("known", flat=True).first()
    new = sorted(ids - set(known or ()))
    if known is None or not new:
        return 0
    at = now()
    News.objects.bulk_create(
        [News(search=saved, document_id=pk, found_at=at) for pk in new], ignore_conflicts=True
    )
    SavedSearch.objects.filter(pk=saved.pk).update(known=sorted({*known, *new}))
    return len(new)


def withdraw_news(saved: SavedSearch, documents: Iterable[int]) -> None:
    """Tell no more of documents that do not answer the search any longer."""
    News.objects.filter(search=saved, document__in=list(documents)).delete()


def looked_at(person: Person, saved: int, shown: Iterable[int] | None = None) -> None:
    """Take away the news of the documents shown, or all that the owner may see.

    What they may not see was never shown.
    """
    news = News.objects.filter(is_seen(reach_of(person)), search_id=saved, search__person=person)
    (news if shown is None else news.filter(document__in=list(shown))).delete()
