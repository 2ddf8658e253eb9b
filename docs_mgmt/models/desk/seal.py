"""The seals of an agency, and every use of them."""

from django.db import models

from docs_mgmt.models.desk.paper_copy import PaperCopy
from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import SealKind


class Seal(models.Model):
    """One seal, entrusted to the records desk by the head (NĐ 30/2020, Đ32.1)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="seals")
    name = models.CharField(max_length=200)
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class SealUse(models.Model):
    """The seal pressed on one copy or on all copies of a document, so many times."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="uses")
    document = models.ForeignKey(Document, models.PROTECT, related_name="seal_uses")
    copy = models.ForeignKey(PaperCopy, models.PROTECT, null=True, blank=True)
    kind = WordField(SealKind)
    impressions = models.PositiveSmallIntegerField()
    presser = models.ForeignKey(Person, models.PROTECT, related_name="seal_uses")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.seal}: {self.document_id}"
