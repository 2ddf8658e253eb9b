"""The one box and the choices beside it."""

import re

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.flow import Stage, Standing
from search.engine import FACETS, Order
from search.queries.find import LAST_PAGE, Wish

_KNOWN = {
    "kind": frozenset(kind.key for kind in TYPES),
    "stage": frozenset(str(stage) for stage in Stage),
    "standing": frozenset(str(standing) for standing in Standing),
}
_ID = re.compile(r"[1-9][0-9]{0,14}")
_WRITTEN = {
    "unit": _ID,
    "dossier": _ID,
    "year": re.compile(r"(?:19|20)[0-9]{2}"),
    "signer": re.compile(r"\S.{0,199}"),
}
#: A kept question is no longer than its column.
LONGEST_QUERY = 2000


class FindForm(forms.Form):
    """What the reader types and ticks; what a link says amiss is left out."""

    q = forms.CharField(
        required=False,
        max_length=1000,
        error_messages={"max_length": _("The question is too long; a few words are enough.")},
    )
    # Of the rest of a link nothing is refused: what no page would say is left out.
    sort = forms.Field(required=False)
    words = forms.Field(required=False)
    page = forms.Field(required=False)

    def narrowed(self) -> dict[str, tuple[str, ...]]:
        """The values ticked in each facet."""
        data = self.data
        if not isinstance(data, MultiValueDict):
            return {}
        return {
            name: values
            for name in FACETS
            if (values := tuple(v for v in data.getlist(name) if _may_be(name, v)))
        }

    def wish(self) -> Wish:
        """The question as it is asked of the index."""
        page, sort = self.cleaned_data["page"] or "", self.cleaned_data["sort"]
        return Wish(
            typed=self.cleaned_data["q"],
            narrowed=self.narrowed(),
            order=Order(sort) if sort in set(Order) else Order.BEST,
            is_words_only=bool(self.cleaned_data["words"]),
            page=min(max(int(page[:10]), 1), LAST_PAGE) if page.isdecimal() else 1,
        )


def wish_of(query: str) -> Wish:
    """What a kept address of the search page asks for."""
    form = FindForm(QueryDict(query))
    return form.wish() if form.is_valid() else Wish()


def faults_of(query: str) -> list[str]:
    """Why the page does not take the question of an address; none: it does."""
    return [str(fault) for fault in FindForm(QueryDict(query)).errors.get("q", ())]


def kept(asked: QueryDict) -> str:
    """An address of the search page without its page: what it asks, always in the same order."""
    told = QueryDict(mutable=True)
    for name in ("q", "words", "sort", *FACETS):
        told.setlist(name, sorted({value for value in asked.getlist(name) if value}))
    return told.urlencode()


def _may_be(name: str, value: str) -> bool:
    if name in _KNOWN:
        return value in _KNOWN[name]
    return bool(_WRITTEN[name].fullmatch(value))
