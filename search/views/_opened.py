"""A saved search that its owner comes back to: what is new in it, shown once, then known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse

from docs_mgmt.models import Person
from docs_mgmt.permissions import Reach
from search.queries.find import PAGE, Results, Wish
from search.queries.kept import Saved
from search.queries.saved import new_among, new_ids
from search.writes.save_search import looked_at

#: What is new, by name: the address shows the same again after a look at one of them.
_IDS = re.compile(r"[1-9][0-9]{0,14}(?:\.[1-9][0-9]{0,14}){0,19}")
#: What the link on My desk says: those that are new at this moment.
NOW = "now"


@dataclass(frozen=True)
class Opened:
    """A saved search that the reader has come back to, and what is new in it."""

    search: Saved
    new: frozenset[int]
    #: Whether nothing but the new is shown.
    is_new_alone: bool
    #: So many others are new.
    more: int
    #: So many were new, and do not answer the question any longer.
    gone: int


@dataclass(frozen=True)
class Comeback:
    """The saved search that an address names, and of which documents it wants to see alone."""

    search: Saved
    only: frozenset[int]

    def wish(self, wish: Wish) -> Wish:
        """The question as this address asks it."""
        return replace(wish, among=self.only, page=1) if self.only else wish

    def opened(self, person: Person, reach: Reach, results: Results) -> Opened:
        """Say what is new on this page; from now on that is known."""
        saved, shown = self.search, frozenset(hit.document.pk for hit in results.hits)
        is_alone = bool(shown) and shown <= self.only
        is_all = results.pages == 1 and not is_alone
        told = new_among(saved.pk, shown | self.only, reach) if saved.new else frozenset()
        others = saved.new - len(told)
        if saved.new:
            looked_at(person, saved.pk, None if is_all else shown | self.only)
        return Opened(
            saved,
            new=shown if is_alone else told & shown,
            is_new_alone=is_alone,
            more=0 if is_all else others,
            gone=len(told - shown) + (others if is_all else 0),
        )


def comeback_of(asked: QueryDict, saved: Sequence[Saved]) -> Comeback | None:
    """The reader's own saved search that the address names."""
    wanted, new = asked.get("saved", ""), asked.get("new", "")
    found = next((one for one in saved if str(one.pk) == wanted), None)
    ids = new.split(".") if _IDS.fullmatch(new) else ()
    return Comeback(found, frozenset(map(int, ids))) if found else None


def address_of_news(saved: Saved, reach: Reach) -> str:
    """The list of what is new at this moment, by an address that stays true; of all, if nothing."""
    told = QueryDict(saved.query, mutable=True)
    told["saved"] = str(saved.pk)
    if ids := new_ids(saved.pk, reach, PAGE):
        told["new"] = ".".join(map(str, ids))
    return f"{reverse('search:find')}?{told.urlencode()}"
