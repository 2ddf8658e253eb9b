"""The one drawing of the flow: which step stands where on the line, and which one it waits for."""

from functools import lru_cache

from docs_mgmt.rules.flow import MAIN_STEPS, Path, Stage, Step, row_at

#: The three groups of the drawing: drafting, checking and approving, issuing.
GROUPS: tuple[frozenset[Step], ...] = (
    frozenset({Step.DRAFT, Step.CIRCULATE, Step.SUBMIT}),
    frozenset({Step.CHECK, Step.APPROVE}),
    frozenset(MAIN_STEPS[5:]),
)


def next_main_step(stage: Stage, path: Path) -> Step | None:
    """The main step that leads on from this stage; none from the last one or a cancelled one."""
    onward = _onward(stage, path)
    return onward[0] if onward else None


def line_of(path: Path) -> tuple[Step, ...]:
    """The steps of a path in the order in which a document meets them."""
    line = [Step.DRAFT, Step.CIRCULATE]
    stage = Stage.DRAFTED
    while onward := _onward(stage, path):
        step, stage = onward
        line.append(step)
    return tuple(line)


@lru_cache(maxsize=64)
def _onward(stage: Stage, path: Path) -> tuple[Step, Stage] | None:
    for step in MAIN_STEPS:
        row = row_at(step, path, stage)
        if row is not None and row.target is not None:
            return step, row.target
    return None


def step_awaited(stage: Stage, path: Path, *, round_is_open: bool = False) -> Step | None:
    """The step that a document waits for at this stage; none when all is done or given up."""
    if round_is_open:
        return Step.CIRCULATE
    if stage is Stage.DRAFTED:
        return Step.DRAFT
    return next_main_step(stage, path)
