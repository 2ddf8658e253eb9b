"""Everything that stands between a draft and its submit, not only the first thing."""

from approvals.queries.times import Hindrance, hindrance_of
from docs_mgmt.models import Document, Person
from docs_mgmt.rules.flow import Obstacle, Step


def obstacles_of(document: Document, actor: Person) -> list[Hindrance]:
    """What the drafter has to put right before a submit, so that they hear it once."""
    missing = [
        obstacle
        for obstacle, rows in (
            (Obstacle.NO_SIGNATORY, document.signatories),
            (Obstacle.NO_RECIPIENT, document.recipients),
        )
        if not rows.exists()
    ]
    first = hindrance_of(Step.SUBMIT, document, actor)
    others = [Hindrance(one) for one in missing if first is None or one is not first.obstacle]
    return [first, *others] if first else others
