"""Put a new version of the text in; the ones before stay as they are."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from docs_mgmt.models import Document, Person, Version
from docs_mgmt.permissions import may_edit
from docs_mgmt.rules.flow import Deed, Stage, StepNotAllowedError
from docs_mgmt.rules.vietnamese import clean
from docs_mgmt.writes._frame import changing
from docs_mgmt.writes._versions import NewFiles, put_version


def add_version(
    document: Document, files: NewFiles, *, note: str, actor: Person, token: str
) -> Version:
    """Add the next version while the document is a draft; what was approved before is void by then.

    Raises StepNotAllowedError outside DRAFTED (NĐ 30/2020, Đ11.2: the text goes back first).
    """
    words = clean(note).strip()
    if note and not words:
        raise ValidationError({"note": _("Say in a sentence what changed.")})
    with changing(
        document,
        actor=actor,
        deed=Deed.ADD_VERSION,
        may=lambda row: may_edit(actor, row),
        token=token,
    ) as change:
        if change.subject.stage is not Stage.DRAFTED:
            raise StepNotAllowedError(Deed.ADD_VERSION, change.subject.stage)
        version = put_version(change.subject, files, author=actor, note=words)
        change.note(version=version.number, sha256=version.sha256, text=words)
    return version
