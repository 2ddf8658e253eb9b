"""The request that every page of a person who has signed in gets."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from docs_mgmt.models import Person


class OfficeRequest(HttpRequest):
    """A request of a person, so that no view has to ask twice who is asking."""

    user: Person
    htmx: HtmxDetails
