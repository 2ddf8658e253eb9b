"""Who may take which step; whether it is time is another question."""

from approvals.models import Turn
from docs_mgmt.clock import today
from docs_mgmt.models import Document, Person, Signatory
from docs_mgmt.permissions import roles_of, works_in
from docs_mgmt.rules.flow import Part, Step, rows_of
from docs_mgmt.rules.words import CheckKind, Role

_ROLES = {Part.OFFICER: Role.OFFICER, Part.CLERK: Role.CLERK}
_KINDS = {
    Step.CHECK: (CheckKind.CONTENT, CheckKind.FORM),
    Step.APPROVE: (CheckKind.APPROVAL,),
}


def plays(part: Part, person: Person, document: Document, step: Step) -> bool:
    """Whether the person plays the part towards the document, for this step, today."""
    if part in _ROLES:
        return _ROLES[part] in roles_of(person, document.agency, on=today())
    if document.pk is None or not _has_part(part, person, document, step):
        return False
    return works_in(person, document.agency)  # who has left drafts, decides and signs no more


def _has_part(part: Part, person: Person, document: Document, step: Step) -> bool:
    match part:
        case Part.DRAFTER:
            return document.drafter_id == person.pk
        case Part.TURN_HOLDER:
            return has_or_had_turn(person, document, step)
        case _:
            return is_signer(person, document)


def has_or_had_turn(person: Person, document: Document, step: Step) -> bool:
    """Whether a turn for the step was ever opened for the person; if it still is, is of time."""
    turns = Turn.objects.filter(document=document, holder=person, opened_at__isnull=False)
    if step in _KINDS:
        turns = turns.filter(kind__in=_KINDS[step])
    return turns.exists()


def is_signer(person: Person, document: Document) -> bool:
    """Whether the person is the document's first signatory."""
    first = Signatory.objects.filter(document=document).order_by("order").first()
    return first is not None and first.person_id == person.pk


def may(step: Step, person: Person, document: Document) -> bool:
    """Say whether the person may take the step; the drafter neither checks nor approves."""
    if not person.is_active:
        return False
    if step in _KINDS and document.drafter_id == person.pk:
        return False
    allowed = frozenset[Part]().union(*(row.by for row in rows_of(step, document.path)))
    return any(plays(part, person, document, step) for part in sorted(allowed))
