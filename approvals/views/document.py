"""The page of a document: its text, what is said about it, where it is and how it came there."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from approvals.queries.page import DocumentPage, page_of
from approvals.queries.why import sights_of
from approvals.views._taking import document_for
from approvals.views._talk import Talk
from docs_mgmt.permissions import may_comment
from docs_mgmt.templatetags._dates import short_day_of
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.writes.record_access import saw


@login_required
@require_safe
def document(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show the document on its newest version, or on the one asked for by ?version=."""
    wanted = request.GET.get("version", "")
    page = the_page(request, pk, int(wanted[:15]) if wanted.isdecimal() else None)
    if "X-Office-Live" not in request.headers:  # the page renews itself: nobody looked again
        saw(request.user, page.document, page.version.number)
    return show(request, Talk(page))


@login_required
@require_safe
def why(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show for what causes each person, unit and desk sees the document."""
    found = document_for(request, pk)
    if not may_comment(request.user, found):
        raise PermissionDenied
    return render(request, "approvals/why.html", {"document": found, "sights": sights_of(found)})


def the_page(request: OfficeRequest, pk: int, number: int | None) -> DocumentPage:
    """The page of the address; 404 where the reader may see no such document or version."""
    page = page_of(request.user, document_for(request, pk), number)
    if page is None:
        raise Http404
    return page


def show(request: OfficeRequest, talk: Talk) -> HttpResponse:
    """Draw the page with its conversation."""
    view = request.GET.get("view", "")
    context = {
        "page": talk.page,
        "document": talk.page.document,
        "talk": talk,
        "view": view if view in {"pages", "text"} else talk.page.first_view,
        "notes": {step: short_day_of(day) for step, day in talk.page.step_days.items()},
    }
    return render(request, "approvals/document.html", context)
