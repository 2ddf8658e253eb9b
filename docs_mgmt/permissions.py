"""Who may do what with which thing. The only door to django-guardian."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from guardian.shortcuts import assign_perm, remove_perm

from docs_mgmt.clock import today
from docs_mgmt.models import (
    Agency,
    Assignment,
    Change,
    Desk,
    Document,
    DocumentUserObjectPermission,
    Grant,
    Person,
    Unit,
)
from docs_mgmt.prepared import AboutPerson
from docs_mgmt.rules.flow import Stage, stages_from
from docs_mgmt.rules.words import Right, Role, Why

#: Whoever has one of these on a document takes part in its discussion.
_DISCUSSING = (Right.COMMENT, Right.EDIT)


@dataclass(frozen=True)
class Cause:
    """Why a grant is given: a word for the page, and the row that caused it."""

    why: Why
    kind: str
    pk: int


def posts_of(person: Person, on: date | None = None) -> QuerySet[Assignment]:
    """The assignments that the person holds on the day."""
    day = on or today()
    return Assignment.objects.filter(person=person, starts__lte=day).filter(
        Q(ends__isnull=True) | Q(ends__gte=day)
    )


def posts_in(agency: Agency, on: date | None = None) -> QuerySet[Assignment]:
    """The assignments held in the agency on the day; a desk's post counts where the desk serves."""
    day = on or today()
    held = Assignment.objects.filter(starts__lte=day).filter(
        Q(ends__isnull=True) | Q(ends__gte=day)
    )
    return held.filter(
        Q(unit__agency=agency) | Q(desk__in=Desk.objects.filter(agencies=agency))
    ).filter(person__is_active=True)


def works_in(person: Person, agency: Agency) -> bool:
    """Whether the person holds any post in the agency today; who has left does nothing there."""
    return posts_in(agency).filter(person=person).exists()


def roles_of(person: Person, agency: Agency, on: date | None = None) -> frozenset[Role]:
    """The roles that the person has in the agency on the day."""
    posts = posts_in(agency, on).filter(person=person)
    roles = posts.filter(position__roles__isnull=False).values_list(
        "position__roles__role", flat=True
    )
    return frozenset(Role(role) for role in roles)


def grant(
    right: Right,
    to: Person | Unit | Desk,
    target: Document | Unit | Agency,
    *,
    cause: Cause,
    from_version: int | None = None,
    from_stage: Stage | None = None,
    span: tuple[date, date | None] | None = None,
) -> Grant:
    """Give one right for one cause; a person's right on a document gets its guardian row too."""
    since, until = span or (today(), None)
    facts = {_grantee_of(to): to, _target_of(target): target, "right": right}
    found, _made = Grant.objects.get_or_create(
        **facts,
        why=cause.why,
        cause_kind=cause.kind,
        cause_id=cause.pk,
        defaults={
            "from_version": from_version,
            "from_stage": from_stage,
            "since": since,
            "until": until,
        },
    )
    if isinstance(to, Person) and isinstance(target, Document):
        for codename in _codenames(right):
            assign_perm(codename, to, target)
    return found


def revoke(kind: str, pk: int) -> None:
    """Take a cause away; a right goes when its last cause goes, and the index is told."""
    rows = list(Grant.objects.filter(cause_kind=kind, cause_id=pk).select_related("person"))
    Grant.objects.filter(pk__in=[row.pk for row in rows]).delete()
    changed = {row.document_id for row in rows if row.document_id is not None}
    Change.objects.bulk_create(Change(subject=f"document:{pk}") for pk in sorted(changed))
    for row in rows:
        if row.person is not None and row.document is not None:
            _keep_guardian_true(row.person, row.document)


def _keep_guardian_true(person: Person, document: Document) -> None:
    left = Grant.objects.filter(person=person, document=document).values_list("right", flat=True)
    wanted = {codename for right in left for codename in _codenames(Right(right))}
    for codename in ("view_document", "comment_document", "edit_document"):
        if codename not in wanted:
            remove_perm(codename, person, document)


def _codenames(right: Right) -> tuple[str, ...]:
    match right:
        case Right.VIEW:
            return ("view_document",)
        case Right.COMMENT:
            return ("view_document", "comment_document")
        case Right.EDIT:
            return ("view_document", "comment_document", "edit_document")


def wanted_guardian_rows() -> set[tuple[int, int, str]]:
    """Every (person, document, codename) that the grants ask for; `verify` compares."""
    rows = Grant.objects.filter(person__isnull=False, document__isnull=False).values_list(
        "person_id", "document_id", "right"
    )
    return {
        (person, document, codename)
        for person, document, right in rows
        if person is not None and document is not None
        for codename in _codenames(Right(right))
    }


def _grantee_of(to: Person | Unit | Desk) -> str:
    match to:
        case Person():
            return "person"
        case Unit():
            return "unit"
        case Desk():
            return "desk"


