"""Where a file goes the moment it is chosen: kept for a day, for the form that names it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from docs_mgmt.forms.files import FilesForm
from docs_mgmt.views.request import OfficeRequest


@login_required
@require_POST
def upload(request: OfficeRequest) -> HttpResponse:
    """Keep the file for a place of the form; answer with that place, or in JSON for a script."""
    form = FilesForm(request.POST, request.FILES, reader=request.user)
    form.is_valid()  # the other places of the form are none of our business
    name = request.POST.get("slot", "main")
    if name not in form.kept:
        raise Http404
    slot = form.slot(name)
    if request.htmx:
        return render(request, "docs_mgmt/_slot.html", {"slot": slot})
    kept = slot.kept[-1].upload if slot.kept else None
    facts = {"id": kept.pk, "name": kept.name, "size": kept.size} if kept else {"id": None}
    sentence = " ".join(str(words) for words in slot.field.errors)
    return JsonResponse({**facts, "sentence": sentence})
