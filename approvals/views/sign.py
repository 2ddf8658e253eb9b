"""The page of a signature in ink."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.forms.sign import SignForm
from approvals.queries.times import ask
from approvals.steps import sign_document
from approvals.views._taking import document_for, onward, took
from docs_mgmt.queries.copies import original_of
from docs_mgmt.rules.flow import Step
from docs_mgmt.views.request import OfficeRequest


@login_required
def sign_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that the signed original is back."""
    document = document_for(request, pk)
    form = SignForm(request.POST or None)
    if took(
        request, form, lambda: sign_document(document, actor=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The signed original is at the desk. It waits for its number."))
        return onward(request, document)
    ask(Step.SIGN, document, request.user)
    context = {"document": document, "form": form, "original": original_of(document)}
    context["signatories"] = document.signatories.select_related("person", "outsider")
    return render(request, "approvals/sign.html", context)
