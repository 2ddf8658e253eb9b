"""An attachment: a file beside the main one, bound to its version."""

from django.db import models

from docs_mgmt.models.document.version import Version
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import AttachmentKind


class Attachment(models.Model):
    """One file that goes with a version; the approval covers its hash."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="attachments")
    order = models.PositiveSmallIntegerField()
    kind = WordField(AttachmentKind, default=AttachmentKind.SEPARATE_FILE)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="attachment_order")
        ]

    def __str__(self) -> str:
        return self.name
