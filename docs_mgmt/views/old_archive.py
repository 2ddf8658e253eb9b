"""The import of an old archive: begin one, follow it, and put doubtful papers right."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from docs_mgmt.forms.old_archive import ReviewForm, SkipForm, StartImportForm
from docs_mgmt.models import ImportFile
from docs_mgmt.queries.import_report import counts_of, report_of, rows_of, says_of
from docs_mgmt.queries.import_runs import (
    agencies_kept_by,
    files_of,
    next_doubtful,
    old_files_seen_by,
    runs_seen_by,
)
from docs_mgmt.rules.words import ImportState
from docs_mgmt.views.request import OfficeRequest
from docs_mgmt.views.sending import Parcel, send
from docs_mgmt.writes.import_files import skip_file
from docs_mgmt.writes.start_import import start_import
from docs_mgmt.writes.take_in_archive import take_in_archive

#: How many files of each state the page of a run names; the report names them all.
_NAMED = 50
_RUNS = 30


class SeeOther(HttpResponseRedirect):
    """303: the browser asks for the page, it does not send the deed again."""

    status_code = 303


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_archive(request: OfficeRequest) -> HttpResponse:
    """List the imports, and begin one with the files that were sent."""
    if not agencies_kept_by(request.user).exists():
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StartImportForm(*sent, reader=request.user)
    if sent and form.is_valid():
        facts = form.cleaned_data
        run = start_import(facts["agency"], facts["papers"], facts["register"], actor=request.user)
        return SeeOther(run.get_absolute_url())
    runs = list(runs_seen_by(request.user)[:_RUNS])
    return render(request, "docs_mgmt/import.html", {"form": form, "runs": runs})


@login_required
@require_safe
def import_run(request: OfficeRequest, pk: int) -> HttpResponse:
    """Follow a run: how far it is, what waits, what was refused."""
    run = get_object_or_404(runs_seen_by(request.user), pk=pk)
    named = {
        state.value.lower(): files_of(request.user, run, state, _NAMED)
        for state in (ImportState.REVIEW, ImportState.REFUSED, ImportState.FILED)
    }
    context = {"run": run, "counts": counts_of(run), "named": named, "most": _NAMED}
    part = "#progress" if request.htmx else ""
    return render(request, f"docs_mgmt/import_run.html{part}", context)


@login_required
@require_safe
def import_report(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand over the report of a run as a table with every file."""
    run = get_object_or_404(runs_seen_by(request.user), pk=pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.csv"'
    table = csv.writer(response)
    table.writerow([_("File"), _("State"), _("Number and notation"), _("What was done")])
    for row in rows_of(report_of(run, every_file=True)):
        table.writerow([_as_words(cell) for cell in row])
    return response


def _as_words(cell: str) -> str:
    """A cell that a spreadsheet takes for words, whatever it begins with."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def old_file(request: OfficeRequest, pk: int) -> HttpResponse:
    """Look at a doubtful paper beside its page; file it and go on to the next."""
    file = _doubtful(request, pk)
    if file is None:
        decided = old_files_seen_by(request.user).get(pk=pk)
        return SeeOther(decided.run.get_absolute_url())
    form = ReviewForm(request.POST if request.method == "POST" else None, file=file)
    if request.method == "POST" and form.is_valid() and _file(request, form, file):
        return _next(request, file)
    return _review(request, file, form)


def _file(request: OfficeRequest, form: ReviewForm, file: ImportFile) -> bool:
    with form.refusals():
        stands = form.cleaned_data["stands"]
        paper = form.paper()
        take_in_archive(file, paper, actor=request.user, even_if_it_stands=stands)
        messages.success(request, _("%(number)s is in the archive.") % {"number": paper.full})
    return form.is_valid()


def _review(
    request: OfficeRequest, file: ImportFile, form: ReviewForm, skip: SkipForm | None = None
) -> HttpResponse:
    waiting = counts_of(file.run).waiting_for_review
    context = {"file": file, "form": form, "skip": skip or SkipForm(), "waiting": waiting}
    context["says"] = says_of(file)
    return render(request, "docs_mgmt/old_file.html", context)


def _doubtful(request: OfficeRequest, pk: int) -> ImportFile | None:
    """The file of the address, while it waits for a person; None: somebody has decided it."""
    file = get_object_or_404(old_files_seen_by(request.user), pk=pk)
    return file if file.state is ImportState.REVIEW else None


def _next(request: OfficeRequest, file: ImportFile) -> HttpResponse:
    following = next_doubtful(request.user, file.run, after=file.pk)
    if following is None:
        return SeeOther(file.run.get_absolute_url())
    return SeeOther(resolve_url("old_file", following.pk))


@login_required
@require_POST
def skip_old_file(request: OfficeRequest, pk: int) -> HttpResponse:
    """Leave a file out with the reason, and go on to the next."""
    file = _doubtful(request, pk)
    if file is None:
        raise Http404
    form = SkipForm(request.POST)
    if form.is_valid():
        with form.refusals():
            skip_file(file, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("Left out, with your reason."))
        return _next(request, file)
    return _review(request, file, ReviewForm(file=file), form)


@login_required
@require_safe
def old_file_picture(request: OfficeRequest, pk: int, page: int) -> HttpResponseBase:
    """Show a page of an old file."""
    file = get_object_or_404(old_files_seen_by(request.user), pk=pk)
    found = next((sha256 for number, sha256 in file.pictures if number == page), None)
    if found is None:
        raise Http404
    return send(request, Parcel(found, f"{page}.png", "image/png", seconds=3600))


@login_required
@require_safe
def old_file_source(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Hand over an old file as it came."""
    file = get_object_or_404(old_files_seen_by(request.user).exclude(sha256=""), pk=pk)
    return send(request, Parcel(file.sha256, file.name or file.parcel, download=True))
