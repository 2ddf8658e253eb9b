"""A position (chức vụ): the title, what it may sign as, and the roles that come with it."""

from django.db import models

from docs_mgmt.labels import label_of
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.words import MaybeWordField, WordField
from docs_mgmt.rules.words import Capacity, Role


class Position(models.Model):
    """One position of an agency; people hold it by assignment, from–to."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="positions")
    title = models.CharField(max_length=100)
    #: In what capacity its holder signs; empty: signs nothing.
    signs_as = MaybeWordField(Capacity)
    #: The higher comes first where a turn passes to a superior.
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-rank", "title", "id"]

    def __str__(self) -> str:
        return self.title


class PositionRole(models.Model):
    """One role that comes with a position."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="roles")
    role = WordField(Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["position", "role"], name="role_once")]

    def __str__(self) -> str:
        return f"{self.position}: {label_of(self.role)}"
