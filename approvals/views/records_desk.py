"""The records desk: everything that waits there, in the order of the flow."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from approvals.queries.records import is_clerk, queue_of
from docs_mgmt.clock import today
from docs_mgmt.forms._base import new_token
from docs_mgmt.views.request import OfficeRequest


@login_required
@require_safe
def records_desk(request: OfficeRequest) -> HttpResponse:
    """Show the queue by stage, one button a row."""
    queue = queue_of(request.user)
    if not queue.count and not is_clerk(request.user):
        raise PermissionDenied
    context = {"queue": queue, "date": today(), "token": new_token}
    return render(request, "approvals/records_desk.html", context)
