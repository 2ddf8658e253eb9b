"""The life of a document as one table: what it says, and what it can never lead to."""

from collections import deque

import pytest

from docs_mgmt.rules.flow import (
    FLOW,
    MAIN_STEPS,
    NOT_YET_OFFERED,
    Deed,
    Obstacle,
    Part,
    Path,
    Stage,
    Step,
    StepNotAllowedError,
    rank_of,
    row_at,
    rows_of,
    stages_from,
)

_PAPER, _ELECTRONIC, _MIXED = ("PAPER",), ("ELECTRONIC",), ("MIXED",)
_ALL = _PAPER + _ELECTRONIC + _MIXED
#: design.md 2 in words: step, from, to ("=": it stays), by, on which paths.
TABLE = (
    ("draft", "", "DRAFTED", "officer", _ALL),
    ("circulate", "DRAFTED SUBMITTED", "=", "drafter", _ALL),
    ("close_round", "DRAFTED SUBMITTED", "=", "drafter", _ALL),
    ("submit", "DRAFTED", "SUBMITTED", "drafter", _ALL),
    ("check", "SUBMITTED", "CHECKED", "turn_holder", _ALL),
    ("approve", "CHECKED", "APPROVED", "turn_holder", _ALL),
    ("print", "APPROVED", "PRINTED", "clerk", _PAPER),
    ("print", "NUMBERED", "PRINTED", "clerk", _MIXED),
    ("sign", "PRINTED", "SIGNED", "clerk", _PAPER),
    ("sign", "APPROVED", "SIGNED", "signer", _ELECTRONIC + _MIXED),
    ("number", "SIGNED", "NUMBERED", "clerk", _ALL),
    ("seal", "NUMBERED", "SEALED", "clerk", _PAPER + _ELECTRONIC),
    ("seal", "PRINTED", "SEALED", "clerk", _MIXED),
    ("issue", "SEALED", "ISSUED", "clerk", _ALL),
    ("archive", "ISSUED", "ARCHIVED", "clerk", _ALL),
    ("send_back", "SUBMITTED CHECKED", "DRAFTED", "turn_holder", _ALL),
    ("withdraw", "SUBMITTED CHECKED", "DRAFTED", "drafter", _ALL),
    ("reopen", "APPROVED PRINTED SIGNED", "DRAFTED", "signer clerk", _PAPER),
    ("reopen", "APPROVED SIGNED", "DRAFTED", "signer clerk", _ELECTRONIC + _MIXED),
    ("cancel", "DRAFTED SUBMITTED CHECKED APPROVED SIGNED", "CANCELLED", "drafter signer", _ALL),
    ("cancel", "PRINTED", "CANCELLED", "drafter signer", _PAPER),
    ("void_number", "NUMBERED SEALED", "SIGNED", "clerk", _ALL),
    ("void_number", "PRINTED", "SIGNED", "clerk", _MIXED),
    ("recall", "ISSUED ARCHIVED", "=", "clerk", _ALL),
    ("replace", "ISSUED ARCHIVED", "=", "clerk", _ALL),
    ("correct", "ISSUED ARCHIVED", "=", "clerk", _ALL),
    ("amend", "ISSUED ARCHIVED", "=", "clerk", _ALL),
)

paths = pytest.mark.parametrize("path", list(Path))


def edges(rows) -> set[tuple[str, str, str, str, str]]:
    return {
        (step, source, target, part, path)
        for step, sources, target, parts, paths in rows
        for source in sources.split() or [""]
        for part in parts.split()
        for path in paths
    }


def test_the_table_is_the_one_that_was_agreed():
    rows = [
        (
            str(row.step),
            " ".join(row.sources),
            "=" if row.target is None else str(row.target),
            " ".join(row.by),
            tuple(row.paths),
        )
        for row in FLOW
    ]
    assert edges(rows) == edges(TABLE)


@paths
def test_from_one_stage_a_step_leads_to_one_place_only(path):
    seen = [(row.step, stage) for row in FLOW if path in row.paths for stage in row.sources]
    assert len(seen) == len(set(seen))


