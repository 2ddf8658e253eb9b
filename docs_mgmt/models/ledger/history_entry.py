"""A history entry: one deed, written once, never changed."""

from django.db import models

from docs_mgmt.models.people.person import Person
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.flow import Deed


class HistoryEntry(models.Model):
    """One deed on one subject, tied by its hash to the deed before it (rules/chain.py)."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.PositiveBigIntegerField()
    ordinal = models.PositiveIntegerField()
    deed = WordField(Deed)
    #: Empty: the system did it.
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="deeds")
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    #: The one-time token of the form; a second click finds it here.
    token = models.CharField(max_length=80, null=True, blank=True)  # noqa: DJ001 -- unique where given
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "history entries"
        ordering = ["subject_kind", "subject_id", "ordinal"]
        indexes = [models.Index(fields=["at"], name="history_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "ordinal"], name="one_deed_an_ordinal"
            ),
            models.UniqueConstraint(fields=["token"], name="a_token_is_used_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id}.{self.ordinal} {self.deed}"


class DailyRoot(models.Model):
    """The heads of all chains at the end of a day, tied to the day before."""

    day = models.DateField(unique=True)
    previous = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    entries = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}"
