"""The page that finds: one box, what the reader may see, or a sentence why not now."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from docs_mgmt.views.request import OfficeRequest
from search.engine import IndexNotReadyError
from search.forms.find import FindForm
from search.queries.find import Results, find
from search.queries.state import index_state


@login_required
@require_safe
def find_documents(request: OfficeRequest) -> HttpResponse:
    """Find documents by number, title or words."""
    form = FindForm(request.GET)
    results = _results(request, form) if form.is_valid() else None
    narrowed = form.narrowed()
    context = {
        "form": form,
        "results": results,
        "is_unknown": bool(results and results.is_unknown_number and not narrowed),
        "state": index_state(),
        "narrowed": narrowed,
        "addresses": _addresses(request.GET, results),
    }
    return render(request, "search/find.html", context)


def _results(request: OfficeRequest, form: FindForm) -> Results | None:
    try:
        return find(request.user, form.wish())
    except IndexNotReadyError:
        return None


def _addresses(asked: QueryDict, results: Results | None) -> dict[str, str]:
    """The links of the page that keep what was asked: other pages, the words alone, all again."""
    page = results.page if results else 1
    return {
        "next": _with(asked, page=str(page + 1)),
        "previous": _with(asked, page=str(page - 1)),
        "words": _with(asked, words="1", page=""),
        "all": "?" + _kept(asked, ("q", "sort", "words")).urlencode(),
    }


def _kept(asked: QueryDict, names: tuple[str, ...]) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name in names:
        value = asked.get(name)
        if isinstance(value, str) and value:
            kept[name] = value
    return kept


def _with(asked: QueryDict, **changes: str) -> str:
    new = asked.copy()
    for name, value in changes.items():
        if value:
            new[name] = value
        else:
            new.pop(name, None)
    return "?" + new.urlencode()
