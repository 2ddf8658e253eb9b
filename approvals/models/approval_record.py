"""The approval record: what exactly was approved, by whom, signed by this installation."""

from django.db import models

from docs_mgmt.models import Document, Person, Version


class ApprovalRecord(models.Model):
    """One approval (NĐ 30/2020, Đ11.1); void once the text is opened again (Đ11.2)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="approvals")
    version = models.ForeignKey(Version, models.PROTECT, related_name="approvals")
    approver = models.ForeignKey(Person, models.PROTECT, related_name="approvals")
    digest = models.CharField(max_length=64)
    #: Everything the digest covers, as it was shown.
    shown = models.JSONField()
    approved_at = models.DateTimeField()
    #: Ed25519 over the canonical record, so that it can be verified offline.
    signature = models.CharField(max_length=200)
    void_at = models.DateTimeField(null=True, blank=True)
    void_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(void_at__isnull=True),
                name="one_live_approval",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.version_id} {self.digest[:12]}"
