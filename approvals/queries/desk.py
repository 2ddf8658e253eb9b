"""What waits for a person, and where the documents are that they have in work: My desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse

from approvals.models import Opinion, Round, Turn
from approvals.queries.whereabouts import Places, Whereabouts
from approvals.queries.work import Work, last_turn, rows_of
from docs_mgmt.clock import today
from docs_mgmt.labels.refusals import sentence_of_refusal
from docs_mgmt.models import Assignment, Document, Grant, Person, Version
from docs_mgmt.permissions import posts_of
from docs_mgmt.prepared import AboutPerson
from docs_mgmt.queries import posts
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import CheckKind, ReadingState, Role, Urgency, Verdict, Why

#: The stages of a document that its drafter still follows.
IN_WORK = tuple(
    stage for stage in Stage if stage not in {Stage.ISSUED, Stage.ARCHIVED, Stage.CANCELLED}
)
_URGENCIES = tuple(Urgency)
_WEEK = timedelta(days=7)


def open_turns(reader: Person) -> QuerySet[Turn]:
    """The turns that are the reader's now."""
    return Turn.objects.filter(holder=reader, opened_at__isnull=False, closed_at__isnull=True)


def headed_units(reader: Person) -> QuerySet[Assignment, Any]:
    """The units that the reader heads today, to be asked inside another question."""
    posts = posts_of(reader).filter(position__roles__role=Role.UNIT_HEAD)
    return posts.filter(unit__isnull=False).values("unit")


def asked(reader: Person) -> QuerySet[Opinion]:
    """The opinions that open rounds still ask of the reader or of a unit that they head."""
    return Opinion.objects.filter(
        Q(person=reader) | Q(unit__in=headed_units(reader)),
        round__closed_at__isnull=True,
        answer__isnull=True,
    ).exclude(round__document__stage=Stage.CANCELLED)


def returned(reader: Person) -> QuerySet[Document]:
    """The reader's drafts that somebody sent back, or whose file cannot be read."""
    newest = Version.objects.filter(document=OuterRef("pk")).order_by("-number")
    return (
        Document.objects.filter(drafter=reader, stage=Stage.DRAFTED)
        .annotate(
            last_verdict=Subquery(last_turn().values("decision__verdict")[:1]),
            last_reading=Subquery(newest.values("text__state")[:1]),
        )
        .filter(Q(last_verdict=Verdict.SENT_BACK) | Q(last_reading=ReadingState.REFUSED))
    )


def ripe_rounds(reader: Person) -> QuerySet[Round]:
    """The reader's open rounds that are complete or past their date."""
    silent = Opinion.objects.filter(round=OuterRef("pk"), answer__isnull=True)
    mine = Round.objects.filter(
        document__drafter=reader, document__stage__in=IN_WORK, closed_at__isnull=True
    )
    return mine.filter(~Exists(silent) | Q(due__lt=today()))


def count_for(reader: Person) -> int:
    """How many things wait for the reader: the figure of the bar, in one question."""
    return sum(sum(row) for row in _COUNTING.ask(reader))


def _counting(reader: Person) -> QuerySet[Person, Any]:
    parts: tuple[QuerySet[Any], ...] = (
        open_turns(reader),
        asked(reader),
        returned(reader),
        ripe_rounds(reader),
    )
    return Person.objects.filter(pk=reader.pk).values_list(*(_number_of(part) for part in parts))


_COUNTING = AboutPerson(_counting)


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    one = rows.order_by().annotate(one=Value(1)).values("one")
    return Coalesce(Subquery(one.annotate(n=Count("pk")).values("n")), 0)


class Matter(StrEnum):
    """Why a document lies on somebody's desk."""

    CHECK = "check"
    APPROVE = "approve"
    RETURNED = "returned"
    REFUSED = "refused"
    ROUND = "round"


#: Where each matter is dealt with.
_PAGES = {
    Matter.CHECK: "check",
    Matter.APPROVE: "approve",
    Matter.RETURNED: "document",
    Matter.REFUSED: "document",
    Matter.ROUND: "opinions",
}


