"""The life of a document as one table, with its words and refusals; not who holds which role."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Stage(StrEnum):
    """Where a document is."""

    DRAFTED = "DRAFTED"
    SUBMITTED = "SUBMITTED"
    CHECKED = "CHECKED"
    APPROVED = "APPROVED"
    PRINTED = "PRINTED"
    SIGNED = "SIGNED"
    NUMBERED = "NUMBERED"
    SEALED = "SEALED"
    ISSUED = "ISSUED"
    ARCHIVED = "ARCHIVED"
    CANCELLED = "CANCELLED"


class Path(StrEnum):
    """How the document gets its signature and seal (NĐ 30/2020, Đ18.5, Đ18.6)."""

    PAPER = "PAPER"
    ELECTRONIC = "ELECTRONIC"
    MIXED = "MIXED"


class Step(StrEnum):
    """What someone does to a document."""

    DRAFT = "draft"
    CIRCULATE = "circulate"
    CLOSE_ROUND = "close_round"
    SUBMIT = "submit"
    CHECK = "check"
    APPROVE = "approve"
    PRINT = "print"
    SIGN = "sign"
    NUMBER = "number"
    SEAL = "seal"
    ISSUE = "issue"
    ARCHIVE = "archive"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    CANCEL = "cancel"
    VOID_NUMBER = "void_number"
    RECALL = "recall"
    REPLACE = "replace"
    CORRECT = "correct"
    AMEND = "amend"


class Deed(StrEnum):
    """Every word that a history entry may say: the steps, and the changes that are no step."""

    DRAFT = "draft"
    CIRCULATE = "circulate"
    CLOSE_ROUND = "close_round"
    SUBMIT = "submit"
    CHECK = "check"
    APPROVE = "approve"
    PRINT = "print"
    SIGN = "sign"
    NUMBER = "number"
    SEAL = "seal"
    ISSUE = "issue"
    ARCHIVE = "archive"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    CANCEL = "cancel"
    VOID_NUMBER = "void_number"
    RECALL = "recall"
    REPLACE = "replace"
    CORRECT = "correct"
    AMEND = "amend"
    ADD_VERSION = "add_version"
    EDIT = "edit"
    READ = "read"
    RENDER = "render"
    ANSWER = "answer"
    REPLY = "reply"
    COMMENT = "comment"
    RESOLVE = "resolve"
    CONFIGURE = "configure"
    ASSIGN = "assign"
    SPEAK = "speak"
    TAKE_IN = "take_in"


class Part(StrEnum):
    """The part that a person plays towards one document."""

    OFFICER = "officer"
    DRAFTER = "drafter"
    TURN_HOLDER = "turn_holder"
    SIGNER = "signer"
    CLERK = "clerk"


class Standing(StrEnum):
    """What an issued document is worth today; no word of it before ISSUED."""

    IN_FORCE = "IN_FORCE"
    AMENDED = "AMENDED"
    REPLACED = "REPLACED"
    RECALLED = "RECALLED"
    CORRECTED = "CORRECTED"


ALL = frozenset(Path)
PAPER = frozenset({Path.PAPER})
DIGITAL = frozenset({Path.ELECTRONIC, Path.MIXED})
MIXED = frozenset({Path.MIXED})
UNMIXED = ALL - MIXED

#: The eleven steps that the stage line and the meter draw, in the order of the flow.
MAIN_STEPS: tuple[Step, ...] = (
    Step.DRAFT,
    Step.CIRCULATE,
    Step.SUBMIT,
    Step.CHECK,
    Step.APPROVE,
    Step.PRINT,
    Step.SIGN,
    Step.NUMBER,
    Step.SEAL,
    Step.ISSUE,
    Step.ARCHIVE,
)


@dataclass(frozen=True)
class Row:
    """One line of the flow: this step leads from these stages to that one."""

    step: Step
    paths: frozenset[Path]
    sources: frozenset[Stage]
    target: Stage | None  # None: the stage stays
    by: frozenset[Part]


def _row(
    step: Step,
    sources: tuple[Stage, ...],
    target: Stage | None,
    *by: Part,
    paths: frozenset[Path] = ALL,
) -> Row:
    return Row(step, paths, frozenset(sources), target, frozenset(by))


S, P = Stage, Part
_STANDING = (S.ISSUED, S.ARCHIVED)
FLOW: tuple[Row, ...] = (
    _row(Step.DRAFT, (), S.DRAFTED, P.OFFICER),
    _row(Step.CIRCULATE, (S.DRAFTED, S.SUBMITTED), None, P.DRAFTER),
    _row(Step.CLOSE_ROUND, (S.DRAFTED, S.SUBMITTED), None, P.DRAFTER),
    _row(Step.SUBMIT, (S.DRAFTED,), S.SUBMITTED, P.DRAFTER),
    _row(Step.CHECK, (S.SUBMITTED,), S.CHECKED, P.TURN_HOLDER),
    _row(Step.APPROVE, (S.CHECKED,), S.APPROVED, P.TURN_HOLDER),
    _row(Step.PRINT, (S.APPROVED,), S.PRINTED, P.CLERK, paths=PAPER),
    _row(Step.PRINT, (S.NUMBERED,), S.PRINTED, P.CLERK, paths=MIXED),
    _row(Step.SIGN, (S.PRINTED,), S.SIGNED, P.CLERK, paths=PAPER),
    _row(Step.SIGN, (S.APPROVED,), S.SIGNED, P.SIGNER, paths=DIGITAL),
    _row(Step.NUMBER, (S.SIGNED,), S.NUMBERED, P.CLERK),
    _row(Step.SEAL, (S.NUMBERED,), S.SEALED, P.CLERK, paths=UNMIXED),
    _row(Step.SEAL, (S.PRINTED,), S.SEALED, P.CLERK, paths=MIXED),
    _row(Step.ISSUE, (S.SEALED,), S.ISSUED, P.CLERK),
    _row(Step.ARCHIVE, (S.ISSUED,), S.ARCHIVED, P.CLERK),
    _row(Step.SEND_BACK, (S.SUBMITTED, S.CHECKED), S.DRAFTED, P.TURN_HOLDER),
    _row(Step.WITHDRAW, (S.SUBMITTED, S.CHECKED), S.DRAFTED, P.DRAFTER),
    _row(Step.REOPEN, (S.APPROVED, S.PRINTED, S.SIGNED), S.DRAFTED, P.SIGNER, P.CLERK, paths=PAPER),
    _row(Step.REOPEN, (S.APPROVED, S.SIGNED), S.DRAFTED, P.SIGNER, P.CLERK, paths=DIGITAL),
    _row(
        Step.CANCEL,
        (S.DRAFTED, S.SUBMITTED, S.CHECKED, S.APPROVED, S.SIGNED),
        S.CANCELLED,
        P.DRAFTER,
        P.SIGNER,
    ),
    _row(Step.CANCEL, (S.PRINTED,), S.CANCELLED, P.DRAFTER, P.SIGNER, paths=PAPER),
    _row(Step.VOID_NUMBER, (S.NUMBERED, S.SEALED), S.SIGNED, P.CLERK),
    _row(Step.VOID_NUMBER, (S.PRINTED,), S.SIGNED, P.CLERK, paths=MIXED),
    _row(Step.RECALL, _STANDING, None, P.CLERK),
    _row(Step.REPLACE, _STANDING, None, P.CLERK),
    _row(Step.CORRECT, _STANDING, None, P.CLERK),
    _row(Step.AMEND, _STANDING, None, P.CLERK),
)

#: Steps that stand in the table and its tests, and that no screen offers yet.
NOT_YET_OFFERED = frozenset({Step.RECALL, Step.REPLACE, Step.CORRECT, Step.AMEND})

_ORDER: dict[Stage, int] = {
    stage: rank for rank, stage in enumerate(stage for stage in Stage if stage is not S.CANCELLED)
}


def rank_of(stage: Stage) -> int:
    """How far along the document is; a cancelled one is as private as a draft."""
    return _ORDER.get(stage, 0)


@cache
def stages_from(stage: Stage) -> frozenset[Stage]:
    """Every stage at which something visible from this stage on can be seen."""
    return frozenset(other for other in Stage if rank_of(other) >= rank_of(stage))


def rows_of(step: Step, path: Path) -> Iterator[Row]:
    """Every row of the table for this step on this path."""
    return (row for row in FLOW if row.step is step and path in row.paths)


def row_at(step: Step, path: Path, stage: Stage | None) -> Row | None:
    """The row that takes this step from this stage (None: nothing exists yet), if there is one."""
    for row in rows_of(step, path):
        if stage in row.sources or (stage is None and not row.sources):
            return row
    return None


class Obstacle(StrEnum):
    """What a document waits for; its sentence stands in labels."""

    STAGE = "stage"
    OPEN_ROUND = "open_round"
    NO_ROUND = "no_round"
    UNEXPLAINED_OPINION = "unexplained_opinion"
    NO_RENDITION = "no_rendition"
    BEING_READ = "being_read"
    REFUSED_FILE = "refused_file"
    NO_SIGNATORY = "no_signatory"
    NO_RECIPIENT = "no_recipient"
    NO_ROUTE = "no_route"
    TURN_CLOSED = "turn_closed"
    TEXT_CHANGED = "text_changed"
    NOTHING_APPROVED = "nothing_approved"
    NO_SERIES = "no_series"
    EARLIER_DATE = "earlier_date"
    NOT_EARLIER = "not_earlier"
    NO_ORIGINAL = "no_original"
    FILE_DAMAGED = "file_damaged"
    NOT_STAMPED = "not_stamped"
    NO_DOSSIER = "no_dossier"


class StepNotAllowedError(Exception):
    """It is not the time for this step: the document waits for something else first."""

    def __init__(
        self,
        step: Step | Deed,
        stage: Stage | None,
        waits_for: Obstacle = Obstacle.STAGE,
        names: tuple[str, ...] = (),
    ) -> None:
        super().__init__(
            f"{step} is not possible at {stage}: {waits_for} {' '.join(names)}".strip()
        )
        self.step = step
        self.stage = stage
        self.waits_for = waits_for
        self.names = names
