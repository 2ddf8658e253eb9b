"""How the tests take any step with usual words, and what they ask of every step alike."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction

from approvals.queries.shown import shown_of
from approvals.steps import (
    approve_document,
    archive_document,
    cancel_document,
    check_document,
    circulate_document,
    close_round,
    draft_document,
    issue_document,
    number_document,
    print_document,
    reopen_document,
    seal_document,
    send_back_document,
    sign_document,
    submit_document,
    void_number,
    withdraw_document,
)
from approvals.steps.approve import Seen
from approvals.steps.circulate import Asked
from approvals.steps.seal import Looked, Sealing
from docs_mgmt.clock import today
from docs_mgmt.models import Change, Document, Event, HistoryEntry, Person
from docs_mgmt.queries.system import deeds_of
from docs_mgmt.rules.chain import columns_of, first_break
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError, row_at
from docs_mgmt.rules.words import Way
from docs_mgmt.writes._frame import AlreadyDoneError
from office.demo.dossiers import dossier_for
from tests.builders import World, a_document, a_token, some_files, some_particulars

REASON = "Rà soát lại số liệu"
#: By whose hand each step of the builders' usual document goes.
USUAL = {
    Step.DRAFT: "linh",
    Step.CIRCULATE: "linh",
    Step.CLOSE_ROUND: "linh",
    Step.SUBMIT: "linh",
    Step.CHECK: "luong",
    Step.APPROVE: "vy",
    Step.SEND_BACK: "luong",
    Step.WITHDRAW: "linh",
    Step.REOPEN: "vy",
    Step.CANCEL: "linh",
}

#: Usual documents that stand ready for the tests of a file, by stage (see conftest.py).
ready: dict[Stage, int] = {}

Take = Callable[[World, Document, Person, str], object]


def usual_actor(step: Step) -> str:
    """Whose step it is on the usual document: the clerk's unless said otherwise."""
    return USUAL.get(step, "oanh")


def _draft(world: World, document: Document, actor: Person, token: str) -> object:
    return draft_document(
        document, some_particulars(world), some_files(actor), actor=actor, token=token
    )


def _circulate(world: World, document: Document, actor: Person, token: str) -> object:
    asked = Asked([world["bach"]], [], today() + timedelta(days=3))
    return circulate_document(document, asked, actor=actor, token=token)


def _approve(world: World, document: Document, actor: Person, token: str) -> object:
    document = Document.objects.get(pk=document.pk)
    shown = shown_of(document, document.versions.latest("number"))
    return approve_document(document, Seen(shown.digest, shown.marks), actor=actor, token=token)


def a_sealing(copies: int = 4, **facts: object) -> Sealing:
    """Everything looked at, and the copies that the usual document needs."""
    return Sealing(frozenset(Looked), copies, **facts)


def _seal(world: World, document: Document, actor: Person, token: str) -> object:
    seal = document.agency.seals.get()
    return seal_document(document, seal, a_sealing(), actor=actor, token=token)


def usual_ways(document: Document) -> dict[int, Way]:
    """Inside through the system, outside by post."""
    return {
        row.pk: Way.INTERNAL if row.is_internal else Way.POST for row in document.recipients.all()
    }


def _issue(world: World, document: Document, actor: Person, token: str) -> object:
    return issue_document(document, usual_ways(document), actor=actor, token=token)


def _archive(world: World, document: Document, actor: Person, token: str) -> object:
    document = Document.objects.get(pk=document.pk)
    document.issued_on = document.issued_on or today()  # a dossier to ask for, at any stage
    return archive_document(document, dossier_for(document, None), actor=actor, token=token)


def _plainly(do: Callable[..., object]) -> Take:
    return lambda _world, document, actor, token: do(document, actor=actor, token=token)


def _with_reason(do: Callable[..., object]) -> Take:
    return lambda _world, document, actor, token: do(
        document, reason=REASON, actor=actor, token=token
    )


TAKE: dict[Step, Take] = {
    Step.DRAFT: _draft,
    Step.CIRCULATE: _circulate,
    Step.CLOSE_ROUND: _plainly(close_round),
    Step.SUBMIT: _plainly(submit_document),
    Step.CHECK: _plainly(check_document),
    Step.APPROVE: _approve,
    Step.PRINT: _plainly(print_document),
    Step.SIGN: _plainly(sign_document),
    Step.NUMBER: _plainly(number_document),
    Step.SEAL: _seal,
    Step.ISSUE: _issue,
    Step.ARCHIVE: _archive,
    Step.SEND_BACK: _with_reason(send_back_document),
    Step.WITHDRAW: _plainly(withdraw_document),
    Step.REOPEN: _with_reason(reopen_document),
    Step.CANCEL: _with_reason(cancel_document),
    Step.VOID_NUMBER: _with_reason(void_number),
}


def everything() -> dict[str, str]:
    """A mark of every table of ours and of the queue: what a refusal must not touch."""
    marks = {}
    for label in ("docs_mgmt", "approvals", "django_q"):
        for model in apps.get_app_config(label).get_models():
            if not model._meta.proxy and model._meta.label != "docs_mgmt.Upload":
                rows = repr(list(model._default_manager.order_by("pk").values_list()))
                marks[model._meta.label] = hashlib.sha256(rows.encode()).hexdigest()
    return marks


