"""Turns and routes of a document in hand."""

from django.db.models import F, Q, QuerySet

from approvals.models import Decision, Route, RouteLeg, Turn
from approvals.rules.routing import Candidate, Leg, holder_of
from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import posts_in
from docs_mgmt.rules.words import CheckKind, Role


def open_turn(document: Document) -> Turn | None:
    """The turn that is open now, if any."""
    return (
        Turn.objects.filter(document=document, opened_at__isnull=False, closed_at__isnull=True)
        .select_related("holder", "version")
        .first()
    )


def turns_of(document: Document) -> QuerySet[Turn]:
    """Every turn of the document, in order."""
    return Turn.objects.filter(document=document).select_related("holder", "decision", "version")


def decisions_of(document: Document) -> QuerySet[Decision]:
    """What was decided about the document so far, newest first."""
    return (
        Decision.objects.filter(turn__document=document)
        .select_related("turn", "turn__holder", "turn__version")
        .order_by("-pk")
    )


def route_of(document: Document) -> Route | None:
    """The most particular route that fits: unit and type, unit, type, agency."""
    fits = Route.objects.filter(agency=document.agency_id).filter(
        Q(unit=document.unit_id) | Q(unit__isnull=True),
        Q(type=document.type_id) | Q(type__isnull=True),
    )
    return fits.order_by(F("unit").desc(nulls_last=True), F("type").desc(nulls_last=True)).first()


def planned_turns(
    document: Document, *, signer: int | None = None
) -> list[tuple[CheckKind, int | None]]:
    """Whose turns would follow a submit now: (kind, person); None where nobody is left.

    A document that is not written down yet is told who would sign it.
    """
    route = route_of(document)
    if route is None:
        return []
    legs = RouteLeg.objects.filter(route=route).order_by("order")
    who = signer if document.pk is None else _signer_of(document)
    return [(leg.kind, _holder(leg, document, who)) for leg in legs]


def _holder(leg: RouteLeg, document: Document, signer: int | None) -> int | None:
    if leg.kind is CheckKind.APPROVAL:
        return signer if signer != document.drafter_id else None
    if leg.person_id is not None and leg.person_id != document.drafter_id:
        return leg.person_id
    superiors = sorted(
        _candidates(document, Role.LEADER), key=lambda c: (c.person == signer, -c.rank, c.person)
    )
    role = leg.role or (Role.UNIT_HEAD if leg.kind is CheckKind.CONTENT else Role.FORM_CHECKER)
    return holder_of(
        Leg(leg.kind, _candidates(document, role), superiors), drafter=document.drafter_id
    )


def _candidates(document: Document, role: Role) -> list[Candidate]:
    posts = posts_in(document.agency).filter(position__roles__role=role)
    if role is Role.UNIT_HEAD:
        posts = posts.filter(unit=document.unit_id)
    return [
        Candidate(person, rank) for person, rank in posts.values_list("person", "position__rank")
    ]


def _signer_of(document: Document) -> int | None:
    first = document.signatories.order_by("order").first()
    return first.person_id if first else None


def people_by_id(pks: set[int]) -> dict[int, Person]:
    """The people of some turns in one question."""
    return Person.objects.in_bulk(pks)
