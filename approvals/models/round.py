"""A round of opinions on a version, and each opinion asked for."""

from django.db import models

from docs_mgmt.models import Correspondent, Document, Person, Unit, Version
from docs_mgmt.models.words import MaybeWordField
from docs_mgmt.rules.words import Answer, Uptake


class Round(models.Model):
    """One time the drafter asked others about a version; open until the drafter closes it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="rounds")
    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=1000, blank=True)
    due = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.number}"


class Opinion(models.Model):
    """One person, unit or outside party asked in a round, and what they answered."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="opinions")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="opinions")
    outsider = models.ForeignKey(Correspondent, models.PROTECT, null=True, blank=True)
    answer = MaybeWordField(Answer)
    text = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="opinions_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    uptake = MaybeWordField(Uptake)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="a_person_is_asked_once"),
            models.UniqueConstraint(fields=["round", "unit"], name="a_unit_is_asked_once"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit or self.outsider)
