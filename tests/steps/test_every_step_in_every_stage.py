"""Every step in every stage by everybody, and long walks of them: the table, or a named refusal."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from approvals.queries.rounds import open_round
from approvals.queries.turns import open_turn
from docs_mgmt.models import Document, NumberSeries, PaperCopy, RegisterEntry
from docs_mgmt.queries.system import deeds_of, state_of_everything
from docs_mgmt.rules.chain import columns_of, first_break
from docs_mgmt.rules.flow import Obstacle, Path, Stage, Step, StepNotAllowedError, row_at
from docs_mgmt.rules.numbering import ADMIN
from docs_mgmt.rules.words import CopyKind, EntryState
from office.demo.dossiers import dossier_for
from tests.builders import World, a_token
from tests.steps.ways import TAKE, a_document_at

READY = tuple(stage for stage in Stage if stage is not Stage.CANCELLED)
STEPS = tuple(TAKE)
#: One person of every role, and strangers: what they are to Linh's plan that Vỹ signs.
PEOPLE = {
    "linh": "the drafter",
    "khoa": "another officer",
    "luong": "the unit head",
    "nhan": "the form checker",
    "vy": "the signer",
    "khai": "another leader",
    "oanh": "the clerk",
    "tue": "the archivist",
    "quantri": "the administrator",
    "em.tl": "the clerk of another ward",
}
#: Who may take each step on the usual document once its turns have come; time is another question.
MAY = {
    Step.DRAFT: {"linh", "khoa", "luong", "nhan"},
    Step.CIRCULATE: {"linh"},
    Step.CLOSE_ROUND: {"linh"},
    Step.SUBMIT: {"linh"},
    Step.WITHDRAW: {"linh"},
    Step.CANCEL: {"linh", "vy"},
    Step.REOPEN: {"vy", "oanh"},
}
_NO_TURN_YET = {
    "luong": {Stage.DRAFTED, Stage.CANCELLED},
    "nhan": {Stage.DRAFTED, Stage.CANCELLED, Stage.SUBMITTED},
    "vy": {Stage.DRAFTED, Stage.CANCELLED, Stage.SUBMITTED},
}
_HOLDERS = {
    Step.CHECK: {"luong", "nhan"},
    Step.APPROVE: {"vy"},
    Step.SEND_BACK: {"luong", "nhan", "vy"},
}
_QUICK = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def taken_back():
    """Whatever happens inside has never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def may(step: Step, stage: Stage, who: str) -> bool:
    """By the office's own words, not by the code under test."""
    if step in _HOLDERS:
        return who in _HOLDERS[step] and stage not in _NO_TURN_YET[who]
    return who in MAY.get(step, {"oanh"})


def obstacle_of(step: Step, stage: Stage, who: str) -> Obstacle | None:
    """What else the usual document waits for at a stage where the table has a row."""
    if step is Step.CLOSE_ROUND:
        return Obstacle.NO_ROUND
    holder = {Stage.SUBMITTED: "luong", Stage.CHECKED: "vy"}.get(stage)
    return Obstacle.TURN_CLOSED if step in _HOLDERS and who != holder else None


def tried(world: World, step: Step, document: Document, who: str) -> str:
    """The answer in one word; a refusal has changed nothing."""
    if step is Step.ARCHIVE and document.issued_on:
        dossier_for(document, None)  # its dossier stands before the step
    before = state_of_everything(document)
    try:
        with transaction.atomic():
            TAKE[step](world, document, world[who], a_token())
    except PermissionDenied:
        answer = "denied"
    except StepNotAllowedError as refused:
        answer = str(refused.waits_for)
    else:
        return "done"
    assert state_of_everything(document) == before
    return answer