class Asking:
    """One step on one document, asked the questions that every step must answer alike."""

    def __init__(self, world: World, step: Step, document: Document, by: str = "") -> None:
        self.world = world
        self.step = step
        self.document = document
        self.actor = world[by or usual_actor(step)]

    def take(self, *, by: str = "", token: str = "") -> object:
        """Take the step, as the usual person unless another is named."""
        actor = self.world[by] if by else self.actor
        return TAKE[self.step](self.world, self.document, actor, token or a_token())

    def works(self) -> object:
        """It works: stage, history, outbox and live event say the same, once."""
        self._prepare()
        is_new = self.document.pk is None
        before = None if is_new else self.fresh().stage
        deeds = 0 if is_new else len(deeds_of(self.document))
        marks = (Change.objects.count(), Event.objects.count())
        answer = self.take()
        entry = self.entry()
        row = row_at(self.step, self.document.path, before)
        assert row is not None
        assert (entry.deed, entry.actor, entry.ordinal) == (self.step, self.actor, deeds + 1)
        assert entry.facts["from"] == before
        assert entry.facts["to"] == self.fresh().stage
        if self.step is not Step.CHECK:  # the one step that may stay
            assert self.document.stage == (row.target or before)
        assert self.breaks() is None
        name = f"document:{self.document.pk}"
        assert (Change.objects.count(), Event.objects.count()) == (marks[0] + 1, marks[1] + 1)
        assert Change.objects.latest("pk").subject == name
        assert (Event.objects.latest("pk").deed, Event.objects.latest("pk").subject) == (
            self.step,
            name,
        )
        return answer

    def waits(
        self, obstacle: Obstacle = Obstacle.STAGE, names: tuple[str, ...] | None = None
    ) -> StepNotAllowedError:
        """Not now: the refusal says what the document waits for, and nothing has changed."""
        self._prepare()
        before = everything()
        with pytest.raises(StepNotAllowedError) as refused:
            self.take()
        assert refused.value.step == self.step
        assert refused.value.waits_for is obstacle
        assert names is None or refused.value.names == names
        assert everything() == before
        return refused.value

    def is_denied_to(self, *usernames: str) -> None:
        """You may not: each of these people is refused, and nothing has changed."""
        self._prepare()
        before = everything()
        for username in usernames:
            with pytest.raises(PermissionDenied):
                self.take(by=username)
        assert everything() == before

    def leaves_nothing_when_it_breaks(self) -> None:
        """The event is of the commit: broken off at the very last write, nothing is left of it."""
        self._prepare()
        before = everything()
        with (
            pytest.raises(OperationalError),
            a_full_disk_at("docs_mgmt_event"),
            transaction.atomic(),  # as the outermost transaction of a page
        ):
            self.take()
        assert everything() == before

    def counts_once(self) -> None:
        """A double click is one deed; the token of one person is nothing to another."""
        token = a_token()
        self.take(token=token)
        entry = self.entry()
        before = everything()
        with pytest.raises(AlreadyDoneError) as second:
            self.take(token=token)
        assert second.value.entry == entry
        with pytest.raises(PermissionDenied):
            self.take(by="quantri", token=token)
        assert everything() == before

    def entry(self) -> HistoryEntry:
        """The newest deed of the document."""
        return deeds_of(self.document)[-1]

    def breaks(self) -> int | None:
        """Where the document's chain of deeds is broken; None: nowhere."""
        return first_break(
            (row.previous, row.hash, columns_of(row)) for row in deeds_of(self.document)
        )

    def fresh(self) -> Document:
        """The document as the database has it."""
        self.document.refresh_from_db()
        return self.document

    def _prepare(self) -> None:
        """A dossier is no part of the step that asks for it: it stands before the marks."""
        if self.step is Step.ARCHIVE:
            document = Document.objects.get(pk=self.document.pk)
            document.issued_on = document.issued_on or today()
            dossier_for(document, None)


@contextmanager
def a_full_disk_at(table: str) -> Iterator[None]:
    """The database engine fails, as on a full disk, at the next row of this table."""

    def write(execute, sql, params, many, context):
        if sql.startswith(f'INSERT INTO "{table}"'):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(write):
        yield


def a_document_at(world: World, stage: Stage, **facts: object) -> Document:
    """The usual document at a stage; a cancelled one was a draft."""
    if not facts and stage in ready:
        return Document.objects.get(pk=ready[stage])
    document = a_document(world, at=stage, **facts)
    if stage is Stage.CANCELLED:
        cancel_document(document, reason=REASON, actor=document.drafter, token=a_token())
        document.refresh_from_db()
    return document


def at(world: World, step: Step, stage: Stage, *, by: str = "", **facts: object) -> Asking:
    """The step asked of the usual document at a stage."""
    return Asking(world, step, a_document_at(world, stage, **facts), by)
