"""A version (bản): one state of the text, with its file; never changed."""

from django.db import models

from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.person import Person


class Version(models.Model):
    """One file that the drafter put in, whole and unchanged; the next one is a new row."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    #: The officer's own file name, as typed; it never touches the file system.
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    #: A PDF that the officer supplied as exported from Word; empty: the system makes one.
    supplied_sha256 = models.CharField(max_length=64, blank=True)
    #: What changed, in the drafter's words.
    note = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="versions")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.number}"