def _target_of(target: Document | Unit | Agency) -> str:
    match target:
        case Document():
            return "document"
        case Unit():
            return "of_unit"
        case Agency():
            return "agency"


@dataclass(frozen=True)
class Reach:
    """How far a reader reaches today: themselves, their units and desks, and their scopes."""

    person: int
    units: frozenset[int]
    desks: frozenset[int]
    #: (unit, from stage) and (agency, from stage) of the scope grants.
    unit_scopes: frozenset[tuple[int, Stage]]
    agency_scopes: frozenset[tuple[int, Stage]]
    #: The scopes in which the reader takes part in the discussion too: «unit7@DRAFTED».
    talk_scopes: frozenset[str] = frozenset()


def reach_of(person: Person, on: date | None = None) -> Reach:
    """Expand a reader once: two queries, used by SQL and by search alike."""
    day = on or today()
    if not person.is_active:
        return Reach(0, frozenset(), frozenset(), frozenset(), frozenset())
    posts = _REACHING.ask(person) if day == today() else list(_reaching(person, day))
    units = frozenset(unit for unit, _ in posts if unit is not None)
    desks = frozenset(desk for _, desk in posts if desk is not None)
    scopes = _SCOPES.ask(person) if day == today() else list(_scopes(person, day))
    unit_scopes, agency_scopes, talk_scopes = set(), set(), set()
    for unit, agency, stage, right in scopes:
        if unit is not None:
            unit_scopes.add((unit, stage or Stage.DRAFTED))
        if agency is not None:
            agency_scopes.add((agency, stage or Stage.DRAFTED))
        if right in _DISCUSSING and stage and (unit or agency):
            talk_scopes.add(f"unit{unit}@{stage}" if unit else f"agency{agency}@{stage}")
    return Reach(
        person.pk,
        units,
        desks,
        frozenset(unit_scopes),
        frozenset(agency_scopes),
        frozenset(talk_scopes),
    )


def _reaching(person: Person, on: date | None = None) -> QuerySet[Assignment, Any]:
    """The units and desks of a reader.

    The post of an administrator gives no sight: who configures does not read (design.md 4).
    """
    posts = posts_of(person, on).exclude(position__roles__role=Role.ADMINISTRATOR)
    return posts.values_list("unit_id", "desk_id")


def _scopes(person: Person, on: date | None = None) -> QuerySet[Grant, Any]:
    """The grants on whole units and agencies that a reader holds, themselves or by their posts."""
    day, posts = on or today(), _reaching(person, on)
    units = posts.filter(unit__isnull=False).values("unit")
    desks = posts.filter(desk__isnull=False).values("desk")
    return (
        Grant.objects.filter(document__isnull=True, since__lte=day)
        .order_by()
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .filter(Q(person=person) | Q(unit__in=units) | Q(desk__in=desks))
        .values_list("of_unit_id", "agency_id", "from_stage", "right")
    )


_REACHING, _SCOPES = AboutPerson(_reaching), AboutPerson(_scopes)


def reader_tokens(person: Person, on: date | None = None) -> frozenset[str]:
    """The one expansion of a reader into tokens: p12, u7, desk3, agency2@SUBMITTED."""
    return tokens_of_reach(reach_of(person, on))


def tokens_of_reach(reach: Reach) -> frozenset[str]:
    """Write a reach as tokens; an inactive person has none."""
    if not reach.person:
        return frozenset()
    return frozenset(
        {f"p{reach.person}"}
        | {f"u{unit}" for unit in reach.units}
        | {f"desk{desk}" for desk in reach.desks}
        | {f"unit{unit}@{stage}" for unit, stage in reach.unit_scopes}
        | {f"agency{agency}@{stage}" for agency, stage in reach.agency_scopes}
    )


def talk_tokens_of_reach(reach: Reach) -> frozenset[str]:
    """The same reader as one who takes part in discussions: «talk:p12», «talk:unit7@DRAFTED»."""
    if not reach.person:
        return frozenset()
    own = {f"p{reach.person}", *(f"u{unit}" for unit in reach.units)}
    own |= {f"desk{desk}" for desk in reach.desks}
    return frozenset(f"talk:{token}" for token in own | reach.talk_scopes)


def talk_tokens_of(document: Document, grants: Iterable[Grant]) -> frozenset[str]:
    """Who of these grants takes part in the discussion of the document, with its scopes.

    A right that ends on a day cannot be expressed as a token, and is left out. No clock is asked:
    whether a right has begun is asked again when something is found.
    """
    lasting = (
        (row.person_id, row.unit_id, row.desk_id)
        for row in grants
        if row.right in _DISCUSSING and row.until is None
    )
    return frozenset(f"talk:{one}" for one in _grantee_tokens(lasting) | _scope_tokens(document))


