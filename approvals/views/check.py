"""The page of a check, and that of sending back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.forms.check import CheckForm, SendBackForm
from approvals.queries.offers import words_of
from approvals.queries.reading import reading_of
from approvals.queries.times import ask
from approvals.queries.turns import open_turn
from approvals.steps import check_document, send_back_document
from approvals.views._taking import document_for, onward, took
from docs_mgmt.rules.flow import Step
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.writes.record_access import saw


@login_required
def check_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Read what was submitted; it passes, or goes back from the sheet beside it."""
    document = document_for(request, pk)
    form = CheckForm(request.POST or None)
    if took(
        request,
        form,
        lambda: check_document(document, actor=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("Passed on. The next one has it now."))
        return onward(request, document)
    ask(Step.CHECK, document, request.user)
    reading = reading_of(request.user, document)
    context = {"document": document, "form": form, "reading": reading}
    saw(request.user, document, reading.version.number)
    turn = open_turn(document)
    context |= {"kind": turn.kind if turn else None, "act": words_of(Step.CHECK, document)}
    context["back"] = SendBackForm(auto_id="back_%s")
    return render(request, "approvals/check.html", context)


@login_required
def send_back_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say why the document goes back."""
    document = document_for(request, pk)
    form = SendBackForm(request.POST or None)
    if took(
        request,
        form,
        lambda: send_back_document(document, actor=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("Sent back with your reason."))
        return onward(request, document)
    ask(Step.SEND_BACK, document, request.user)
    return render(request, "approvals/send_back.html", {"document": document, "form": form})
