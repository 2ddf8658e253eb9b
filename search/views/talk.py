"""All that was said about documents and has the words: the page behind the first five."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from docs_mgmt.views.request import OfficeRequest
from search.engine import IndexNotReadyError
from search.forms.find import FindForm, kept
from search.queries.all_talk import all_talk
from search.queries.talk import TalkFound

_FARTHEST = 9_000
_NOTHING = TalkFound((), has_more=False)


@login_required
@require_safe
def find_talk(request: OfficeRequest) -> HttpResponse:
    """Find in comments and opinions alone, a page at a time."""
    form = FindForm(request.GET)
    begin = request.GET.get("from", "")
    at = min(int(begin[:5]), _FARTHEST) if begin.isdecimal() else 0
    talk: TalkFound | None = _NOTHING
    if form.is_valid() and form.cleaned_data["q"].strip():
        try:
            talk = all_talk(request.user, form.wish(), at)
        except IndexNotReadyError:
            talk = None
    context = {"form": form, "talk": talk, "query": kept(request.GET), "begin": at}
    return render(request, "search/talk.html", context)
