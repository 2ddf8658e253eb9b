"""The archive: the year's plan of dossiers, and one dossier with what lies in it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from docs_mgmt.models import Dossier, DossierPlan
from docs_mgmt.queries.archive import (
    agencies_whose_archive,
    dossiers_of,
    dossiers_seen_by,
    items_seen_by,
    plans_seen_by,
)
from docs_mgmt.queries.import_runs import agencies_kept_by
from docs_mgmt.views.request import OfficeRequest


@login_required
@require_safe
def archive(request: OfficeRequest) -> HttpResponse:
    """Open a plan at its first dossier with something in it; the newest plan if none is named."""
    plans = list(plans_seen_by(request.user))
    wanted = request.GET.get("plan", "")
    if not plans and not agencies_whose_archive(request.user).exists():
        raise PermissionDenied
    plan = next((row for row in plans if wanted in {"", str(row.pk)}), None)
    if wanted and plan is None:
        raise Http404
    return _answer(request, plans, plan, None)


@login_required
@require_safe
def dossier(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open one dossier beside its plan."""
    found = get_object_or_404(dossiers_seen_by(request.user), pk=pk)
    return _answer(request, list(plans_seen_by(request.user)), found.plan, found)


def _answer(
    request: OfficeRequest,
    plans: list[DossierPlan],
    plan: DossierPlan | None,
    chosen: Dossier | None,
) -> HttpResponse:
    dossiers = list(dossiers_of(request.user, plan)) if plan else []
    if chosen is None:
        filled = [row for row in dossiers if vars(row)["filled"]] or dossiers
        chosen = filled[0] if filled else None
    context: dict[str, object] = {"has_several_agencies": len({row.agency_id for row in plans}) > 1}
    context["keeps_archive"] = agencies_kept_by(request.user).exists()
    items = list(items_seen_by(request.user, chosen)) if chosen else []
    context |= {"plans": plans, "plan": plan, "dossiers": dossiers, "dossier": chosen}
    return render(request, "docs_mgmt/archive.html", context | {"items": items})
