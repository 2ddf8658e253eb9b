"""Check: the unit head checks the content, then the office the form; its side step sends back."""

from approvals.queries.rounds import open_round
from approvals.steps._take import take
from approvals.steps._turns import answer_turn, close_turns, open_next_turn
from docs_mgmt.models import Document, Person
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError
from docs_mgmt.rules.vietnamese import clean
from docs_mgmt.rules.words import CheckKind, Verdict
from docs_mgmt.writes._reasons import plain_reason

_CHECKS = frozenset({CheckKind.CONTENT, CheckKind.FORM})


def check_document(document: Document, *, actor: Person, token: str, text: str = "") -> None:
    """Pass the turn on: content (NĐ 30/2020, Đ12.1), then form (Đ12.2), then the signer."""
    with take(Step.CHECK, document, actor=actor, token=token) as taken:
        turn = answer_turn(
            taken.subject,
            Step.CHECK,
            actor=actor,
            verdict=Verdict.PASSED,
            text=clean(text).strip(),
            kinds=_CHECKS,
        )
        following = open_next_turn(taken.subject)
        assert following is not None  # a route ends with the signer's approval
        taken.stays = following.kind in _CHECKS
        if not taken.stays and open_round(taken.subject) is not None:
            raise StepNotAllowedError(Step.CHECK, taken.subject.stage, Obstacle.OPEN_ROUND)
        taken.note(kind=str(turn.kind), version=turn.version.number, holder=following.holder_id)


def send_back_document(document: Document, *, reason: str, actor: Person, token: str) -> None:
    """Send the document back to its drafter with the reason; everyone before sees it (Đ10.3)."""
    why = plain_reason(reason)
    with take(Step.SEND_BACK, document, actor=actor, token=token) as taken:
        turn = answer_turn(
            taken.subject, Step.SEND_BACK, actor=actor, verdict=Verdict.SENT_BACK, text=why
        )
        close_turns(taken.subject)
        taken.note(reason=why, kind=str(turn.kind), version=turn.version.number)
