"""A handover: a paper copy goes from one pair of hands to another."""

from django.db import models

from docs_mgmt.models.desk.paper_copy import PaperCopy
from docs_mgmt.models.people.person import Person


class Handover(models.Model):
    """One time a copy changed hands."""

    copy = models.ForeignKey(PaperCopy, models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(Person, models.PROTECT, null=True, related_name="handed")
    taker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="took")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.copy}: {self.giver} → {self.taker}"
