"""How turns open and close; shared by submit, check and approve."""

from approvals.models import Decision, Turn
from approvals.queries.turns import open_turn
from docs_mgmt.clock import now
from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import Cause, grant
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError
from docs_mgmt.rules.words import CheckKind, Right, Verdict, Why


def open_next_turn(document: Document) -> Turn | None:
    """Open the next turn of the lap and let its holder see the document; None: none is left."""
    turn = (
        Turn.objects.filter(document=document, opened_at__isnull=True, closed_at__isnull=True)
        .select_related("holder", "version")
        .order_by("lap", "order")
        .first()
    )
    if turn is None:
        return None
    turn.opened_at = now()
    turn.save(update_fields=["opened_at"])
    grant(
        Right.COMMENT,
        turn.holder,
        document,
        cause=Cause(Why.TURN, "turn", turn.pk),
        from_version=turn.version.number,
    )
    return turn


def answer_turn(
    document: Document,
    step: Step,
    *,
    actor: Person,
    verdict: Verdict,
    text: str = "",
    kinds: frozenset[CheckKind] = frozenset(CheckKind),
) -> Turn:
    """Close the open turn with its holder's decision; raises StepNotAllowedError if not theirs."""
    turn = open_turn(document)
    if turn is None or turn.holder_id != actor.pk or turn.kind not in kinds:
        raise StepNotAllowedError(step, document.stage, Obstacle.TURN_CLOSED)
    turn.closed_at = now()
    turn.save(update_fields=["closed_at"])
    Decision.objects.create(turn=turn, verdict=verdict, text=text, decided_at=now())
    return turn


def close_turns(document: Document) -> None:
    """Close whatever is open or still to come; nobody's answer is invented."""
    Turn.objects.filter(document=document, closed_at__isnull=True).update(closed_at=now())
