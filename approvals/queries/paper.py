"""What the system itself knows of a sheet before it is sealed."""

from dataclasses import dataclass
from datetime import date, datetime

from approvals.models import ApprovalRecord
from docs_mgmt.files.store import is_intact
from docs_mgmt.models import Document
from docs_mgmt.queries.copies import original_of
from docs_mgmt.queries.registers import entry_of


@dataclass(frozen=True)
class Proofs:
    """What stands in the record: the approved bytes, the signature, the number."""

    is_approved_text: bool
    approver: str
    approved_at: datetime | None
    signers: str
    signed_at: datetime | None
    number: str
    numbered_on: date | None

    @property
    def is_signed(self) -> bool:
        """Whether every named signatory has signed."""
        return self.signed_at is not None


def proofs_before_seal(document: Document) -> Proofs:
    """Gather what must be true before the seal is pressed (NĐ 30/2020, Đ32.2)."""
    record = (
        ApprovalRecord.objects.filter(document=document, void_at__isnull=True)
        .select_related("approver")
        .first()
    )
    original, entry = original_of(document), entry_of(document)
    signatories = list(document.signatories.select_related("person", "outsider"))
    dates = [row.signed_at for row in signatories if row.signed_at is not None]
    rendition = original.version.rendition.sha256 if original else ""
    return Proofs(
        is_approved_text=bool(
            record and original and record.shown["rendition"] == rendition and is_intact(rendition)
        ),
        approver=record.approver.full_name if record else "",
        approved_at=record.approved_at if record else None,
        signers=", ".join(str(row) for row in signatories),
        signed_at=max(dates) if dates and len(dates) == len(signatories) else None,
        number=entry.full if entry else "",
        numbered_on=entry.date if entry else None,
    )
