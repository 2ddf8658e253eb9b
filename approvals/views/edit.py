"""What the drafter still changes while the document is a draft: its particulars, its text."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.views._taking import document_for, onward, took
from approvals.views.draft import ahead_of
from docs_mgmt.forms.files import AddVersionForm
from docs_mgmt.forms.particulars import ParticularsForm
from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import may_edit
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Deed, Stage, StepNotAllowedError
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.edit_document import edit_document


@login_required
def edit_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change the particulars of a draft."""
    document = document_for(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ParticularsForm(data, unit=document.unit, reader=request.user, document=document)
    if took(request, form, partial(_edit, document, form)):
        messages.success(request, _("The particulars are saved."))
        return onward(request, document)
    _ask(Deed.EDIT, document, request.user)
    return render(request, "approvals/edit.html", {"document": document, **ahead_of(form)})


def _edit(document: Document, form: ParticularsForm) -> None:
    token = form.cleaned_data["token"]
    edit_document(document, form.particulars(), actor=form.reader, token=token)


@login_required
def add_version_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put the next version of the text in."""
    document = document_for(request, pk)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AddVersionForm(data, files, reader=request.user)
    if took(request, form, partial(_add_version, document, form)):
        messages.success(request, _("The new version is there. The office is reading the file."))
        return onward(request, document)
    _ask(Deed.ADD_VERSION, document, request.user)
    context = {"document": document, "form": form, "last": newest_version(document)}
    return render(request, "approvals/add_version.html", context)


def _add_version(document: Document, form: AddVersionForm) -> None:
    token, note = form.cleaned_data["token"], form.cleaned_data["note"]
    add_version(document, form.new_files(), note=note, actor=form.reader, token=token)


def _ask(deed: Deed, document: Document, reader: Person) -> None:
    """Ask what the write will ask: may the reader edit, and is it still a draft."""
    if not may_edit(reader, document):
        raise PermissionDenied
    if document.stage is not Stage.DRAFTED:
        raise StepNotAllowedError(deed, document.stage)
