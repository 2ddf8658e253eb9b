"""The page of a paper copy, found by the code on it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from docs_mgmt.queries.copies import copy_by_code, handovers_of
from docs_mgmt.views.request import OfficeRequest


@login_required
@require_safe
def copy(request: OfficeRequest) -> HttpResponse:
    """Say of which document a sheet is, of which bytes, who holds it, and whether it counts."""
    code = request.GET.get("code", "").strip()[:400]
    found = copy_by_code(request.user, code) if code else None
    context: dict[str, object] = {"code": code, "found": found}
    if found is not None and found.copy is not None:
        context["handovers"] = handovers_of(found.copy)
    return render(request, "docs_mgmt/copy.html", context)