def test_every_step_in_every_stage_by_everybody(world):
    """Either it stands in the table and works, or a named refusal, and nothing has changed."""

    @settings(_QUICK, max_examples=100)
    @given(st.sampled_from(STEPS), st.sampled_from(list(Stage)), st.sampled_from(list(PEOPLE)))
    def ask(step: Step, stage: Stage, who: str) -> None:
        with taken_back():
            document = a_document_at(world, stage)
            row = row_at(step, Path.PAPER, stage)
            answer = tried(world, step, document, who)
            if not may(step, stage, who):
                assert answer == "denied"
            elif row is None:
                assert answer == str(Obstacle.STAGE)
            else:
                assert answer == str(obstacle_of(step, stage, who) or "done")
                target = {Step.CHECK: Stage.SUBMITTED}.get(step, row.target or stage)
                document = Document.objects.get(pk=document.pk)
                assert document.stage is (target if answer == "done" else stage)

    ask()


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_taken_somewhere_and_refused_to_a_stranger(world, step):
    """What chance may not draw: each step at each stage of its row."""
    stages = [stage for stage in READY if row_at(step, Path.PAPER, stage)]
    for stage in stages:
        with taken_back():
            document = a_document_at(world, stage)
            assert tried(world, step, document, "em.tl") == "denied"
            who = next(name for name in PEOPLE if may(step, stage, name))
            expected = obstacle_of(step, stage, who)
            assert tried(world, step, document, who) == str(expected or "done")


class Chain(RuleBasedStateMachine):
    """One document that everybody pulls at; what the house promises holds after every pull."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.document = a_document_at(self.world, Stage.DRAFTED)
        self.now_at = Stage.DRAFTED
        self.before = NumberSeries.objects.get(key=ADMIN).last_number  # of the other documents
        self.given = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def pull(self, step: Step, who: str) -> None:
        self.document = Document.objects.get(pk=self.document.pk)
        row = row_at(step, Path.PAPER, self.now_at)
        answer = tried(self.world, step, self.document, who)
        if answer != "done":
            return
        assert row is not None
        self.given += step is Step.NUMBER
        stays = step is Step.CHECK and open_turn(self.document).kind != "APPROVAL"
        self.now_at = self.now_at if row.target is None or stays else row.target

    @rule(step=st.sampled_from(STEPS), who=st.sampled_from(list(PEOPLE)))
    def anybody_tries_anything(self, step: Step, who: str) -> None:
        self.pull(step, who)

    @rule(hurry=st.integers(1, 4))
    def it_goes_on_as_it_should(self, hurry: int) -> None:
        for _ in range(hurry):
            step = next(
                (step for step in STEPS[3:12] if row_at(step, Path.PAPER, self.now_at)), None
            )
            if step is None:
                return
            if open_round(self.document):
                self.pull(Step.CLOSE_ROUND, "linh")
            turn = open_turn(self.document)
            actor = turn.holder.username if turn else "oanh"
            self.pull(step, "linh" if step is Step.SUBMIT else actor)

    @rule()
    def the_number_is_void(self) -> None:
        self.pull(Step.VOID_NUMBER, "oanh")

    @rule()
    def the_text_is_opened_again(self) -> None:
        self.pull(Step.REOPEN, "vy")

    @invariant()
    def the_stage_is_where_the_table_leads(self) -> None:
        assert Document.objects.get(pk=self.document.pk).stage is self.now_at

    @invariant()
    def numbers_are_without_gap_and_one_at_most_is_live(self) -> None:
        entries = RegisterEntry.objects.filter(document=self.document).order_by("number")
        last = self.before + self.given
        assert [entry.number for entry in entries] == list(range(self.before + 1, last + 1))
        assert NumberSeries.objects.get(key=ADMIN).last_number == last
        live = entries.filter(state=EntryState.TAKEN).count()
        numbered = {Stage.NUMBERED, Stage.SEALED, Stage.ISSUED, Stage.ARCHIVED}
        assert live == (self.now_at in numbered)

    @invariant()
    def one_original_at_most_is_unspoiled_and_one_approval_live(self) -> None:
        sheets = PaperCopy.objects.filter(document=self.document, spoiled_at__isnull=True)
        printed = {Stage.PRINTED, Stage.SIGNED, Stage.NUMBERED, Stage.SEALED}
        on_paper = self.now_at in printed | {Stage.ISSUED, Stage.ARCHIVED}
        assert sheets.filter(kind=CopyKind.ORIGINAL).count() == on_paper
        approved = on_paper or self.now_at is Stage.APPROVED
        live = self.document.approvals.filter(void_at__isnull=True).count()
        assert live == approved

    @invariant()
    def the_history_is_whole_and_ends_here(self) -> None:
        deeds = deeds_of(self.document)
        assert first_break((row.previous, row.hash, columns_of(row)) for row in deeds) is None
        assert deeds[-1].facts["to"] == self.now_at


def test_a_document_that_everybody_pulls_at_keeps_its_promises(world):
    Chain.world = world
    run_state_machine_as_test(
        Chain, settings=settings(_QUICK, max_examples=6, stateful_step_count=18)
    )
