"""Submit: the drafter sends the newest version on its route; its side step takes it back."""

from approvals.models import Turn
from approvals.queries.times import hindrance_of
from approvals.queries.turns import planned_turns
from approvals.steps._take import take
from approvals.steps._turns import close_turns, open_next_turn
from docs_mgmt.models import Document, Person, Version
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.flow import Step, StepNotAllowedError


def submit_document(document: Document, *, actor: Person, token: str) -> None:
    """Freeze the newest version and open the first turn of its route (NĐ 30/2020, Đ12, Đ11)."""
    with take(Step.SUBMIT, document, actor=actor, token=token) as taken:
        version = _ready_version(taken.subject, actor)
        lap = (taken.subject.turns.order_by("-lap").values_list("lap", flat=True).first() or 0) + 1
        for order, (kind, holder) in enumerate(planned_turns(taken.subject), 1):
            assert holder is not None  # a route with a gap was refused above
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
        taken.note(version=version.number, lap=lap, holder=opened.holder_id)


def _ready_version(document: Document, actor: Person) -> Version:
    """The newest version, if nothing stands in the way of the whole route."""
    found = hindrance_of(Step.SUBMIT, document, actor)
    if found is not None:
        raise StepNotAllowedError(Step.SUBMIT, document.stage, found.obstacle, found.names)
    version = newest_version(document)
    assert version is not None  # a document is drafted with its first version
    return version


def withdraw_document(document: Document, *, actor: Person, token: str) -> None:
    """Take a submitted document back to work on it; its open turns close unanswered."""
    with take(Step.WITHDRAW, document, actor=actor, token=token) as taken:
        close_turns(taken.subject)