def tokens_of(document: Document) -> frozenset[str]:
    """Who may see the document, as the index stores it; what cannot be expressed is left out."""
    grants = ((row.person_id, row.unit_id, row.desk_id) for row in document.grants.all())
    return frozenset(_grantee_tokens(grants) | _scope_tokens(document))


def _grantee_tokens(grants: Iterable[tuple[int | None, int | None, int | None]]) -> set[str]:
    tokens = set()
    for person, unit, desk in grants:
        if person is not None:
            tokens.add(f"p{person}")
        elif unit is not None:
            tokens.add(f"u{unit}")
        else:
            tokens.add(f"desk{desk}")
    return tokens


def _scope_tokens(document: Document) -> set[str]:
    return {
        f"{kind}{pk}@{stage}"
        for kind, pk in (("unit", document.unit_id), ("agency", document.agency_id))
        for stage in Stage
        if stage is not Stage.CANCELLED and document.stage in stages_from(stage)
    }


def own_rows(person: int) -> QuerySet[DocumentUserObjectPermission, int]:
    """The documents on which a person has a right of their own, by guardian's rows."""
    return DocumentUserObjectPermission.objects.filter(user=person).values_list(
        "content_object", flat=True
    )


def condition_of(reach: Reach) -> Q:
    """The same rights as one condition on documents, for SQL: asked of each document alone.

    So twenty documents cost as much for who was granted a hundred thousand as for who was granted
    ten. Whoever wants all that a reader sees walks the branches of the rights, not the documents.
    """
    this = OuterRef("pk")
    shared = Q(unit__in=reach.units) | Q(desk__in=reach.desks)
    seen = Q(Exists(own_rows(reach.person).filter(content_object=this))) | Q(
        Exists(Grant.objects.filter(shared, document=this))
    )
    for unit, stage in reach.unit_scopes:
        seen |= Q(unit=unit, stage__in=stages_from(stage))
    for agency, stage in reach.agency_scopes:
        seen |= Q(agency=agency, stage__in=stages_from(stage))
    return seen


def is_seen(reach: Reach, document: str = "document") -> Exists:
    """Whether the document of a row may be seen, as a condition on rows that point to one."""
    return Exists(Document.objects.filter(condition_of(reach), pk=OuterRef(document)))


def may_comment(reader: Person, document: Document) -> bool:
    """Whether the reader takes part in the discussion: asked, holding a turn, heading, leading."""
    return discussing_grants(reader, document).exists()


def may_speak(reader: Person, document: Document) -> bool:
    """Whether the reader may add to the discussion: in it, and at work in the agency today."""
    return may_comment(reader, document) and works_in(reader, document.agency)


def first_version_of(reader: Person, document: Document) -> int | None:
    """The first version that the reader may see; None: only the newest one."""
    rows = list(discussing_grants(reader, document).values_list("from_version", flat=True))
    return min((row or 1 for row in rows), default=None)


def discussing_grants(reader: Person, document: Document) -> QuerySet[Grant]:
    """For what causes the reader takes part in the discussion today."""
    below = [stage for stage in Stage if document.stage in stages_from(stage)]
    about = (
        Q(document=document),
        Q(of_unit=document.unit_id, from_stage__in=below),
        Q(agency=document.agency_id, from_stage__in=below),
    )
    return discussing_grants_about(reach_of(reader), about)


def discussing_grants_about(reach: Reach, about: Iterable[Q]) -> QuerySet[Grant]:
    """Those of the reader that give a part in the discussion of any of these, as of today.

    Each is asked by itself, so that the database begins with the few grants about a document and
    not with all those of a person.
    """
    grantee = Q(person=reach.person) | Q(unit__in=reach.units) | Q(desk__in=reach.desks)
    day = today()
    lasting = Q(until__isnull=True) | Q(until__gte=day)
    mine = Grant.objects.filter(grantee, lasting, right__in=_DISCUSSING, since__lte=day)
    first, *others = (mine.filter(target).order_by().values("pk") for target in about)
    return Grant.objects.filter(pk__in=first.union(*others))


def causes_of(document: Document) -> QuerySet[Grant]:
    """Every cause for which anybody sees the document, scopes included."""
    day = today()
    scope = Q(of_unit=document.unit_id) | Q(agency=document.agency_id)
    below = [stage for stage in Stage if document.stage in stages_from(stage)]
    return (
        Grant.objects.filter(Q(document=document) | (scope & Q(from_stage__in=below)))
        .filter(since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .select_related("person", "unit", "desk")
    )


def may_edit(person: Person, document: Document) -> bool:
    """Whether the person may change the draft: guardian's row says it, and a post of today."""
    return own_rows(person.pk).filter(
        content_object=document, permission__codename="edit_document"
    ).exists() and works_in(person, document.agency)
