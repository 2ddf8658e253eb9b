"""The page of a number, and that of voiding one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.forms.number import NumberForm, VoidNumberForm
from approvals.queries.times import ask
from approvals.steps import number_document, void_number
from approvals.views._taking import document_for, onward, took
from docs_mgmt.clock import today
from docs_mgmt.queries.copies import copies_needed
from docs_mgmt.queries.registers import entry_of, next_full_number
from docs_mgmt.rules.flow import Step
from docs_mgmt.templatetags.office import day as day_of
from docs_mgmt.views.request import OfficeRequest


@login_required
def number_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take the next number of the series; the page says which one it would be now."""
    document = document_for(request, pk)
    form = NumberForm(request.POST or None)
    if took(
        request, form, lambda: number_document(document, actor=request.user, **form.cleaned_data)
    ):
        entry = entry_of(document)
        facts = {"number": entry.full, "date": day_of(entry.date)} if entry else {}
        messages.success(request, _("Write on the paper: number %(number)s, %(date)s.") % facts)
        return onward(request, document)
    ask(Step.NUMBER, document, request.user)
    context = {"document": document, "form": form, "next": next_full_number(document, today().year)}
    context |= {"date": today(), "copies": copies_needed(document)}
    context["signatory"] = document.signatories.select_related("person", "outsider").first()
    return render(request, "approvals/number.html", context)


@login_required
def void_number_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say why the number is void; it stays in the book and is never given again."""
    document = document_for(request, pk)
    form = VoidNumberForm(request.POST or None)
    if took(request, form, lambda: void_number(document, actor=request.user, **form.cleaned_data)):
        messages.success(request, _("The number is void. It stays in the book with your reason."))
        return onward(request, document)
    ask(Step.VOID_NUMBER, document, request.user)
    context = {"document": document, "form": form, "entry": entry_of(document)}
    return render(request, "approvals/void_number.html", context)
