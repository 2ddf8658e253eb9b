"""The drawing of the flow: the steps of each path in the order in which a document meets them."""

import pytest

from docs_mgmt.rules.flow import MAIN_STEPS, Path, Stage, Step
from docs_mgmt.rules.stage_line import GROUPS, line_of, next_main_step, step_awaited

_DRAFTING = (Step.DRAFT, Step.CIRCULATE, Step.SUBMIT, Step.CHECK, Step.APPROVE)
_LEAVING = (Step.ISSUE, Step.ARCHIVE)


@pytest.mark.parametrize(
    ("path", "middle"),
    [
        (Path.PAPER, (Step.PRINT, Step.SIGN, Step.NUMBER, Step.SEAL)),
        (Path.ELECTRONIC, (Step.SIGN, Step.NUMBER, Step.SEAL)),
        (Path.MIXED, (Step.SIGN, Step.NUMBER, Step.PRINT, Step.SEAL)),
    ],
)
def test_the_line_of_each_path(path, middle):
    assert line_of(path) == _DRAFTING + middle + _LEAVING


def test_every_main_step_stands_in_one_group():
    assert sorted(step for group in GROUPS for step in group) == sorted(MAIN_STEPS)


def test_what_a_document_waits_for():
    assert step_awaited(Stage.DRAFTED, Path.PAPER) is Step.DRAFT
    assert step_awaited(Stage.SUBMITTED, Path.PAPER, round_is_open=True) is Step.CIRCULATE
    assert step_awaited(Stage.APPROVED, Path.PAPER) is Step.PRINT
    assert step_awaited(Stage.APPROVED, Path.MIXED) is Step.SIGN
    assert step_awaited(Stage.ARCHIVED, Path.PAPER) is None
    assert next_main_step(Stage.CANCELLED, Path.PAPER) is None
