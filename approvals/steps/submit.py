"""Submit: the drafter sends the newest version on its route; its side step takes it back."""

from approvals.models import Route, Turn
from approvals.queries.rounds import open_round
from approvals.queries.turns import planned_turns, route_of
from approvals.steps._take import take
from approvals.steps._turns import close_turns, open_next_turn
from docs_mgmt.labels import label_of
from docs_mgmt.models import Document, Person, Version
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Obstacle, Step, StepNotAllowedError
from docs_mgmt.rules.words import CheckKind, ReadingState


def submit_document(document: Document, *, actor: Person, token: str) -> None:
    """Freeze the newest version and open the first turn of its route (NĐ 30/2020, Đ12, Đ11)."""
    with take(Step.SUBMIT, document, actor=actor, token=token) as taken:
        version = _ready_version(taken.subject)
        plan = _full_plan(taken.subject)
        lap = (taken.subject.turns.order_by("-lap").values_list("lap", flat=True).first() or 0) + 1
        for order, (kind, holder) in enumerate(plan, 1):
            Turn.objects.create(
                document=taken.subject,
                version=version,
                lap=lap,
                order=order,
                kind=kind,
                holder_id=holder,
            )
        opened = open_next_turn(taken.subject)
        assert opened is not None
        taken.stays = False
        taken.note(version=version.number, lap=lap, holder=opened.holder_id)


def _ready_version(document: Document) -> Version:
    version = newest_version(document)
    assert version is not None  # a document is drafted with its first version
    obstacle = _obstacle_of(document, version)
    if obstacle is not None:
        raise StepNotAllowedError(Step.SUBMIT, document.stage, obstacle)
    return version


def _obstacle_of(document: Document, version: Version) -> Obstacle | None:
    if open_round(document) is not None:
        return Obstacle.OPEN_ROUND
    if version.text.state is not ReadingState.READ:
        waits = version.text.state is ReadingState.WAITING
        return Obstacle.BEING_READ if waits else Obstacle.REFUSED_FILE
    if getattr(version, "rendition", None) is None:
        return Obstacle.BEING_READ if not version.text.no_rendition else Obstacle.NO_RENDITION
    if not document.signatories.exists():
        return Obstacle.NO_SIGNATORY
    if not document.recipients.exists():
        return Obstacle.NO_RECIPIENT
    return None


def _full_plan(document: Document) -> list[tuple[CheckKind, int]]:
    route: Route | None = route_of(document)
    plan = planned_turns(document)
    missing = tuple(str(label_of(kind)) for kind, holder in plan if holder is None)
    if route is None or missing or not plan:
        raise StepNotAllowedError(Step.SUBMIT, document.stage, Obstacle.NO_ROUTE, missing)
    return [(kind, holder) for kind, holder in plan if holder is not None]


def withdraw_document(document: Document, *, actor: Person, token: str) -> None:
    """Take a submitted document back to work on it; its open turns close unanswered."""
    with take(Step.WITHDRAW, document, actor=actor, token=token) as taken:
        close_turns(taken.subject)
