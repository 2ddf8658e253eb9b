"""Asking others about a draft, and ending the round."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.forms.circulate import CirculateForm
from approvals.queries.rounds import open_round, opinions_of, tally_of_round
from approvals.queries.times import ask
from approvals.steps import circulate_document, close_round
from approvals.views._taking import document_for, onward, took
from docs_mgmt.forms._base import DeedForm
from docs_mgmt.models import Document
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Step
from docs_mgmt.views.request import OfficeRequest


@login_required
def circulate_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Choose whom to ask, by when."""
    document = document_for(request, pk)
    form = CirculateForm(request.POST or None, document=document)
    if took(request, form, partial(_circulate, request, document, form)):
        messages.success(request, _("They have been asked; their answers appear here."))
        return onward(request, document)
    ask(Step.CIRCULATE, document, request.user)
    context = {"document": document, "form": form, "version": newest_version(document)}
    return render(request, "approvals/circulate.html", context)


def _circulate(request: OfficeRequest, document: Document, form: CirculateForm) -> None:
    token = form.cleaned_data["token"]
    circulate_document(document, form.asked_of(), actor=request.user, token=token)


@login_required
def close_round_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """End the round; who has not answered has no opinion."""
    document = document_for(request, pk)
    form = DeedForm(request.POST or None)
    if took(request, form, lambda: close_round(document, actor=request.user, **form.cleaned_data)):
        messages.success(request, _("The round is closed."))
        return onward(request, document)
    ask(Step.CLOSE_ROUND, document, request.user)
    round_ = open_round(document)
    assert round_ is not None  # asked above
    silent = [row for row in opinions_of(round_) if row.answer is None]
    context = {"document": document, "form": form, "round": round_, "silent": silent}
    return render(
        request, "approvals/close_round.html", context | {"tally": tally_of_round(round_)}
    )
