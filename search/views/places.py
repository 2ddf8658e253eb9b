"""Where the words stand that led to a document: for the page that marks them on its pictures."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from docs_mgmt.models import Version
from docs_mgmt.queries.documents import documents_seen_by, versions_seen_by
from docs_mgmt.views.request import OfficeRequest
from search.queries.places import pages_with, places_on

_LONGEST = 300


def _version(request: OfficeRequest, pk: int, number: int) -> Version:
    """The version of the address, if the reader may see it; else 404."""
    document = get_object_or_404(documents_seen_by(request.user), pk=pk)
    return get_object_or_404(versions_seen_by(request.user, document), number=number)


@login_required
@never_cache
@require_safe
def pages(request: OfficeRequest, pk: int, number: int) -> JsonResponse:
    """Name the pages on which the words stand."""
    version = _version(request, pk, number)
    found = pages_with(request.user, version, request.GET.get("find", "")[:_LONGEST])
    return JsonResponse({"pages": list(found)})


@login_required
@never_cache
@require_safe
def places(request: OfficeRequest, pk: int, number: int, page: int) -> JsonResponse:
    """Give the rows of words on one page with their boxes, in fractions of the page."""
    version = _version(request, pk, number)
    found = places_on(request.user, version, page, request.GET.get("find", "")[:_LONGEST])
    told = [{"words": place.words, "boxes": place.boxes} for place in found]
    return JsonResponse({"places": told})
