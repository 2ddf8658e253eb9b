"""A council, board or team that issues in its own name with the agency's seal."""

from django.db import models

from docs_mgmt.models.people.agency import Agency


class Body(models.Model):
    """One advisory body; its documents have a number series of their own (Phụ lục I, II.3.a)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=40)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "bodies"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
