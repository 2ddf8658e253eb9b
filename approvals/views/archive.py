"""The page of filing: into which dossier the original goes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.forms.archive import ArchiveForm
from approvals.queries.times import ask
from approvals.steps import archive_document
from approvals.views._taking import document_for, onward, took
from docs_mgmt.queries.archive import dossiers_for
from docs_mgmt.queries.registers import entry_of
from docs_mgmt.rules.flow import Step
from docs_mgmt.views.request import OfficeRequest


@login_required
def archive_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """File the issued original in a dossier of the year's plan."""
    document = document_for(request, pk)
    form = ArchiveForm(request.POST or None, document=document)
    if took(
        request,
        form,
        lambda: archive_document(document, actor=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("Filed. The document can be found in its dossier."))
        return onward(request, document)
    ask(Step.ARCHIVE, document, request.user)
    context = {"document": document, "form": form, "entry": entry_of(document)}
    context["is_planned"] = dossiers_for(document).exists()
    return render(request, "approvals/archive.html", context)
