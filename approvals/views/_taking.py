"""What every page of a step does: fetch the document, take the step, go on."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from docs_mgmt.forms._base import DeedForm
from docs_mgmt.models import Document
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.writes._frame import refuse_a_second_time


class SeeOther(HttpResponseRedirect):
    """303: the browser asks for the page, it does not send the deed again."""

    status_code = 303


def document_for(request: OfficeRequest, pk: int) -> Document:
    """The document of the page's address, if the reader may see it; else 404."""
    seen = documents_seen_by(request.user).select_related(
        "type", "unit", "agency", "body", "drafter"
    )
    document = seen.filter(pk=pk).first()
    if document is None:
        # The second click of a deed that took the document out of one's sight is the same deed.
        refuse_a_second_time(request.POST.get("token", ""), request.user)
        raise Http404
    return document


def took(request: OfficeRequest, form: DeedForm, step: Callable[[], object]) -> bool:
    """Take the step if the form was sent and is whole; False: the form is shown (again)."""
    if request.method != "POST" or not form.is_valid():
        return False
    with form.refusals():
        step()
    return form.is_valid()


def onward(request: OfficeRequest, document: Document) -> HttpResponse:
    """Go on: where one came from, else to the document, else to one's desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return SeeOther(wanted)
    if documents_seen_by(request.user).filter(pk=document.pk).exists():
        return SeeOther(document.get_absolute_url())
    return SeeOther(resolve_url("desk"))
