"""A signatory: who signs the document, in what capacity, and how it happened."""

from django.db import models

from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.correspondent import Correspondent
from docs_mgmt.models.people.delegation import Delegation
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import Capacity


class Signatory(models.Model):
    """One signature that the document needs; a biên bản has two, all others one."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="signatories")
    order = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="signatories"
    )
    outsider = models.ForeignKey(Correspondent, models.PROTECT, null=True, blank=True)
    capacity = WordField(Capacity)
    #: The lines above the signature, one a line, as they stood when the facts were written.
    block = models.TextField()
    delegation = models.ForeignKey(Delegation, models.PROTECT, null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    #: «ink» or «digital»; empty until signed.
    signed_how = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name_plural = "signatories"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="signatory_order"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(outsider__isnull=True),
                name="a_person_or_an_outsider_signs",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.outsider)
