"""A paper copy: one physical exemplar of a document, and who holds it."""

from django.db import models

from docs_mgmt.models.document.document import Document
from docs_mgmt.models.document.version import Version
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import CopyKind


class PaperCopy(models.Model):
    """One exemplar: the original (bản gốc), official copies (bản chính), or a print to read."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="copies")
    version = models.ForeignKey(Version, models.PROTECT, related_name="copies")
    kind = WordField(CopyKind)
    #: Which part of a document in several files; 0: the main text.
    part = models.PositiveSmallIntegerField(default=0)
    sheets = models.PositiveSmallIntegerField(default=1)
    pages = models.PositiveSmallIntegerField(default=1)
    #: The short code printed under the QR; found again by scanning.
    code = models.CharField(max_length=40, unique=True, null=True, blank=True)
    #: The whole signed text of the QR.
    qr_text = models.CharField(max_length=300, blank=True)
    #: The stamped PDF that was sent to the printer; photocopies have none.
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    holder = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="copies_held"
    )
    held_since = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="copies_made")
    made_at = models.DateTimeField()
    spoiled_at = models.DateTimeField(null=True, blank=True)
    spoiled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "paper copies"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "part"],
                condition=models.Q(kind="original", spoiled_at__isnull=True),
                name="one_unspoiled_original",
            )
        ]

    def __str__(self) -> str:
        return self.code or f"{self.kind} {self.pk}"
