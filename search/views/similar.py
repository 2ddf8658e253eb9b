"""What a document's page shows of documents like it, fetched after the page itself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.views.request import OfficeRequest
from search.queries.similar import similar_to


@login_required
@never_cache
@require_safe
def similar(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the list alone; it names nothing that the reader may not see."""
    seen = documents_seen_by(request.user).select_related("agency")
    document = get_object_or_404(seen, pk=pk)
    context = {"lines": similar_to(request.user, document)}
    return render(request, "search/_similar.html", context)
