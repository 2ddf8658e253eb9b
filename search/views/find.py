"""The page that finds: one box, what the reader may see, or a sentence why not now."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from docs_mgmt.permissions import Reach, reach_of
from docs_mgmt.views.request import OfficeRequest
from search.engine import IndexNotReadyError
from search.forms.find import FindForm, kept
from search.queries.find import Results, find
from search.queries.kept import Kept, kept_by
from search.queries.state import IndexState, index_state
from search.rules.words import USUAL
from search.views._opened import NOW, Comeback, address_of_news, comeback_of
from search.writes.habits import remember


@login_required
@require_safe
def find_documents(request: OfficeRequest) -> HttpResponse:
    """Find documents by number, title or words."""
    form, seeker = FindForm(request.GET), _seeker(request)
    comeback = comeback_of(request.GET, seeker.kept.saved)
    if comeback and request.GET.get("new") == NOW:
        return redirect(address_of_news(comeback.search, seeker.reach))
    results = _results(request, form, seeker, comeback) if form.is_valid() else None
    opened = comeback.opened(request.user, seeker.reach, results) if comeback and results else None
    context = {
        "form": form,
        "results": results,
        "is_unknown": bool(results and results.is_unknown_number and not form.narrowed()),
        "state": seeker.state,
        "narrowed": form.narrowed(),
        "addresses": _Addresses(request.GET, results),
        "columns": seeker.kept.habits.columns or USUAL,
        "has_columns": bool(seeker.kept.habits.columns),
        "saved": seeker.kept.saved,
        "opened": opened,
        "query": kept(request.GET),
    }
    return render(request, "search/find.html", context)


@dataclass(frozen=True)
class _Seeker:
    """Who asks: what they keep and their rights, and how far the index is, each read once."""

    kept: Kept
    reach: Reach
    state: IndexState


def _seeker(request: OfficeRequest) -> _Seeker:
    reach = reach_of(request.user)
    return _Seeker(kept_by(request.user, reach), reach, index_state())


def _results(
    request: OfficeRequest, form: FindForm, seeker: _Seeker, comeback: Comeback | None
) -> Results | None:
    habits = seeker.kept.habits
    try:
        results = find(
            request.user,
            comeback.wish(form.wish()) if comeback else form.wish(),
            columns=habits.columns,
            reach=seeker.reach,
            state=seeker.state,
        )
    except IndexNotReadyError:
        return None
    if results.page == 1 and not form.narrowed() and "saved" not in request.GET:
        remember(request.user, form.cleaned_data["q"], habits)
    return results


@dataclass(frozen=True)
class _Addresses:
    """The links of the page that keep what was asked; a page shows one or two of them."""

    asked: QueryDict
    results: Results | None

    @property
    def next(self) -> str:
        """The page after this one."""
        return _with(self.asked, page=str((self.results.page if self.results else 1) + 1))

    @property
    def previous(self) -> str:
        """The page before this one."""
        return _with(self.asked, page=str((self.results.page if self.results else 1) - 1))

    @property
    def words(self) -> str:
        """The number that was typed, as words."""
        return _with(self.asked, words="1", page="")

    @property
    def all(self) -> str:
        """The question without the choices."""
        return "?" + _kept(self.asked, ("q", "sort", "words")).urlencode()

    @property
    def nearest(self) -> str:
        """The question in the nearest spelling."""
        nearest = self.results.nearest if self.results else None
        return _with(self.asked, q=nearest.typed, page="") if nearest else ""


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
