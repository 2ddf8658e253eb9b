"""The opinions on a document: who was asked, what they answered, what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from approvals.forms.circulate import AnswerForm, ReplyForm
from approvals.models import Opinion
from approvals.queries.rounds import asked_of, opinions_seen_by
from approvals.views._opinion_rows import Sent, rounds_for
from approvals.views._taking import SeeOther, document_for, took
from approvals.writes.answer_opinion import answer_opinion, reply_to_opinion
from docs_mgmt.models import Document
from docs_mgmt.permissions import may_comment
from docs_mgmt.rules.flow import Deed, Obstacle, StepNotAllowedError
from docs_mgmt.rules.words import Answer, Uptake
from docs_mgmt.views.request import OfficeRequest


@login_required
def opinions_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show every round: all to the drafter and who decides, to others what they were asked."""
    document = document_for(request, pk)
    if not may_comment(request.user, document):
        raise Http404
    return _opinions(request, document)


def _opinions(request: OfficeRequest, document: Document, sent: Sent | None = None) -> HttpResponse:
    rounds = rounds_for(request.user, document, sent)
    form = sent.form if sent else None
    context = {"document": document, "rounds": rounds, "form": form}
    return render(request, "approvals/opinions.html", context)


@login_required
@require_POST
def answer_opinion_page(request: OfficeRequest, pk: int, opinion: int) -> HttpResponse:
    """Give the opinion asked for, or change it while the round is open."""
    document = document_for(request, pk)
    row = get_object_or_404(opinions_seen_by(request.user, document), pk=opinion)
    form = AnswerForm(request.POST, auto_id=f"id_answer_{row.pk}_%s")
    if took(
        request,
        form,
        lambda: answer_opinion(
            row,
            answer=Answer(form.cleaned_data["answer"]),
            text=form.cleaned_data["text"],
            actor=request.user,
            token=form.cleaned_data["token"],
        ),
    ):
        messages.success(request, _("Your opinion has reached the drafter."))
        return SeeOther(_back(document))
    _ask(row, Deed.ANSWER, is_theirs=row in asked_of(request.user, document))
    return _opinions(request, document, Sent(row.pk, form))


@login_required
@require_POST
def reply_opinion_page(request: OfficeRequest, pk: int, opinion: int) -> HttpResponse:
    """Say of an opinion whether it is taken up, and why."""
    document = document_for(request, pk)
    row = get_object_or_404(opinions_seen_by(request.user, document), pk=opinion)
    form = ReplyForm(request.POST, auto_id=f"id_reply_{row.pk}_%s")
    if took(
        request,
        form,
        lambda: reply_to_opinion(
            row,
            uptake=Uptake(form.cleaned_data["uptake"]),
            reply=form.cleaned_data["reply"],
            actor=request.user,
            token=form.cleaned_data["token"],
        ),
    ):
        messages.success(request, _("Your explanation stands beside the opinion."))
        return SeeOther(_back(document))
    _ask(row, Deed.REPLY, is_theirs=document.drafter_id == request.user.pk)
    return _opinions(request, document, Sent(row.pk, form))


def _ask(row: Opinion, deed: Deed, *, is_theirs: bool) -> None:
    """Ask what the write asks: is it the reader's to say, and is the round open."""
    if not is_theirs:
        raise PermissionDenied
    if row.round.closed_at is not None:
        raise StepNotAllowedError(deed, row.round.document.stage, Obstacle.NO_ROUND)


def _back(document: Document) -> str:
    return f"{document.get_absolute_url()}opinions/"
