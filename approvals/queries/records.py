"""The records desk: what waits there, by the step that it waits for, and the numbers to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from approvals.models import ApprovalRecord
from docs_mgmt.clock import OFFICE_TIME, today
from docs_mgmt.models import (
    Agency,
    Assignment,
    Document,
    DocumentType,
    Grant,
    NumberingScheme,
    NumberSeries,
    PaperCopy,
    Person,
    Recipient,
    RegisterEntry,
    SchemeRow,
    Signatory,
)
from docs_mgmt.permissions import posts_of
from docs_mgmt.rules.flow import Stage, Step
from docs_mgmt.rules.notation import full_number, notation_of
from docs_mgmt.rules.numbering import ADMIN, series_key
from docs_mgmt.rules.stage_line import next_main_step
from docs_mgmt.rules.words import CopyKind, EntryState, Role, SchemeKind, Urgency

#: The steps of the desk, in the order of the flow.
DESK_STEPS = (Step.PRINT, Step.SIGN, Step.NUMBER, Step.SEAL, Step.ISSUE, Step.ARCHIVE)
WAITING = (
    Stage.APPROVED,
    Stage.PRINTED,
    Stage.SIGNED,
    Stage.NUMBERED,
    Stage.SEALED,
    Stage.ISSUED,
)
_URGENT_FIRST = {word: rank for rank, word in enumerate(reversed(Urgency))}


@dataclass(frozen=True)
class Waiting:
    """One document at the desk, with what the clerk needs to see before the next step."""

    document: Document
    step: Step
    approver: str
    approved_at: datetime | None
    pages: int
    signer: str
    signed_at: datetime | None
    holder: str
    held_since: datetime | None
    original: int | None
    number: str
    numbered_on: date | None
    next_number: str
    recipients: int
    internal: int
    copies: int

    @property
    def next_digits(self) -> str:
        """The next number without its notation, for the button."""
        return self.next_number.partition("/")[0]

    @property
    def outside(self) -> int:
        """How many recipients are not of this house."""
        return self.recipients - self.internal

    @property
    def is_urgent(self) -> bool:
        """Whether the paper carries an urgency stamp."""
        return self.document.urgency is not Urgency.NORMAL

    @property
    def late_since(self) -> date | None:
        """The past day of the deed before: the law leaves the desk one day more (Đ15, Đ18)."""
        since = None
        if self.step is Step.NUMBER and self.signed_at is not None:
            since = self.signed_at.astimezone(OFFICE_TIME).date()
        elif self.step in {Step.SEAL, Step.ISSUE}:
            since = self.numbered_on
        return since if since is not None and since < today() else None


@dataclass(frozen=True)
class Section:
    """One stage of the desk with everything that waits in it."""

    step: Step
    rows: tuple[Waiting, ...]

    @property
    def late(self) -> int:
        """How many should have left this stage before today."""
        return sum(row.late_since is not None for row in self.rows)


@dataclass(frozen=True)
class ComingNumber:
    """The number that a series gives next."""

    agency: Agency
    types: tuple[str, ...]  # empty: every type without a series of its own
    is_only: bool
    number: int


@dataclass(frozen=True)
class Queue:
    """Everything at the desks of one clerk."""

    sections: tuple[Section, ...]
    coming: tuple[ComingNumber, ...]

    @property
    def count(self) -> int:
        """How many documents wait."""
        return sum(len(section.rows) for section in self.sections)

    @property
    def first(self) -> Waiting | None:
        """The one thing to do first: what is late, else what is urgent, else what stands on top."""
        rows = [row for section in self.sections for row in section.rows]
        late = next((row for row in rows if row.late_since), None)
        urgent = next((row for row in rows if row.is_urgent), None)
        return late or urgent or next(iter(rows), None)

    @property
    def late(self) -> tuple[Waiting, ...]:
        """Everything that should have gone on before today."""
        return tuple(row for section in self.sections for row in section.rows if row.late_since)


def is_clerk(reader: Person) -> bool:
    """Whether the reader works at a records desk today."""
    return _desks_of(reader).exists()


def agencies_served(reader: Person) -> QuerySet[Agency]:
    """The agencies whose desk the reader works at."""
    return Agency.objects.filter(pk__in=_scopes(reader).values("agency"))


def waiting_at_desks(reader: Person) -> QuerySet[Document]:
    """The documents that wait at the reader's desks, as far as the desks' grants reach."""
    return Document.objects.filter(
        agency__in=_scopes(reader).values("agency"), stage__in=WAITING
    ).order_by("stage_since", "pk")


def count_waiting(reader: Person) -> int:
    """How many documents wait at the reader's desks; the figure in the bar."""
    return waiting_at_desks(reader).count()


def queue_of(reader: Person) -> Queue:
    """The whole desk in three questions, whatever its length."""
    documents = list(_with_facts(waiting_at_desks(reader)))
    series = _Series(reader)
    rows = [_waiting(document, series) for document in documents]
    sections = tuple(
        Section(step, tuple(sorted((row for row in rows if row.step is step), key=_order)))
        for step in DESK_STEPS
    )
    return Queue(sections, series.coming())


def _order(row: Waiting) -> tuple[bool, int, datetime]:
    return (
        row.late_since is None,
        _URGENT_FIRST[row.document.urgency],
        row.document.stage_since,
    )


def _desks_of(reader: Person) -> QuerySet[Assignment, Any]:
    posts = posts_of(reader).filter(desk__isnull=False, position__roles__role=Role.CLERK)
    return posts.values_list("desk", flat=True)


