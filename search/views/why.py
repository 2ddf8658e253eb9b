"""Why a document of the list was found, fetched when the reader opens that line."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.views.request import OfficeRequest
from search.engine import IndexNotReadyError
from search.forms.find import FindForm
from search.queries.why import why_found


@login_required
@never_cache
@require_safe
def why(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the reasons alone, of a document that the reader sees; the address asks what was asked.

    Raises Http404.
    """
    get_object_or_404(documents_seen_by(request.user), pk=pk)
    form = FindForm(request.GET)
    try:
        found = why_found(request.user, form.wish(), pk) if form.is_valid() else None
    except IndexNotReadyError:
        return render(request, "search/_why.html", {"why": None})
    if found is None:
        raise Http404
    return render(request, "search/_why.html", {"why": found})
