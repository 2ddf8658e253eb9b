"""Say something beside a version, answer it, resolve it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from approvals.queries.page import DocumentPage
from approvals.views._taking import SeeOther, took
from approvals.views._talk import Talk
from approvals.views.document import show, the_page
from docs_mgmt.forms.comment import CommentForm, ReplyForm, ResolveForm
from docs_mgmt.models import Thread
from docs_mgmt.queries.talk import threads_seen_by
from docs_mgmt.rules.flow import Deed, StepNotAllowedError
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.writes.comment import open_thread, reply_to_thread, resolve_thread


@login_required
@require_POST
def comment_page(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """Open a thread about the version, or one of its pages."""
    page = the_page(request, pk, number)
    form = CommentForm(request.POST, auto_id="say-%s")

    def say() -> None:
        facts = form.cleaned_data
        open_thread(
            page.document,
            page.version,
            text=facts["text"],
            page=facts["page"],
            actor=request.user,
            token=facts["token"],
        )

    if took(request, form, say):
        return _back_to(page, f"talk-{form.cleaned_data['page'] or len(page.leaves)}")
    _ask(page, Deed.COMMENT)
    return show(request, Talk(page, form))


@login_required
@require_POST
def reply_comment_page(request: OfficeRequest, pk: int, thread: int) -> HttpResponse:
    """Answer in a thread."""
    page, found = _thread(request, pk, thread)
    form = ReplyForm(request.POST, auto_id=f"reply-{thread}-%s")

    def reply() -> None:
        facts = form.cleaned_data
        reply_to_thread(
            page.document, found, text=facts["text"], actor=request.user, token=facts["token"]
        )

    if took(request, form, reply):
        return _back_to(page, f"thread-{thread}")
    _ask(page, Deed.COMMENT)
    return show(request, Talk(page, form, thread))


@login_required
@require_POST
def resolve_comment_page(request: OfficeRequest, pk: int, thread: int) -> HttpResponse:
    """Say that a thread is settled."""
    page, found = _thread(request, pk, thread)
    form = ResolveForm(request.POST)

    def resolve() -> None:
        token = form.cleaned_data["token"]
        resolve_thread(page.document, found, actor=request.user, token=token)

    if not took(request, form, resolve):
        _ask(page, Deed.RESOLVE)
    return _back_to(page, f"thread-{thread}")


def _ask(page: DocumentPage, deed: Deed) -> None:
    """Ask what the write asks: does the reader take part, and is the text still in work."""
    if not page.talks:
        raise PermissionDenied
    if not page.may_talk_now:
        raise StepNotAllowedError(deed, page.document.stage)


def _thread(request: OfficeRequest, pk: int, thread: int) -> tuple[DocumentPage, Thread]:
    newest = the_page(request, pk, None)
    found = get_object_or_404(threads_seen_by(request.user, newest.document), pk=thread)
    return the_page(request, pk, found.version.number), found


def _back_to(page: DocumentPage, anchor: str) -> HttpResponse:
    version = "" if page.is_newest else f"?version={page.version.number}"
    return SeeOther(f"{page.document.get_absolute_url()}{version}#{anchor}")
