"""A records desk (Văn thư cơ quan)."""

from django.db import models

from docs_mgmt.models.people.agency import Agency


class Desk(models.Model):
    """One desk; it may serve several agencies, and a post at it counts in each of them."""

    name = models.CharField(max_length=200)
    agencies = models.ManyToManyField(Agency, related_name="desks")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
