"""Whether it is time for a step: the questions of the steps asked beforehand, without a lock."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from approvals.models import ApprovalRecord
from approvals.permissions import may
from approvals.queries.rounds import open_round, tally_of_round
from approvals.queries.turns import open_turn, planned_turns, turns_of
from docs_mgmt.clock import today
from docs_mgmt.labels import label_of
from docs_mgmt.models import Document, NumberSeries, PaperCopy, Person
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.queries.registers import scheme_of, series_name
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError, row_at
from docs_mgmt.rules.words import CheckKind, CopyKind, ReadingState


@dataclass(frozen=True)
class Hindrance:
    """What stands in the way of a step now, and whom or what it concerns."""

    obstacle: Obstacle
    names: tuple[str, ...] = ()


def ask(step: Step, document: Document, actor: Person) -> None:
    """Ask what the step itself will ask, for the page that offers it.

    Raises PermissionDenied or StepNotAllowedError; the step asks again under its lock.
    """
    if not may(step, actor, document):
        raise PermissionDenied
    stage = None if document.pk is None else document.stage
    if row_at(step, document.path, stage) is None:
        raise StepNotAllowedError(step, stage)
    if found := hindrance_of(step, document, actor):
        raise StepNotAllowedError(step, stage, found.obstacle, found.names)


def hindrance_of(step: Step, document: Document, actor: Person) -> Hindrance | None:
    """What the facts beside the stage forbid now; None: nothing known beforehand."""
    question = _QUESTIONS.get(step)
    found = question(document, actor) if question else None
    return Hindrance(found) if isinstance(found, Obstacle) else found


def _circulating(document: Document, _actor: Person) -> Obstacle | None:
    return Obstacle.OPEN_ROUND if open_round(document) else None


def _closing(document: Document, _actor: Person) -> Obstacle | None:
    round_ = open_round(document)
    if round_ is None:
        return Obstacle.NO_ROUND
    return Obstacle.UNEXPLAINED_OPINION if tally_of_round(round_).unexplained else None


def _submitting(document: Document, _actor: Person) -> Obstacle | Hindrance | None:
    if open_round(document) is not None:
        return Obstacle.OPEN_ROUND
    if found := _unready_version(document):
        return found
    if not document.signatories.exists():
        return Obstacle.NO_SIGNATORY
    if not document.recipients.exists():
        return Obstacle.NO_RECIPIENT
    plan = planned_turns(document)
    missing = tuple(str(label_of(kind)) for kind, holder in plan if holder is None)
    return Hindrance(Obstacle.NO_ROUTE, missing) if missing or not plan else None


def _unready_version(document: Document) -> Obstacle | None:
    version = newest_version(document)
    if version is None or version.text.state is ReadingState.WAITING:
        return Obstacle.BEING_READ
    if version.text.state is ReadingState.REFUSED:
        return Obstacle.REFUSED_FILE
    if getattr(version, "rendition", None):
        return None
    return Obstacle.NO_RENDITION if version.text.no_rendition else Obstacle.BEING_READ


def _checking(document: Document, actor: Person) -> Obstacle | None:
    turn = open_turn(document)
    if turn is None or turn.holder_id != actor.pk or turn.kind is CheckKind.APPROVAL:
        return Obstacle.TURN_CLOSED
    following = turns_of(document).filter(lap=turn.lap, order__gt=turn.order).first()
    ends = following is None or following.kind is CheckKind.APPROVAL
    return Obstacle.OPEN_ROUND if ends and open_round(document) else None


def _approving(document: Document, actor: Person) -> Obstacle | None:
    turn = open_turn(document)
    is_mine = turn is not None and turn.holder_id == actor.pk
    return None if turn and is_mine and turn.kind is CheckKind.APPROVAL else Obstacle.TURN_CLOSED


def _sending_back(document: Document, actor: Person) -> Obstacle | None:
    turn = open_turn(document)
    return None if turn and turn.holder_id == actor.pk else Obstacle.TURN_CLOSED


def _printing(document: Document, _actor: Person) -> Obstacle | None:
    live = ApprovalRecord.objects.filter(document=document, void_at__isnull=True)
    return None if live.exists() else Obstacle.NOTHING_APPROVED


def _on_paper(document: Document, _actor: Person) -> Obstacle | None:
    original = PaperCopy.objects.filter(
        document=document, kind=CopyKind.ORIGINAL, part=0, spoiled_at__isnull=True
    )
    return None if original.exists() else Obstacle.NO_ORIGINAL


def _numbering(document: Document, _actor: Person) -> Obstacle | None:
    day = today()
    scheme = scheme_of(document.agency, day.year)
    if scheme is None:
        return Obstacle.NO_SERIES
    later = NumberSeries.objects.filter(
        agency=document.agency_id,
        year=day.year,
        key=series_name(document, scheme),
        last_date__gt=day,
    )
    return Obstacle.EARLIER_DATE if later.exists() else None


_Question = Callable[[Document, Person], Obstacle | Hindrance | None]
_QUESTIONS: dict[Step, _Question] = {
    Step.CIRCULATE: _circulating,
    Step.CLOSE_ROUND: _closing,
    Step.SUBMIT: _submitting,
    Step.CHECK: _checking,
    Step.APPROVE: _approving,
    Step.SEND_BACK: _sending_back,
    Step.PRINT: _printing,
    Step.SIGN: _on_paper,
    Step.NUMBER: _numbering,
    Step.SEAL: _on_paper,
}
