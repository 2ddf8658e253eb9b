"""What every request meets: the language of the person, and the answers to a refusal."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render, resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from docs_mgmt.clock import now
from docs_mgmt.models import Document, HistoryEntry, Person
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.rules.flow import StepNotAllowedError
from docs_mgmt.writes._frame import AlreadyDoneError
from office.refusals import heading_of, sentences_of

#: The argument that names the document in the addresses of its pages and steps.
DOCUMENT_ARGUMENTS = ("document_id", "pk")


class LanguageMiddleware(MiddlewareMixin):
    """Speak the person's language; to strangers Vietnamese, or what they chose at the door."""

    def process_request(self, request: HttpRequest) -> None:
        """Turn the page to the language before the view runs."""
        # The person and not a lazy stand-in for them: the frame of every write asks for its type.
        person = request.user = get_user(request)
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if isinstance(person, Person):
            wanted = person.language
        known = {code for code, _name in settings.LANGUAGES}
        language = wanted if wanted in known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language


class RefusalMiddleware(MiddlewareMixin):
    """One place for the answers to a refusal: 403, 409, and 303 for a deed already done."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into its page; every other mistake stays what it is."""
        if isinstance(exception, AlreadyDoneError):
            return _see_other(_page_seen(request, exception.entry))
        if isinstance(exception, StepNotAllowedError):
            return _not_now(request, exception)
        if isinstance(exception, PermissionDenied) and is_htmx(request):
            return _part(request, {"is_forbidden": True}, status=403)
        return None  # PermissionDenied on a whole page: Django shows 403.html

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Send a whole page to the door when a part finds nobody; give every refusal a page."""
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            return _no_page(request, response)
        door = resolve_url(settings.LOGIN_URL)
        if (
            is_htmx(request)
            and isinstance(response, HttpResponseRedirectBase)
            and response.url.startswith(door)
        ):
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return response


def form_not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django calls it so
    """Say in our own words that a form without its proof of origin changed nothing."""
    return render(request, "403_csrf.html", status=403)


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page asks, not a whole page."""
    return request.headers.get("HX-Request") == "true"


def page_of(entry: HistoryEntry) -> str:
    """The page of what a deed was done to; the desk where it has none."""
    try:
        return reverse(entry.subject_kind, args=[entry.subject_id])
    except NoReverseMatch:
        return resolve_url(settings.LOGIN_REDIRECT_URL)


def _page_seen(request: HttpRequest, entry: HistoryEntry) -> str:
    """The page of a deed; the desk if the deed took its document out of the reader's sight."""
    person = request.user
    assert isinstance(person, Person)  # who did a deed has signed in
    seen = documents_seen_by(person).filter(pk=entry.subject_id)
    if entry.subject_kind == "document" and not seen.exists():
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return page_of(entry)


def _see_other(address: str) -> HttpResponse:
    # 303 and not 302: the browser asks for the page, it does not send the deed again.
    return HttpResponse(status=303, headers={"Location": address})


def _not_now(request: HttpRequest, error: StepNotAllowedError) -> HttpResponse:
    context = {
        "error": error,
        "heading": heading_of(error),
        "sentences": sentences_of(error),
        "document": _document_of(request),
        "moment": now(),
    }
    if is_htmx(request):
        return _part(request, context, status=409)
    return render(request, "409.html", context, status=409)


def _part(request: HttpRequest, context: dict[str, object], *, status: int) -> HttpResponse:
    response = render(request, "partials/_refusal.html", context, status=status)
    response["HX-Retarget"] = "#notices"
    response["HX-Reswap"] = "innerHTML show:top"
    return response


def _no_page(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """Say what became of a form whose address was only opened, as after signing in again."""
    context = {"document": _document_of(request)}
    page = render(request, "405.html", context, status=HTTPStatus.METHOD_NOT_ALLOWED)
    page["Allow"] = response["Allow"]
    return page


def _document_of(request: HttpRequest) -> Document | None:
    """The document of the refused step, if the page's address names one that the person sees."""
    place, person = request.resolver_match, request.user
    if place is None or not place.route.startswith("documents/") or not isinstance(person, Person):
        return None
    for name in DOCUMENT_ARGUMENTS:
        if name in place.kwargs:
            return documents_seen_by(person).filter(pk=place.kwargs[name]).first()
    return None
