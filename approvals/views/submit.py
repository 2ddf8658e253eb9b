"""Sending a draft on its route, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from approvals.queries.ahead import turns_ahead
from approvals.queries.obstacles import obstacles_of
from approvals.queries.times import ask
from approvals.queries.turns import open_turn
from approvals.steps import submit_document, withdraw_document
from approvals.views._taking import document_for, onward, took
from docs_mgmt.forms._base import DeedForm
from docs_mgmt.labels import label_of
from docs_mgmt.models import Document, Person
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError
from docs_mgmt.views.request import OfficeRequest

#: Where the drafter can remove what stands in the way.
_WAYS_OUT = {
    Obstacle.OPEN_ROUND: "opinions",
    Obstacle.NO_RENDITION: "add_version",
    Obstacle.REFUSED_FILE: "add_version",
    Obstacle.NO_SIGNATORY: "edit",
    Obstacle.NO_RECIPIENT: "edit",
}


@login_required
def submit_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show what is frozen from now on and whom it will meet; then send it."""
    document = document_for(request, pk)
    form = DeedForm(request.POST or None)
    if took(
        request, form, lambda: submit_document(document, actor=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("Submitted. The document page shows who has it."))
        return onward(request, document)
    obstacles = _obstacles(document, request.user)
    context = {"document": document, "form": form, "version": newest_version(document)}
    context |= {"obstacles": obstacles, "ahead": turns_ahead(document)}
    return render(request, "approvals/submit.html", context)


def _obstacles(document: Document, reader: Person) -> list[dict[str, object]]:
    """What still stands in the way, in sentences; that it is no draft is refused as ever."""
    try:
        ask(Step.SUBMIT, document, reader)
    except StepNotAllowedError as error:
        if error.waits_for is Obstacle.STAGE:
            raise
    return [
        {
            "sentence": str(label_of(found.obstacle)),
            "names": found.names,
            "way_out": _WAYS_OUT.get(found.obstacle, ""),
            "is_reading": found.obstacle is Obstacle.BEING_READ,
        }
        for found in obstacles_of(document, reader)
    ]


@login_required
def withdraw_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a submitted document back to work on it."""
    document = document_for(request, pk)
    form = DeedForm(request.POST or None)
    if took(
        request, form, lambda: withdraw_document(document, actor=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("It is yours again; the next submit starts the route anew."))
        return onward(request, document)
    ask(Step.WITHDRAW, document, request.user)
    context = {"document": document, "form": form, "turn": open_turn(document)}
    return render(request, "approvals/withdraw.html", context)
