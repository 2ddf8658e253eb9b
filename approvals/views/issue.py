"""The page of the issue: how each copy goes out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.forms.issue import IssueForm
from approvals.queries.times import ask
from approvals.steps import issue_document
from approvals.views._taking import document_for, onward, took
from docs_mgmt.queries.registers import entry_of
from docs_mgmt.rules.flow import Step
from docs_mgmt.views.request import OfficeRequest


@login_required
def issue_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note the way of each copy; those of the house see the document from then on."""
    document = document_for(request, pk)
    form = IssueForm(request.POST or None, document=document)
    if took(
        request,
        form,
        lambda: issue_document(
            document, form.ways(), actor=request.user, token=form.cleaned_data["token"]
        ),
    ):
        messages.success(request, _("Issued. The document is in force."))
        return onward(request, document)
    ask(Step.ISSUE, document, request.user)
    context = {"document": document, "form": form, "entry": entry_of(document)}
    return render(request, "approvals/issue.html", context)
