"""One click and one is somebody of the demo; where the setting is off these doors are not there."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.conf import settings
from django.contrib.auth import login
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from approvals.queries.desk import count_for
from approvals.queries.records import count_waiting
from docs_mgmt.clock import today
from docs_mgmt.models import Assignment, Person
from docs_mgmt.rules.words import Role
from office.context import home_of

BACKEND = "django.contrib.auth.backends.ModelBackend"

#: The roles in the order in which a document meets them; a post is shown by the last that it has.
ORDER = (
    Role.OFFICER,
    Role.UNIT_HEAD,
    Role.FORM_CHECKER,
    Role.LEADER,
    Role.CLERK,
    Role.ARCHIVIST,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True)
class DemoPerson:
    """One person on the list at the door."""

    username: str
    full_name: str
    title: str
    agency: str
    role: Role
    waits: int = 0

    @property
    def part(self) -> str:
        """What the person does with a document."""
        return {
            Role.OFFICER: gettext("Draft, ask for opinions, submit"),
            Role.UNIT_HEAD: gettext("Check the content"),
            Role.FORM_CHECKER: gettext("Check the form"),
            Role.LEADER: gettext("Approve and sign"),
            Role.CLERK: gettext("Print, number, seal, issue"),
            Role.ARCHIVIST: gettext("Take in and keep the files"),
            Role.ADMINISTRATOR: gettext("Set up the office"),
        }[self.role]


@dataclass(frozen=True)
class DemoPeople:
    """Who may be tried: one of each role first, then everybody else by agency."""

    first: tuple[DemoPerson, ...]
    others: tuple[tuple[str, tuple[DemoPerson, ...]], ...]


@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """Be somebody of a sample agency, in a demo only."""
    post = _posts().filter(person__username=username).first() if settings.DEMO else None
    if post is None:
        raise Http404
    login(request, post.person, backend=BACKEND)
    return redirect(home_of(request, post.person))


def demo_people() -> DemoPeople:
    """The people of the sample agencies; those of the first agency in the order of the flow."""
    people: dict[str, DemoPerson] = {}
    for post in _posts():
        people.setdefault(post.person.username, _shown(post))
    everybody = tuple(people.values())
    first_agency = everybody[0].agency if everybody else ""
    first: dict[Role, DemoPerson] = {}
    for one in everybody:
        if one.agency == first_agency:
            first.setdefault(one.role, one)
    others = [one for one in everybody if one not in first.values()]
    return DemoPeople(
        first=tuple(_with_waiting(first[role]) for role in ORDER if role in first),
        others=tuple(
            (agency, tuple(group)) for agency, group in groupby(others, lambda one: one.agency)
        ),
    )


def _with_waiting(one: DemoPerson) -> DemoPerson:
    """Add what waits for them, so that one sees whom to be next."""
    person = Person.objects.get(username=one.username)
    return replace(one, waits=count_for(person) + count_waiting(person))


def _shown(post: Assignment) -> DemoPerson:
    roles = [row.role for row in post.position.roles.all()]
    return DemoPerson(
        username=post.person.username,
        full_name=post.person.full_name,
        title=post.position.title,
        agency=post.position.agency.short_name,
        role=max(roles, key=ORDER.index, default=Role.OFFICER),
    )


def _posts() -> QuerySet[Assignment]:
    on = today()
    return (
        Assignment.objects.filter(Q(ends__isnull=True) | Q(ends__gte=on), starts__lte=on)
        .filter(position__agency__is_sample=True, person__is_active=True)
        .select_related("person", "position__agency")
        .prefetch_related("position__roles")
        .order_by("position__agency_id", "id")
    )
