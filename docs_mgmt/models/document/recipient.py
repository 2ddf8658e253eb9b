"""A recipient: one line of Nơi nhận."""

from django.db import models

from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.people.correspondent import Correspondent
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.people.unit import Unit


class Recipient(models.Model):
    """One recipient: the words as printed, whom they mean, how many copies are made (Đ17.1.a)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="received"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="received")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="received"
    )
    correspondent = models.ForeignKey(Correspondent, models.PROTECT, null=True, blank=True)
    copies = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="recipient_order")
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_internal(self) -> bool:
        """Whether the recipient reads the document in this installation."""
        return bool(self.unit_id or self.person_id or self.agency_id)