def _scopes(reader: Person) -> QuerySet[Grant]:
    day = today()
    return Grant.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day),
        desk__in=_desks_of(reader),
        agency__isnull=False,
        since__lte=day,
    )


def _with_facts(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Bring what stands in other tables along in the same question."""
    own = OuterRef("pk")
    approval = ApprovalRecord.objects.filter(document=own, void_at__isnull=True)
    signatory = Signatory.objects.filter(document=own).order_by("order")
    original = PaperCopy.objects.filter(
        document=own, kind=CopyKind.ORIGINAL, part=0, spoiled_at__isnull=True
    )
    entry = RegisterEntry.objects.filter(document=own, state=EntryState.TAKEN)
    lines = Recipient.objects.filter(document=own).order_by().values("document")
    inside = Q(unit__isnull=False) | Q(person__isnull=False)
    return documents.select_related("type", "unit", "agency", "body").annotate(
        approver_name=Subquery(approval.values("approver__full_name")[:1]),
        approved_on=Subquery(approval.values("approved_at")[:1]),
        page_count=Subquery(approval.values("version__rendition__pages")[:1]),
        signer_name=Subquery(
            signatory.values(name=Coalesce("person__full_name", "outsider__name"))[:1]
        ),
        signed_on=Subquery(signatory.values("signed_at")[:1]),
        holder_name=Subquery(original.values("holder__full_name")[:1]),
        holds_since=Subquery(original.values("held_since")[:1]),
        original_pk=Subquery(original.values("pk")[:1]),
        full_number=Subquery(entry.values("full")[:1]),
        number_date=Subquery(entry.values("date")[:1]),
        recipient_count=Subquery(lines.values(n=Count("pk"))),
        internal_count=Subquery(lines.values(n=Count("pk", filter=inside))),
        copy_count=Subquery(lines.values(n=Sum(F("copies")))),
    )


def _waiting(document: Document, series: "_Series") -> Waiting:
    facts = vars(document)
    step = next_main_step(document.stage, document.path)
    assert step is not None  # every stage of the desk leads on
    return Waiting(
        document=document,
        step=step,
        approver=facts["approver_name"] or "",
        approved_at=facts["approved_on"],
        pages=facts["page_count"] or 0,
        signer=facts["signer_name"] or "",
        signed_at=facts["signed_on"],
        holder=facts["holder_name"] or "",
        held_since=facts["holds_since"],
        original=facts["original_pk"],
        number=facts["full_number"] or "",
        numbered_on=facts["number_date"],
        next_number=series.next_for(document) if step is Step.NUMBER else "",
        recipients=facts["recipient_count"] or 0,
        internal=facts["internal_count"] or 0,
        copies=facts["copy_count"] or 0,
    )


class _Series:
    """The schemes and series of the agencies that a clerk serves, read once."""

    def __init__(self, reader: Person) -> None:
        year = today().year
        agencies = _scopes(reader).values("agency")
        self._schemes: dict[int, NumberingScheme] = {}
        schemes = NumberingScheme.objects.filter(agency__in=agencies, year__lte=year)
        for scheme in (
            schemes.select_related("agency")
            .prefetch_related(Prefetch("rows", SchemeRow.objects.select_related("type")))
            .order_by("year")
        ):
            self._schemes[scheme.agency_id] = scheme
        self._last = {
            (agency, key): last
            for agency, key, last in NumberSeries.objects.filter(
                agency__in=agencies, year=year
            ).values_list("agency_id", "key", "last_number")
        }

    def next_for(self, document: Document) -> str:
        """The number and notation that the document would get now; empty without a scheme."""
        scheme = self._schemes.get(document.agency_id)
        if scheme is None:
            return ""
        key = series_key(scheme.kind, document.type.key, _own(scheme))
        if document.body is not None:
            key = f"COUNCIL:{document.body_id}"
        issuer = document.body.abbreviation if document.body else document.agency.abbreviation
        notation = notation_of(document.type.code, issuer=issuer, maker=document.unit.code)
        return full_number(self._next(document.agency_id, key), notation=notation)

    def coming(self) -> tuple[ComingNumber, ...]:
        """The next number of each series of administrative documents."""
        return tuple(
            number for scheme in self._schemes.values() for number in self._coming_of(scheme)
        )

    def _coming_of(self, scheme: NumberingScheme) -> Iterable[ComingNumber]:
        if scheme.kind is SchemeKind.PER_TYPE:
            yield from self._coming_per_type(scheme)
            return
        by_key: dict[str, list[DocumentType]] = {}
        for row in scheme.rows.all() if scheme.kind is SchemeKind.MIXED else ():
            by_key.setdefault(row.key, []).append(row.type)
        for key, types in by_key.items():
            yield self._number(scheme, key, types)
        yield self._number(scheme, ADMIN, ())

    def _coming_per_type(self, scheme: NumberingScheme) -> Iterable[ComingNumber]:
        keys = [key for agency, key in self._last if agency == scheme.agency_id]
        for type_ in DocumentType.objects.filter(key__in=keys):
            yield self._number(scheme, type_.key, [type_])

    def _number(
        self, scheme: NumberingScheme, key: str, types: Sequence[DocumentType]
    ) -> ComingNumber:
        return ComingNumber(
            scheme.agency,
            tuple(type_.name for type_ in types),
            scheme.kind is SchemeKind.SINGLE,
            self._next(scheme.agency_id, key),
        )

    def _next(self, agency: int, key: str) -> int:
        return self._last.get((agency, key), 0) + 1


def _own(scheme: NumberingScheme) -> dict[str, str]:
    return {row.type.key: row.key for row in scheme.rows.all()}
