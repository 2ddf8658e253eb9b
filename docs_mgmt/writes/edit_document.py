"""Change what the drafter filled in about a draft."""

from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import may_edit
from docs_mgmt.rules.flow import Deed, Stage, StepNotAllowedError
from docs_mgmt.rules.particulars import Particulars
from docs_mgmt.writes._frame import changing
from docs_mgmt.writes._particulars import set_lines, set_particulars


def edit_document(
    document: Document, particulars: Particulars, *, actor: Person, token: str
) -> Document:
    """Write the particulars anew while the document is a draft; from submit on they are frozen."""
    with changing(
        document, actor=actor, deed=Deed.EDIT, may=lambda row: may_edit(actor, row), token=token
    ) as change:
        if change.subject.stage is not Stage.DRAFTED:
            raise StepNotAllowedError(Deed.EDIT, change.subject.stage)
        set_particulars(change.subject, particulars)
        set_lines(change.subject, particulars)
        change.note(title=change.subject.title, type=change.subject.type.key)
    return change.subject
