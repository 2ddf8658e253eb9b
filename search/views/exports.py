"""The list as a file: asked for, made by the worker, taken within the rights of that moment."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from approvals.views._taking import SeeOther
from docs_mgmt.permissions import reach_of
from docs_mgmt.rules.words import AccessKind
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.views.sending import Parcel, is_first_part, send
from docs_mgmt.writes.record_access import saw_each
from search.forms.keep import ExportForm
from search.queries.exports import MOST, exports_of, sees_all_of
from search.rules.words import ExportKind, ExportState
from search.views.keep import say_errors
from search.writes.exports import ask_for_export

_TYPES = {
    ExportKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportKind.PDF: "application/pdf",
}


@login_required
@require_POST
def export(request: OfficeRequest) -> HttpResponse:
    """Ask for the list as a file; its page says how far it is."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return SeeOther(reverse("search:find"))
    asked = ask_for_export(
        request.user,
        query=form.cleaned_data["query"],
        kind=ExportKind(form.cleaned_data["kind"]),
        language=get_language() or "vi",
    )
    return SeeOther(reverse("search:export", args=[asked.pk]))


@login_required
@never_cache
@require_safe
def export_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say how far the file is; once it is made, hand it over from here."""
    found = get_object_or_404(exports_of(request.user), pk=pk)
    is_whole = found.state is not ExportState.MADE or sees_all_of(reach_of(request.user), found)
    context = {"export": found, "is_whole": is_whole, "most": MOST}
    return render(request, "search/export.html", context)


@login_required
@never_cache
@require_safe
def export_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Hand the file over, if its owner may still see every document in it; that goes on record."""
    found = get_object_or_404(exports_of(request.user), pk=pk, state=ExportState.MADE)
    if not sees_all_of(reach_of(request.user), found):
        raise Http404
    if request.method == "GET" and is_first_part(request):
        saw_each(request.user, found.documents, AccessKind.EXPORTED)
    name = f"danh-sach-{found.asked_at:%Y%m%d}.{found.kind}"
    return send(request, Parcel(found.sha256, name, _TYPES[found.kind], download=True))
