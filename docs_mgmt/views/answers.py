"""How a page answers a deed that is done: with the address of what to look at next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def see_other(to: object, request: HttpRequest | None = None) -> HttpResponse:
    """Send the browser on by 303: it asks for the page and never sends the deed again.

    A safe `next` of the request goes before: one returns to the desk that one came from.
    """
    address = resolve_url(to)  # type: ignore[arg-type]  # whatever has an address
    wanted = request.POST.get("next", "") if request else ""
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        address = wanted
    return HttpResponse(status=303, headers={"Location": address})
