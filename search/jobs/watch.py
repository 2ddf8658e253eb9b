"""Saved searches, asked again when documents change: what is new that the owner may see."""

from dataclasses import replace

from docs_mgmt.later import later
from docs_mgmt.models import Change, Document
from docs_mgmt.permissions import condition_of, reach_of, tokens_of_reach
from search.engine import Ask, IndexNotReadyError, as_meant
from search.engines import the_engine
from search.forms.find import wish_of
from search.models import SavedSearch
from search.queries.saved import watched
from search.writes.save_search import note_news, withdraw_news

_AT_A_TIME = 500


def watch_later(pks: set[int]) -> None:
    """Have the saved searches asked about changed documents, if anybody waits for any."""
    ids = sorted(pks)
    if ids and watched().exists():
        for at in range(0, len(ids), _AT_A_TIME):
            later("search.jobs.watch.look", *ids[at : at + _AT_A_TIME])


def look(*pks: int) -> None:
    """Ask every watched search whether it finds these documents, within its owner's rights now.

    Where there is no index to ask at this moment, the documents wait for it in the outbox.
    """
    try:
        for saved in watched():
            _look(saved, frozenset(pks))
    except IndexNotReadyError:
        Change.objects.bulk_create(Change(subject=f"document:{pk}") for pk in pks)


def _look(saved: SavedSearch, pks: frozenset[int]) -> None:
    reach = reach_of(saved.person)
    wish = wish_of(saved.query)
    ask = Ask(
        question=wish.question_of(reach),
        readers=tokens_of_reach(reach),
        narrowed=wish.narrowed,
        limit=len(pks),
        counted=(),
        is_patient=True,
    )
    # By all that the owner may see, not by the new alone.
    meant, _ = as_meant(the_engine(), ask)
    found = the_engine().search(replace(meant, among=pks))
    seen = Document.objects.filter(condition_of(reach), pk__in=pks).values_list("pk", flat=True)
    answering = set(seen) & set(found.ids)
    note_news(saved, answering)
    withdraw_news(saved, set(seen) - answering)
