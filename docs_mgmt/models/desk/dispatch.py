"""A dispatch: a copy on its way to a recipient."""

from django.db import models

from docs_mgmt.models.document.document import Document
from docs_mgmt.models.document.recipient import Recipient
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import Way


class Dispatch(models.Model):
    """How and when a recipient was sent the document (NĐ 30/2020, Đ18)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="dispatches")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="dispatches")
    way = WordField(Way)
    copies = models.PositiveSmallIntegerField()
    sender = models.ForeignKey(Person, models.PROTECT, related_name="dispatches")
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "dispatches"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.way}"
