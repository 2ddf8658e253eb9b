"""Everybody of the access tests at the door, and every answer that was not the expected one."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import resolve
from django_htmx.middleware import HtmxDetails

from docs_mgmt.models import Person
from docs_mgmt.rules.flow import StepNotAllowedError
from docs_mgmt.writes._frame import AlreadyDoneError
from tests.strict_client import StrictClient

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
#: A refusal as the middleware answers it.
REFUSALS = {Http404: 404, PermissionDenied: 403, StepNotAllowedError: 409, AlreadyDoneError: 303}
NO_FORM, NOTHING_TYPED = "get", "post"


@dataclass
class Visit:
    """Looks and sends as anybody; `wrong` gathers what answers otherwise than the table says.

    Through the whole door by a client, or `quickly`: the view that the resolver finds is asked
    with the person in its request, and nothing of the door around it.
    """

    quickly: bool = False
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = {person.username: person for person in Person.objects.all()}
        self._clients: dict[str, StrictClient] = {}
        self._requests = RequestFactory()
        self._handler = ClientHandler(enforce_csrf_checks=False)  # its middleware is made once

    def look(self, who: object, username: str, address: str, wanted: int) -> None:
        """Look; note what answers otherwise."""
        self._try(f"{who}: look at {address}", username, address, NO_FORM, wanted)

    def send(self, who: object, username: str, address: str, wanted: int) -> None:
        """Send a form that says nothing; note what answers otherwise."""
        self._try(f"{who}: send {address}", username, address, NOTHING_TYPED, wanted)

    def go(self, who: object, username: str, address: str, wanted: tuple[int, int]) -> None:
        """Look, and send."""
        self.look(who, username, address, wanted[0])
        self.send(who, username, address, wanted[1])

    def _try(self, what: str, username: str, address: str, how: str, wanted: int) -> None:
        ask = self._ask_view if self.quickly else self._ask_door
        got = ask(username, address, how)
        if got != wanted:
            self.wrong.append(f"{what} → {got}, not {wanted}")

    def _ask_door(self, username: str, address: str, how: str) -> int:
        return _status_of(getattr(self._client(username), how)(address))

    def _ask_view(self, username: str, address: str, how: str) -> int:
        request = getattr(self._requests, how)(address)
        request.user = self.people.get(username) or AnonymousUser()
        request.session = {}
        request._messages = CookieStorage(request)
        request.htmx = HtmxDetails(request)
        request.resolver_match = place = resolve(address)
        try:
            return _status_of(place.func(request, *place.args, **place.kwargs))
        except tuple(REFUSALS) as refusal:
            return REFUSALS[type(refusal)]

    def _client(self, username: str) -> StrictClient:
        """The client of a person; of nobody a new one each time."""
        client = self._clients.get(username) or StrictClient()
        client.handler = self._handler
        if username in self.people and username not in self._clients:
            client.force_login(self.people[username], backend=MODEL_BACKEND)
            self._clients[username] = client
        return client


def _status_of(answer: HttpResponseBase) -> int:
    answer.close()
    return answer.status_code
