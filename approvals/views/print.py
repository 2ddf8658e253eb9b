"""The page of the print, and the stamped PDF that goes to the printer."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from approvals.forms.print import PrintForm
from approvals.permissions import may
from approvals.queries.times import ask
from approvals.steps import print_document
from approvals.views._taking import SeeOther, document_for, took
from docs_mgmt.models import Document, PaperCopy
from docs_mgmt.queries.copies import original_of, prints_of
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Step
from docs_mgmt.rules.words import AccessKind
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.views.sending import Parcel, is_first_part, send
from docs_mgmt.writes.record_access import saw


@login_required
def print_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make the one original; its PDF opens and goes to the printer."""
    document = document_for(request, pk)
    form = PrintForm(request.POST or None)
    if took(
        request, form, lambda: print_document(document, actor=request.user, **form.cleaned_data)
    ):
        return SeeOther(_address(document, original_of(document)))
    ask(Step.PRINT, document, request.user)
    context = {"document": document, "form": form, "version": newest_version(document)}
    context["signatory"] = document.signatories.select_related("person", "outsider").first()
    return render(request, "approvals/print.html", context)


def _address(document: Document, copy: PaperCopy | None) -> str:
    if copy is None:
        return document.get_absolute_url()
    return reverse("print_pdf", args=[document.pk, copy.pk])


@login_required
@require_safe
def print_pdf(request: OfficeRequest, pk: int, copy: int) -> HttpResponseBase:
    """Show the stamped PDF of a print to the desk; a spoiled one is not printed again."""
    document = document_for(request, pk)
    if not may(Step.PRINT, request.user, document):
        raise PermissionDenied
    found = get_object_or_404(prints_of(document), pk=copy)
    if request.method == "GET" and is_first_part(request):
        saw(request.user, document, found.version.number, AccessKind.PRINTED)
    return send(request, Parcel(found.pdf_sha256, f"{found.code}.pdf", "application/pdf"))
