"""A new document, from the officer's file and facts; and the end of one that is given up."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals.forms.draft import UNCLASSIFIED, CancelForm, DraftForm
from approvals.queries.ahead import turns_ahead
from approvals.queries.times import ask
from approvals.steps import cancel_document, draft_document
from approvals.views._taking import document_for, onward, took
from docs_mgmt.forms.particulars import ParticularsForm
from docs_mgmt.models import Document, Unit
from docs_mgmt.queries.colleagues import drafting_units_of
from docs_mgmt.rules.flow import Step
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.writes.forget_uploads import forget_uploads

_CARRIED = ("main_upload", "pdf_upload", "attachment_upload")


@login_required
def draft_page(request: OfficeRequest) -> HttpResponse:
    """Start a document: the form, and the deed."""
    unit = _unit_of(request)
    if request.POST.get("secrecy", UNCLASSIFIED) != UNCLASSIFIED:
        return _refuse_secret(request)
    if request.method == "POST" and request.htmx:  # «not secret» by itself: the page stays
        return HttpResponse(status=204)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DraftForm(data, files, unit=unit, reader=request.user)
    document = Document(agency=unit.agency, unit=unit)
    if took(request, form, partial(_draft, document, form)):
        messages.success(request, _("Version 1 is there. The office is reading the file."))
        return onward(request, document)
    return _drafting(request, form)


def _draft(document: Document, form: DraftForm) -> None:
    token = form.cleaned_data["token"]
    facts, files = form.particulars(), form.new_files()
    draft_document(document, facts, files, actor=form.reader, token=token)


def _drafting(request: OfficeRequest, form: DraftForm) -> HttpResponse:
    context = {"form": form, "units": drafting_units_of(request.user), **ahead_of(form)}
    return render(request, "approvals/draft.html", context)


def _refuse_secret(request: OfficeRequest) -> HttpResponse:
    """Keep nothing of what is secret, neither words nor files (domain.md 12.4)."""
    carried = [pk for name in _CARRIED for pk in request.POST.getlist(name) if pk.isdecimal()]
    forget_uploads([int(pk[:15]) for pk in carried], person=request.user)
    return render(request, "approvals/secret.html", status=422)


def _unit_of(request: OfficeRequest) -> Unit:
    """The unit in which the reader drafts; who drafts nowhere has no business here."""
    units = drafting_units_of(request.user)
    wanted = request.POST.get("unit") or request.GET.get("unit")
    for unit in units:
        if wanted in {None, str(unit.pk)}:
            return unit
    raise PermissionDenied


def ahead_of(form: ParticularsForm) -> dict[str, object]:
    """The signature block and the route, as the form stands now."""
    drafter = form.document.drafter if form.document else form.reader
    draft = Document(agency=form.agency, unit=form.unit, drafter=drafter, type=form.chosen_type)
    signer = form.signing
    return {"form": form, "ahead": turns_ahead(draft, signer=signer.person if signer else None)}


@login_required
@require_safe
def draft_block(request: OfficeRequest) -> HttpResponse:
    """Show how the block reads and whom the document will meet, while the form is filled in."""
    pk = request.GET.get("document", "")
    document = document_for(request, int(pk[:15])) if pk.isdecimal() else None
    unit = document.unit if document else _unit_of(request)
    form = ParticularsForm(request.GET, unit=unit, reader=request.user, document=document)
    return render(request, "approvals/_ahead.html", ahead_of(form))


@login_required
def cancel_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give a document up, with the reason."""
    document = document_for(request, pk)
    form = CancelForm(request.POST or None)
    if took(
        request,
        form,
        lambda: cancel_document(document, actor=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("The document is cancelled; everything written stays."))
        return onward(request, document)
    ask(Step.CANCEL, document, request.user)
    return render(request, "approvals/cancel.html", {"document": document, "form": form})
