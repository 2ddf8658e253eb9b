"""What exactly a document shows to whoever approves it: the facts under the digest."""

from dataclasses import dataclass

from docs_mgmt.models import Document, Version
from docs_mgmt.rules.digest import changed_parts, digest_of, marks_of


@dataclass(frozen=True)
class Shown:
    """The facts shown, their digest (hex), and one short mark a part for the form to carry."""

    facts: dict[str, object]
    digest: str
    marks: str

    def changed_since(self, marks: str) -> tuple[str, ...]:
        """Name the parts that differ from what an older page carried."""
        return changed_parts(marks, self.facts)


def shown_of(document: Document, version: Version) -> Shown:
    """Gather everything that an approval of this version covers."""
    rendition = getattr(version, "rendition", None)
    facts: dict[str, object] = {
        "file": version.sha256,
        "rendition": rendition.sha256 if rendition else "",
        "attachments": [
            [row.order, str(row.kind), row.name, row.sha256] for row in version.attachments.all()
        ],
        "type": document.type.key,
        "title": document.title,
        "authority": str(document.authority),
        "signatories": [
            [row.order, row.person_id or str(row.outsider), str(row.capacity), row.block]
            for row in document.signatories.all()
        ],
        "recipients": [
            [row.order, row.words, row.unit_id, row.person_id, row.agency_id, row.copies]
            for row in document.recipients.all()
        ],
        "urgency": str(document.urgency),
        "path": str(document.path),
    }
    return Shown(facts, digest_of(facts), marks_of(facts))
