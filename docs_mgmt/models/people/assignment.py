"""An assignment: who holds which position where, from when to when."""

from django.db import models

from docs_mgmt.models.people.desk import Desk
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.people.position import Position
from docs_mgmt.models.people.unit import Unit


class Assignment(models.Model):
    """One post held by one person in a unit or at a desk; it ends, and is never deleted."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    desk = models.ForeignKey(
        Desk, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["person", "starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) ^ models.Q(desk__isnull=True),
                name="a_post_is_in_a_unit_or_at_a_desk",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="an_assignment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.position}"
