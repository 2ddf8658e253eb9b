"""The abbreviations that an office adds to those that everyone knows."""

from django.db import models
from django.db.models import Q

from docs_mgmt.models import Agency


class Abbreviation(models.Model):
    """A short form and what it stands for; questions are read with it both ways."""

    short = models.CharField(max_length=30)
    long = models.CharField(max_length=200)
    #: Whose people read it so; none: everybody's.
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="abbreviations"
    )
    #: What is over is not read any more; nothing is deleted.
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["short", "long", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "short", "long"], name="abbreviation_once_an_agency"
            ),
            models.UniqueConstraint(
                fields=["short", "long"],
                condition=Q(agency=None),
                name="abbreviation_once_for_everybody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short} = {self.long}"
