"""The page on which a leader decides, and that of opening an approved text again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.forms.approve import ApproveForm, ReopenForm
from approvals.forms.check import SendBackForm
from approvals.queries.reading import reading_of
from approvals.queries.shown import shown_of
from approvals.queries.times import ask
from approvals.steps import approve_document, reopen_document
from approvals.steps.approve import Seen
from approvals.views._taking import document_for, onward, took
from docs_mgmt.models import Document
from docs_mgmt.queries.copies import original_of
from docs_mgmt.rules.flow import Step
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.writes.record_access import saw


@login_required
def approve_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Decide on exactly what the page shows: its digest goes with the answer."""
    document = document_for(request, pk)
    form = ApproveForm(request.POST or None)
    if took(request, form, lambda: _approve(request, document, form)):
        messages.success(request, _("Approved. The records desk prints it for your signature."))
        return onward(request, document)
    ask(Step.APPROVE, document, request.user)
    reading = reading_of(request.user, document)
    shown = shown_of(document, reading.version)
    if not form.is_bound:
        form.initial = {"digest": shown.digest, "marks": shown.marks}
    saw(request.user, document, reading.version.number)
    context = {"document": document, "form": form, "reading": reading, "shown": shown}
    context["back"] = SendBackForm(auto_id="back_%s")
    return render(request, "approvals/approve.html", context)


def _approve(request: OfficeRequest, document: Document, form: ApproveForm) -> None:
    seen = Seen(form.cleaned_data["digest"], form.cleaned_data["marks"])
    approve_document(document, seen, actor=request.user, token=form.cleaned_data["token"])


@login_required
def reopen_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say why an approved text must change; the approval is void and its paper spoiled."""
    document = document_for(request, pk)
    form = ReopenForm(request.POST or None)
    if took(
        request,
        form,
        lambda: reopen_document(document, actor=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("Opened again. The drafter has it now."))
        return onward(request, document)
    ask(Step.REOPEN, document, request.user)
    context = {"document": document, "form": form, "original": original_of(document)}
    return render(request, "approvals/reopen.html", context)