def _address(name: str, pk: int) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:  # a page that this installation does not have yet
        return reverse("document", args=[pk])


@dataclass(frozen=True)
class Task:
    """One thing that waits for the reader, with what a row says of it."""

    matter: Matter
    work: Work
    since: datetime
    due: date | None
    turn: Turn | None = None
    #: Who checked it before, on this lap, with their titles.
    checked_by: tuple[tuple[str, CheckKind], ...] = ()
    #: Who sent it back, with their title.
    decider: str = ""

    @property
    def url(self) -> str:
        """The page on which it is done, in one tap."""
        return _address(_PAGES[self.matter], self.work.pk)

    @property
    def sentence(self) -> str:
        """Why the newest file was refused, and what to do."""
        return sentence_of_refusal(self.work.refusal or "", self.work.refusal_facts or {})

    @property
    def is_late(self) -> bool:
        """Whether its date has passed."""
        return self.due is not None and self.due < today()

    @property
    def is_pressing(self) -> bool:
        """Whether it must be done today: late, due today, or urgent by its mark."""
        due_now = self.due is not None and self.due <= today()
        return due_now or self.work.urgency is not Urgency.NORMAL

    @property
    def is_for_others(self) -> bool:
        """Whether it binds somebody outside, or somebody disagreed with it."""
        return self.work.is_for_others or (self.work.answered or 0) > (self.work.agree or 0)

    @property
    def order(self) -> tuple[int, bool, date, datetime]:
        """By urgency, overdue, due date, waiting since."""
        urgency = -_URGENCIES.index(self.work.urgency)
        return urgency, not self.is_late, self.due or date.max, self.since


@dataclass(frozen=True)
class Question:
    """An opinion asked of the reader, or of a unit that they head."""

    opinion: Opinion

    @property
    def url(self) -> str:
        """The page on which it is answered."""
        return _address("opinions", self.opinion.round.document_id)

    @property
    def due(self) -> date:
        """By when to answer."""
        return self.opinion.round.due

    @property
    def asks_unit(self) -> bool:
        """Whether the answer is the unit's."""
        return self.opinion.unit_id is not None


@dataclass(frozen=True)
class Group:
    """Tasks of one consequence: what must be done today, what binds others, the rest."""

    word: str
    tasks: Sequence[Task]


