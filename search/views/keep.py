"""What a reader keeps: the columns of their lists, their saved searches, their last questions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from approvals.views._taking import SeeOther
from docs_mgmt.permissions import reach_of
from docs_mgmt.views.request import OfficeRequest
from search.engine import IndexNotReadyError
from search.forms.find import wish_of
from search.forms.keep import ColumnsForm, KeptForm, SaveForm
from search.queries.find import WATCHED_AT_MOST, known_to
from search.queries.saved import saved_of
from search.writes.habits import choose_columns, forget_recent
from search.writes.save_search import MOST, forget_search, save_search


def _back(form: KeptForm) -> HttpResponse:
    query = form.address
    return SeeOther(reverse("search:find") + (f"?{query}" if query else ""))


def say_errors(request: OfficeRequest, form: KeptForm) -> None:
    """Say above the next page why what was sent is not taken."""
    for problems in form.errors.values():
        for problem in problems:
            messages.error(request, str(problem), fail_silently=True)


@login_required
@require_POST
def columns(request: OfficeRequest) -> HttpResponse:
    """Choose the facts that lines show."""
    form = ColumnsForm(request.POST)
    if form.is_valid():
        choose_columns(request.user, form.chosen())
    return _back(form)


@login_required
@require_POST
def save(request: OfficeRequest) -> HttpResponse:
    """Keep the question under a name; from now on tell of what is new in it."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
    elif saved_of(request.user, reach_of(request.user)).count() >= MOST:
        messages.error(request, _("So many searches are saved already; forget one first."))
    else:
        _save(request, form)
    return _back(form)


def _save(request: OfficeRequest, form: SaveForm) -> None:
    query, name = form.cleaned_data["query"], form.cleaned_data["name"]
    try:
        known = known_to(request.user, wish_of(query))
    except IndexNotReadyError:
        messages.error(request, _("The index is being made; save the search in a minute."))
        return
    is_watched = len(known) <= WATCHED_AT_MOST
    saved = save_search(
        request.user,
        name=name,
        query=query,
        known=known if is_watched else (),
        is_watched=is_watched,
    )
    if saved.is_watched:
        messages.success(request, _("Saved. My desk tells of new documents in it."))
    else:
        messages.warning(
            request,
            _("Saved. It finds too many documents to tell of new ones; narrow it for that."),
        )


@login_required
@never_cache
@require_safe
def news(request: OfficeRequest) -> HttpResponse:
    """Give what is new in the saved searches alone, for My desk that stays open."""
    return render(request, "search/_news.html")


@login_required
@require_POST
def forget(request: OfficeRequest, pk: int) -> HttpResponse:
    """Forget a saved search."""
    found = get_object_or_404(saved_of(request.user, reach_of(request.user)), pk=pk)
    forget_search(found)
    messages.success(request, _("The saved search is forgotten."))
    return _back(KeptForm(request.POST))


@login_required
@require_POST
def forget_questions(request: OfficeRequest) -> HttpResponse:
    """Forget the last questions."""
    forget_recent(request.user)
    return _back(KeptForm(request.POST))
