"""Access: who saw, downloaded or printed which version, without changing it."""

from django.db import models

from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import AccessKind


class Access(models.Model):
    """One person, version, kind and hour (Phụ lục VI, III.5.a)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="accesses")
    document = models.ForeignKey(Document, models.PROTECT, related_name="accesses")
    #: The number of the version; 0: the page without its text.
    version = models.PositiveSmallIntegerField(default=0)
    kind = WordField(AccessKind)
    hour = models.DateTimeField()
    first_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "accesses"
        ordering = ["-hour", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "document", "version", "kind", "hour"], name="one_access_an_hour"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.document_id}.{self.version}"
