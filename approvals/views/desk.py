"""My desk: what waits for the person who has signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from approvals.queries.desk import Desk
from docs_mgmt.rules.words import Role
from docs_mgmt.views.request import OfficeRequest

#: Whoever has these roles and no others works elsewhere, and is led there when nothing waits here.
_ELSEWHERE = (
    (frozenset({Role.ADMINISTRATOR}), "admin:index"),
    (frozenset({Role.ARCHIVIST, Role.ADMINISTRATOR}), "archive"),
)


@login_required
@require_safe
def desk(request: OfficeRequest) -> HttpResponse:
    """Show what waits, where the person's documents are, and what was asked of them."""
    mine = Desk(request.user)
    elsewhere = "" if mine.count else _place_of(mine.roles)
    if elsewhere:
        return redirect(elsewhere)
    return render(request, "approvals/desk.html", {"desk": mine})


def _place_of(roles: frozenset[Role]) -> str:
    """The page where somebody with these roles works, if that is not a desk."""
    for only, name in _ELSEWHERE:
        if roles and roles <= only:
            try:
                return reverse(name)
            except NoReverseMatch:
                return ""
    return ""
