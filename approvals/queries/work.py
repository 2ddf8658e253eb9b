"""Documents as lists show them: where each stands, and the facts that say what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.urls import reverse

from approvals.models import Round, Turn
from docs_mgmt.models import Document, PaperCopy, Recipient, RegisterEntry, Version
from docs_mgmt.prepared import Prepared, stand_in
from docs_mgmt.rules.flow import Path, Stage
from docs_mgmt.rules.words import (
    Answer,
    CopyKind,
    EntryState,
    ReadingState,
    Urgency,
    Verdict,
)


@dataclass(frozen=True)
class Work:
    """One document with everything that a row says of it; nothing is asked again row by row."""

    pk: int
    type_name: str
    title: str
    stage: Stage
    path: Path
    stage_since: datetime
    urgency: Urgency
    due: date | None
    issued_on: date | None
    drafter_id: int
    drafter_name: str
    unit_name: str
    agency_id: int
    is_for_others: bool
    number: str | None
    version: int | None
    reading: ReadingState | None
    refusal: str | None
    refusal_facts: dict[str, object] | None
    round_closed: datetime | None
    round_opened: datetime | None
    round_due: date | None
    asked: int | None
    agree: int | None
    answered: int | None
    unexplained: int | None
    original_holder_id: int | None
    original_holder: str | None
    original_since: datetime | None
    verdict: Verdict | None
    reason: str | None
    decider_id: int | None
    decider: str | None
    decided_at: datetime | None

    @property
    def url(self) -> str:
        """The page of the document."""
        return reverse("document", args=[self.pk])

    @property
    def name(self) -> str:
        """The type and the title, as one says it."""
        return f"{self.type_name}: {self.title}"

    @property
    def round_is_open(self) -> bool:
        """Whether others are being asked now."""
        return self.round_opened is not None and self.round_closed is None

    @property
    def silent(self) -> int:
        """How many have not answered in the newest round."""
        return (self.asked or 0) - (self.answered or 0)

    @property
    def was_sent_back(self) -> bool:
        """Whether the drafter has it because somebody sent it back."""
        return self.stage is Stage.DRAFTED and self.verdict is Verdict.SENT_BACK


def rows_of(documents: QuerySet[Document]) -> QuerySet[Document, Any]:
    """The question for these documents with all their facts: rows for `Work`, the newest first."""
    facts = {**_names(), **_of_version(), **_of_round(), **_of_paper(), **_of_decision()}
    rows = documents.annotate(**facts).order_by("-id")
    return rows.values_list(*Work.__dataclass_fields__)


def work_of(document: Document) -> Work:
    """One document with all its facts."""
    (row,) = _of_one().ask({stand_in(0): document.pk})
    return Work(*row)


@cache
def _of_one() -> Prepared:
    return Prepared(rows_of(Document.objects.filter(pk=stand_in(0))))


def last_turn() -> QuerySet[Turn]:
    """The turn opened last on the outer question's document; a withdrawn one has no answer."""
    opened = Turn.objects.filter(document=OuterRef("pk"), opened_at__isnull=False)
    return opened.order_by("-lap", "-order")


def _names() -> dict[str, Combinable]:
    number = RegisterEntry.objects.filter(document=OuterRef("pk"), state=EntryState.TAKEN)
    outside = Recipient.objects.filter(
        document=OuterRef("pk"), unit__isnull=True, person__isnull=True
    )
    return {
        "type_name": F("type__name"),
        "drafter_name": F("drafter__full_name"),
        "unit_name": F("unit__name"),
        "number": Subquery(number.values("full")[:1]),
        "is_for_others": Exists(outside),
    }


def _of_version() -> dict[str, Combinable]:
    newest = Version.objects.filter(document=OuterRef("pk")).order_by("-number")
    return {
        "version": Subquery(newest.values("number")[:1]),
        "reading": Subquery(newest.values("text__state")[:1]),
        "refusal": Subquery(newest.values("text__refusal")[:1]),
        "refusal_facts": Subquery(newest.values("text__refusal_facts")[:1]),
    }


def _of_round() -> dict[str, Combinable]:
    newest = Round.objects.filter(document=OuterRef("pk")).order_by("-number")
    differs = Q(opinions__answer__in=[Answer.DISAGREE, Answer.OTHER])
    counted = newest.annotate(
        n_asked=Count("opinions"),
        n_agree=Count("opinions", filter=Q(opinions__answer=Answer.AGREE)),
        n_answered=Count("opinions", filter=Q(opinions__answer__isnull=False)),
        n_unexplained=Count("opinions", filter=differs & Q(opinions__uptake__isnull=True)),
    )
    return {
        "round_opened": Subquery(newest.values("opened_at")[:1]),
        "round_closed": Subquery(newest.values("closed_at")[:1]),
        "round_due": Subquery(newest.values("due")[:1]),
        "asked": Subquery(counted.values("n_asked")[:1]),
        "agree": Subquery(counted.values("n_agree")[:1]),
        "answered": Subquery(counted.values("n_answered")[:1]),
        "unexplained": Subquery(counted.values("n_unexplained")[:1]),
    }


def _of_paper() -> dict[str, Combinable]:
    original = PaperCopy.objects.filter(
        document=OuterRef("pk"), kind=CopyKind.ORIGINAL, part=0, spoiled_at__isnull=True
    )
    return {
        "original_holder_id": Subquery(original.values("holder_id")[:1]),
        "original_holder": Subquery(original.values("holder__full_name")[:1]),
        "original_since": Subquery(original.values("held_since")[:1]),
    }


def _of_decision() -> dict[str, Combinable]:
    last = last_turn()
    return {
        "verdict": Subquery(last.values("decision__verdict")[:1]),
        "reason": Subquery(last.values("decision__text")[:1]),
        "decider_id": Subquery(last.values("holder_id")[:1]),
        "decider": Subquery(last.values("holder__full_name")[:1]),
        "decided_at": Subquery(last.values("decision__decided_at")[:1]),
    }
