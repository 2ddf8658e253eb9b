"""The outbox: what changed and is not yet in the search index; and the tail of live events."""

from django.db import models
from django.utils import timezone


class Change(models.Model):
    """One changed subject, written in the change's own transaction."""

    subject = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(done_at__isnull=True), name="change_unfinished"
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Event(models.Model):
    """One thing that open pages should hear of; ids only, swept after a while."""

    deed = models.CharField(max_length=20)
    subject = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject}"
