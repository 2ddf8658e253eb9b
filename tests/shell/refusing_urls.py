"""The addresses of the house, and beside them pages that refuse: for the tests of the refusals."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from docs_mgmt.models import HistoryEntry
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError
from docs_mgmt.writes._frame import AlreadyDoneError


def not_now(request, pk=0):
    raise StepNotAllowedError(Step.NUMBER, Stage.PRINTED)


def changed(request):
    raise StepNotAllowedError(
        Step.APPROVE, Stage.CHECKED, waits_for=Obstacle.TEXT_CHANGED, names=("title", "rendition")
    )


def forbidden(request):
    raise PermissionDenied


def already_done(request, kind, pk):
    raise AlreadyDoneError(HistoryEntry(subject_kind=kind, subject_id=pk, deed="number"))


def framed(request):
    return render(request, "base.html")


def news(request):
    """A part of a page that counts how often it was asked for."""
    request.session["asked"] = request.session.get("asked", 0) + 1
    return HttpResponse(
        f'<p id="news" data-office-live="document:7">{request.session["asked"]}</p>'
    )


urlpatterns = [
    path("probe/not-now/", not_now),
    path("documents/<int:pk>/probe/", not_now),
    path("probe/changed/", changed),
    path("probe/forbidden/", forbidden),
    path("probe/done/<str:kind>/<int:pk>/", already_done),
    path("probe/frame/", framed),
    path("probe/news/", news),
    path("", include("office.urls")),
]
