"""The document (văn bản): one text of one agency, from its first draft to the archive."""

from django.db import models
from django.urls import reverse

from docs_mgmt.models.document.document_type import DocumentType
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.people.body import Body
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.people.unit import Unit
from docs_mgmt.models.words import MaybeWordField, WordField
from docs_mgmt.rules.flow import Path, Stage, Standing
from docs_mgmt.rules.words import Authority, Direction, Urgency


class Document(models.Model):
    """One document; its stage is written by the steps alone."""

    direction = WordField(Direction, default=Direction.OUT)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="documents")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True)
    drafter = models.ForeignKey(Person, models.PROTECT, related_name="drafted")
    type = models.ForeignKey(DocumentType, models.PROTECT)
    #: Trích yếu: one short sentence or phrase (Phụ lục VI: at most 500 characters).
    title = models.CharField(max_length=500)
    #: Lĩnh vực.
    field = models.CharField(max_length=100, blank=True)
    urgency = WordField(Urgency, default=Urgency.NORMAL)
    authority = WordField(Authority, default=Authority.COLLECTIVE)
    path = WordField(Path, default=Path.PAPER)
    stage = WordField(Stage, default=Stage.DRAFTED)
    stage_since = models.DateTimeField()
    #: What the document is worth; empty before it is issued.
    standing = MaybeWordField(Standing)
    due = models.DateField(null=True, blank=True)
    #: The date on the paper: the day of numbering.
    issued_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    related = models.ManyToManyField("self", blank=True)

    class Meta:
        ordering = ["-id"]
        permissions = [
            ("comment_document", "Can comment on document"),
            ("edit_document", "Can edit document"),
        ]
        indexes = [
            models.Index(fields=["agency", "stage", "-id"], name="document_agency_stage"),
            models.Index(fields=["unit", "-id"], name="document_unit"),
            models.Index(fields=["drafter", "stage", "-id"], name="document_drafter"),
            models.Index(fields=["drafter", "stage", "issued_on"], name="document_drafter_issued"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the document."""
        return reverse("document", args=[self.pk])
