"""The page of the seal: what to look at first, then what was sealed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.forms.seal import SealForm
from approvals.queries.paper import proofs_before_seal
from approvals.queries.times import ask
from approvals.steps import seal_document
from approvals.views._taking import document_for, onward, took
from docs_mgmt.queries.copies import original_of
from docs_mgmt.queries.registers import entry_of
from docs_mgmt.rules.flow import Step
from docs_mgmt.views.request import OfficeRequest


@login_required
def seal_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record the official copies and every impression of the seal."""
    document = document_for(request, pk)
    form = SealForm(request.POST or None, document=document)
    if took(
        request,
        form,
        lambda: seal_document(
            document,
            form.cleaned_data["seal"],
            form.sealing(),
            actor=request.user,
            token=form.cleaned_data["token"],
        ),
    ):
        messages.success(request, _("Sealed. The copies wait to be sent out."))
        return onward(request, document)
    ask(Step.SEAL, document, request.user)
    context = {"document": document, "form": form, "proofs": proofs_before_seal(document)}
    context |= {"entry": entry_of(document), "original": original_of(document)}
    return render(request, "approvals/seal.html", context)
