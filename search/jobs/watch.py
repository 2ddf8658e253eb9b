"""Saved searches, asked again when documents change: what is new that the owner may see."""

from dataclasses import replace

from docs_mgmt.later import later
from docs_mgmt.models import Document
from docs_mgmt.permissions import condition_of, reach_of, tokens_of_reach
from search.engine import Ask, as_meant
from search.engines import the_engine
from search.forms.find import wish_of
from search.queries.saved import watched
from search.writes.save_search import note_news

_AT_A_TIME = 500


def watch_later(pks: set[int]) -> None:
    """Have the saved searches asked about changed documents, if anybody waits for any."""
    ids = sorted(pks)
    if ids and watched().exists():
        for at in range(0, len(ids), _AT_A_TIME):
            later("search.jobs.watch.look", *ids[at : at + _AT_A_TIME])


def look(*pks: int) -> None:
    """Ask every watched search whether it finds these documents, within its owner's rights now."""
    for saved in watched():
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
        meant, _ = as_meant(
            the_engine(), ask
        )  # by all that the owner may see, not by the new alone
        found = the_engine().search(replace(meant, among=frozenset(pks)))
        seen = Document.objects.filter(condition_of(reach), pk__in=found.ids)
        note_news(saved, seen.values_list("pk", flat=True))
