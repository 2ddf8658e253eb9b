"""The frame of every step: the frame of every write, and "may this person, is it time"."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.core.exceptions import PermissionDenied

from approvals.permissions import may
from docs_mgmt.clock import now
from docs_mgmt.models import Document, Person
from docs_mgmt.rules.flow import Deed, Row, Stage, Step, StepNotAllowedError, row_at
from docs_mgmt.writes._frame import Changing, changing, refuse_a_second_time


@contextmanager
def take(
    step: Step, document: Document, *, actor: Person, token: str
) -> Iterator[Changing[Document]]:
    """Lock the document, ask whether the step is allowed, let it happen, note it in its history.

    The frame writes the stage, the history entry, the outbox row and the event.
    """
    is_new = document.pk is None
    with changing(
        document,
        actor=actor,
        deed=Deed(step),
        may=partial(may, step, actor),
        token=token,
    ) as taken:
        before = None if is_new else taken.subject.stage
        row = _row_of(step, taken.subject, before)
        yield taken
        if row.target is not None and not taken.stays:
            taken.subject.stage = row.target
            taken.subject.stage_since = now()
        taken.note(**{"from": before, "to": taken.subject.stage})


def foresee(step: Step, document: Document, *, actor: Person, token: str) -> None:
    """Ask the same questions without a lock, before a file is made for the step."""
    refuse_a_second_time(token, actor)
    if not may(step, actor, document):
        raise PermissionDenied
    _row_of(step, document, document.stage)


def _row_of(step: Step, document: Document, before: Stage | None) -> Row:
    row = row_at(step, document.path, before)
    if row is None:
        raise StepNotAllowedError(step, before)
    return row
