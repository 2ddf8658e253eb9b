"""An upload: a file that is kept between two tries of a form."""

from django.db import models
from django.utils import timezone

from docs_mgmt.models.people.person import Person


class Upload(models.Model):
    """One file that a person sent; only that person can attach it, and it is swept after a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="uploads")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
