"""What is suggested under the box while one types."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from docs_mgmt.views.request import OfficeRequest
from search.queries.suggest import suggestions

_LONGEST = 200


@login_required
@never_cache
@require_safe
def suggest(request: OfficeRequest) -> HttpResponse:
    """Give the list alone; it holds nothing that the reader may not see."""
    typed = request.GET.get("q", "")[:_LONGEST]
    return render(request, "search/_suggestions.html", {"found": suggestions(request.user, typed)})