@paths
def test_the_main_steps_lead_from_nothing_to_the_archive(path):
    stage, met = None, []
    while stage is not Stage.ARCHIVED:
        step, row = next(
            (step, row)
            for step in MAIN_STEPS
            if (row := row_at(step, path, stage)) and row.target and step not in met
        )
        met.append(step)
        stage = row.target
    without = {Step.CIRCULATE} | ({Step.PRINT} if path is Path.ELECTRONIC else set())
    assert set(met) == set(MAIN_STEPS) - without


def ways_of(path: Path) -> set[tuple[Stage, int, bool]]:
    """Every (stage, live numbers, ended or reopened with one) that any walk can reach."""
    start = (None, 0, False)
    seen, queue = {start}, deque([start])
    while queue:
        stage, live, wrong = queue.popleft()
        for row in FLOW:
            fits = stage in row.sources if row.sources else stage is None
            if path not in row.paths or not fits:
                continue
            ends = row.step in {Step.CANCEL, Step.REOPEN}
            change = {Step.NUMBER: 1, Step.VOID_NUMBER: -1}.get(row.step, 0)
            state = (row.target or stage, live + change, wrong or (ends and live > 0))
            if state not in seen and -2 < state[1] < 3:
                seen.add(state)
                queue.append(state)
    return seen - {start}


@paths
def test_no_walk_gives_a_second_live_number_or_ends_a_document_that_has_one(path):
    ways = ways_of(path)
    assert {live for _, live, _ in ways} == {0, 1}
    assert not any(wrong for _, _, wrong in ways)


@paths
def test_a_document_has_its_number_exactly_where_the_table_says(path):
    numbered = {stage for stage, live, _ in ways_of(path) if live}
    unnumbered = {stage for stage, live, _ in ways_of(path) if not live}
    printed = {Stage.PRINTED} if path is Path.MIXED else set()
    assert numbered == {Stage.NUMBERED, Stage.SEALED, Stage.ISSUED, Stage.ARCHIVED} | printed
    assert not numbered & unnumbered


@paths
def test_nothing_leads_out_of_a_cancelled_document_or_back_from_the_archive(path):
    assert [row.step for row in FLOW if Stage.CANCELLED in row.sources] == []
    onward = {row.step for row in FLOW if path in row.paths and Stage.ARCHIVED in row.sources}
    assert onward == NOT_YET_OFFERED


@paths
def test_no_number_is_given_before_the_signature(path):
    assert [row.sources for row in rows_of(Step.NUMBER, path)] == [{Stage.SIGNED}]


def test_who_drafts_never_takes_a_step_that_judges():
    judging = {Step.CHECK, Step.APPROVE, Step.SEND_BACK}
    assert {part for row in FLOW if row.step in judging for part in row.by} == {Part.TURN_HOLDER}


def test_a_step_from_nowhere_is_the_draft_alone():
    assert [step for step in Step if row_at(step, Path.PAPER, None)] == [Step.DRAFT]
    assert row_at(Step.DRAFT, Path.PAPER, Stage.DRAFTED) is None


def test_every_step_is_a_deed_of_the_same_word():
    assert {step.value for step in Step} <= {deed.value for deed in Deed}


def test_stages_follow_each_other_and_a_cancelled_one_is_as_private_as_a_draft():
    assert rank_of(Stage.CANCELLED) == rank_of(Stage.DRAFTED) == 0
    assert rank_of(Stage.SIGNED) < rank_of(Stage.ISSUED) < rank_of(Stage.ARCHIVED)
    assert stages_from(Stage.ISSUED) == {Stage.ISSUED, Stage.ARCHIVED}
    assert stages_from(Stage.DRAFTED) == set(Stage)


def test_a_refusal_carries_its_facts_and_can_be_read():
    refusal = StepNotAllowedError(Step.APPROVE, Stage.CHECKED, Obstacle.TEXT_CHANGED, ("title",))
    assert str(refusal) == "approve is not possible at CHECKED: text_changed title"
    assert (refusal.step, refusal.stage, refusal.waits_for, refusal.names) == (
        Step.APPROVE,
        Stage.CHECKED,
        Obstacle.TEXT_CHANGED,
        ("title",),
    )
    assert StepNotAllowedError(Step.SEAL, Stage.SIGNED).waits_for is Obstacle.STAGE
