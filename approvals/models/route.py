"""The route: who checks and approves, as data; and the turns of one document on it."""

from django.db import models

from docs_mgmt.labels import label_of
from docs_mgmt.models import Agency, Document, DocumentType, Person, Unit, Version
from docs_mgmt.models.words import MaybeWordField, WordField
from docs_mgmt.rules.words import CheckKind, Role, Verdict


class Route(models.Model):
    """The usual way through an agency or one of its units; the law fixes its last leg."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="routes")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="routes")
    type = models.ForeignKey(DocumentType, models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["agency", "id"]

    def __str__(self) -> str:
        return self.name


class RouteLeg(models.Model):
    """One turn of a route: what is asked, and who answers: a role, or one person."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="legs")
    order = models.PositiveSmallIntegerField()
    kind = WordField(CheckKind)
    role = MaybeWordField(Role)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["route", "order"], name="leg_order")]

    def __str__(self) -> str:
        return f"{self.route}: {label_of(self.kind)}"


class Turn(models.Model):
    """One person's move on one submitted version; opened one after the other."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="turns")
    version = models.ForeignKey(Version, models.PROTECT, related_name="turns")
    #: Which submission of the document this belongs to, from 1.
    lap = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    kind = WordField(CheckKind)
    holder = models.ForeignKey(Person, models.PROTECT, related_name="turns")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["lap", "order"]
        indexes = [
            models.Index(
                fields=["holder"],
                condition=models.Q(opened_at__isnull=False, closed_at__isnull=True),
                name="turn_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "lap", "order"], name="turn_order"),
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(opened_at__isnull=False, closed_at__isnull=True),
                name="one_open_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.kind} {self.holder}"


class Decision(models.Model):
    """What the holder of a turn answered; kept with its version for good."""

    turn = models.OneToOneField(Turn, models.PROTECT, related_name="decision")
    verdict = WordField(Verdict)
    text = models.TextField(blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.turn}: {self.verdict}"