class Desk:
    """What lies on one person's desk today; every part is asked once."""

    def __init__(self, reader: Person) -> None:
        self.reader = reader
        self.works = [Work(*row) for row in _ON_THE_DESK.ask(reader)]
        self.places = Places(self.works)

    @property
    def day(self) -> date:
        """The office's day."""
        return today()

    @property
    def drafts(self) -> bool:
        """Whether the reader may start a document."""
        return Role.OFFICER in self.roles

    @property
    def has_side(self) -> bool:
        """Whether anything stands at the side."""
        return bool(self.questions or self.issued)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The reader's roles today, in whatever agency."""
        held = posts.posts_of(self.reader)
        return frozenset(role for post in held for role in post.roles)

    @cached_property
    def tasks(self) -> list[Task]:
        """What waits for the reader, the most pressing first."""
        found = [task for work in self.works for task in self._tasks(work)]
        return sorted(found, key=lambda task: task.order)

    @cached_property
    def questions(self) -> list[Question]:
        """The opinions asked of the reader, the nearest date first."""
        rows = asked(self.reader).select_related(
            "round__document__type", "round__document__drafter", "round__document__unit", "unit"
        )
        return [Question(opinion) for opinion in rows.order_by("round__due", "id")]

    @property
    def count(self) -> int:
        """How many things wait, the questions included: the figure of the bar."""
        return len(self.tasks) + len(self.questions)

    @property
    def late(self) -> int:
        """How many of them are late."""
        asked_late = sum(question.due < today() for question in self.questions)
        return sum(task.is_late for task in self.tasks) + asked_late

    @property
    def due_today(self) -> int:
        """How many of them are due today."""
        asked_now = sum(question.due == today() for question in self.questions)
        return sum(task.due == today() for task in self.tasks) + asked_now

    @property
    def decides(self) -> bool:
        """Whether a decision waits here: then the rows stand by consequence."""
        return any(task.matter is Matter.APPROVE for task in self.tasks)

    @property
    def groups(self) -> list[Group]:
        """The tasks by consequence; groups without a task are left out."""
        pressing = [task for task in self.tasks if task.is_pressing]
        calm = [task for task in self.tasks if not task.is_pressing]
        parts = (
            Group("today", pressing),
            Group("others", [task for task in calm if task.is_for_others]),
            Group("inside", [task for task in calm if not task.is_for_others]),
        )
        return [group for group in parts if group.tasks]

    @property
    def in_work(self) -> list[tuple[Work, Whereabouts]]:
        """The reader's own documents on their way, with where each one is."""
        mine = [
            work
            for work in self.works
            if work.drafter_id == self.reader.pk and work.stage in IN_WORK
        ]
        rows = [(work, self.places.of(work)) for work in mine]
        return sorted(rows, key=lambda row: row[1].since, reverse=True)

    @property
    def issued(self) -> list[Work]:
        """What of the reader's, or sent to them, was issued in the last seven days."""
        found = [work for work in self.works if work.stage in {Stage.ISSUED, Stage.ARCHIVED}]
        return sorted(found, key=lambda work: (work.issued_on or date.min, work.pk), reverse=True)

    def _tasks(self, work: Work) -> list[Task]:
        turn = self.places.open_turn(work)
        if turn is not None and turn.holder_id == self.reader.pk:
            return [self._task_of_turn(work, turn)]
        return self._own_tasks(work) if work.drafter_id == self.reader.pk else []

    def _own_tasks(self, work: Work) -> list[Task]:
        found = []
        if work.stage is Stage.DRAFTED and work.reading is ReadingState.REFUSED:
            found.append(Task(Matter.REFUSED, work, work.stage_since, work.due))
        elif work.was_sent_back:
            decider = self.places.titled(work.decider_id, work.decider)
            since = work.decided_at or work.stage_since
            found.append(Task(Matter.RETURNED, work, since, work.due, decider=decider))
        if work.round_is_open and work.round_opened and _is_ripe(work):
            found.append(Task(Matter.ROUND, work, work.round_opened, work.round_due))
        return found

    def _task_of_turn(self, work: Work, turn: Turn) -> Task:
        matter = Matter.APPROVE if turn.kind is CheckKind.APPROVAL else Matter.CHECK
        checked = tuple(
            (self.places.titled(row.holder_id, row.holder.full_name), row.kind)
            for row in self.places.passed(work)
        )
        return Task(matter, work, turn.opened_at or work.stage_since, work.due, turn, checked)


def _on_the_desk(reader: Person) -> QuerySet[Document]:
    """Everything that the desk shows of documents, in one question.

    Each branch walks an index of its own; with one condition over all of them the database would
    walk through every document of the archive.
    """
    received = Grant.objects.filter(
        Q(person=reader) | Q(unit__in=posts_of(reader).values("unit")), why=Why.RECIPIENT
    )
    mine = Document.objects.filter(drafter=reader)
    lately = Q(stage__in=(Stage.ISSUED, Stage.ARCHIVED), issued_on__gt=today() - _WEEK)
    branches = (
        mine.filter(stage__in=IN_WORK),
        mine.filter(lately),
        Document.objects.filter(lately, pk__in=received.values("document")),
    )
    turns = open_turns(reader).order_by().values("document")
    ids = turns.union(*(rows.order_by().values("pk") for rows in branches))
    return Document.objects.filter(pk__in=ids)


_ON_THE_DESK = AboutPerson(lambda reader: rows_of(_on_the_desk(reader)))


def _is_ripe(work: Work) -> bool:
    return work.silent == 0 or (work.round_due is not None and work.round_due < today())
