"""A unit (phòng, ban, trung tâm) of an agency."""

from django.db import models

from docs_mgmt.models.people.agency import Agency


class Unit(models.Model):
    """One unit; its code stands in the notation of a công văn and in Lưu."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="unit_code_is_unique")
        ]

    def __str__(self) -> str:
        return self.name
