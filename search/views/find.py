"""The page that finds: one box, what the reader may see, or a sentence why not now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from docs_mgmt.permissions import Reach, reach_of
from docs_mgmt.views.request import OfficeRequest
from search.engine import IndexNotReadyError
from search.forms.find import FindForm, kept
from search.labels import COLUMNS
from search.queries.find import Results, find
from search.queries.habits import Habits
from search.queries.kept import Kept, Saved, kept_by
from search.queries.saved import new_among
from search.queries.state import IndexState, index_state
from search.rules.words import USUAL, Column
from search.writes.habits import remember
from search.writes.save_search import looked_at


@login_required
@require_safe
def find_documents(request: OfficeRequest) -> HttpResponse:
    """Find documents by number, title or words."""
    form, seeker = FindForm(request.GET), _seeker(request)
    results = _results(request, form, seeker) if form.is_valid() else None
    opened = _opened(request, seeker.kept.saved, results)
    narrowed = form.narrowed()
    context = {
        "form": form,
        "results": results,
        "is_unknown": bool(results and results.is_unknown_number and not narrowed),
        "state": seeker.state,
        "narrowed": narrowed,
        "addresses": _addresses(request.GET, results),
        "columns": _columns(seeker.kept.habits),
        "has_columns": bool(seeker.kept.habits.columns),
        "saved": seeker.kept.saved,
        "opened": opened,
        "query": kept(request.GET),
    }
    return render(request, "search/find.html", context)


def _columns(habits: Habits) -> list[tuple[Column, Promise, bool]]:
    """Every column with its label, and whether lines show it."""
    shown = habits.columns or USUAL
    return [(column, label, column in shown) for column, label in COLUMNS.items()]


@dataclass(frozen=True)
class Opened:
    """A saved search that the reader has come back to, and what is new in it."""

    search: Saved
    new: frozenset[int]


@dataclass(frozen=True)
class _Seeker:
    """Who asks: what they keep and their rights, and how far the index is, each read once."""

    kept: Kept
    reach: Reach
    state: IndexState


def _seeker(request: OfficeRequest) -> _Seeker:
    reach = reach_of(request.user)
    return _Seeker(kept_by(request.user, reach), reach, index_state())


def _results(request: OfficeRequest, form: FindForm, seeker: _Seeker) -> Results | None:
    habits = seeker.kept.habits
    try:
        results = find(
            request.user,
            form.wish(),
            columns=habits.columns,
            reach=seeker.reach,
            state=seeker.state,
        )
    except IndexNotReadyError:
        return None
    if results.page == 1 and not form.narrowed() and "saved" not in request.GET:
        remember(request.user, form.cleaned_data["q"], habits)
    return results


def _opened(
    request: OfficeRequest, saved: Sequence[Saved], results: Results | None
) -> Opened | None:
    """The saved search named by the address; what is new is shown once, then it is known."""
    wanted = request.GET.get("saved", "")
    found = next((one for one in saved if str(one.pk) == wanted), None)
    if found is None or results is None:
        return None
    new = new_among(found.pk, [hit.document.pk for hit in results.hits])
    if found.new:
        looked_at(request.user, found.pk)
    return Opened(found, new)


def _addresses(asked: QueryDict, results: Results | None) -> dict[str, str]:
    """The links of the page that keep what was asked: other pages, the words alone, all again."""
    page = results.page if results else 1
    nearest = results.nearest if results else None
    return {
        "next": _with(asked, page=str(page + 1)),
        "previous": _with(asked, page=str(page - 1)),
        "words": _with(asked, words="1", page=""),
        "all": "?" + _kept(asked, ("q", "sort", "words")).urlencode(),
        "nearest": _with(asked, q=nearest.typed, page="") if nearest else "",
    }


def _kept(asked: QueryDict, names: tuple[str, ...]) -> QueryDict:
    kept_ones = QueryDict(mutable=True)
    for name in names:
        value = asked.get(name)
        if isinstance(value, str) and value:
            kept_ones[name] = value
    return kept_ones


def _with(asked: QueryDict, **changes: str) -> str:
    new = asked.copy()
    for name, value in changes.items():
        if value:
            new[name] = value
        else:
            new.pop(name, None)
    return "?" + new.urlencode()
