"""The dossier (hồ sơ), its yearly plan and what lies in it."""

from django.db import models

from docs_mgmt.models.document.document import Document
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.people.unit import Unit


class RetentionRule(models.Model):
    """How long a kind of record is kept; no rule without its legal basis."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=300)
    #: Years; empty: for good.
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    legal_basis = models.CharField(max_length=200)
    valid_from = models.DateField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class DossierPlan(models.Model):
    """The dossier list of a year (danh mục hồ sơ), approved by the head (NĐ 30/2020, Đ28)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    instrument = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "agency"]
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="one_plan_a_year")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class Dossier(models.Model):
    """All documents of one matter, kept together (NĐ 30/2020, Đ3.14, Đ29)."""

    plan = models.ForeignKey(DossierPlan, models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="dossiers")
    #: Số và ký hiệu: 01.VP.
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    retention = models.ForeignKey(RetentionRule, models.PROTECT, null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="dossier_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class DossierItem(models.Model):
    """One document's place in one dossier; a document may lie in many without being copied."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="items")
    document = models.ForeignKey(Document, models.PROTECT, related_name="dossier_items")
    ordinal = models.PositiveSmallIntegerField()
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="filed")
    filed_at = models.DateTimeField()

    class Meta:
        ordering = ["dossier", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "ordinal"], name="item_ordinal_once"),
            models.UniqueConstraint(fields=["dossier", "document"], name="document_once_a_dossier"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier.code}/{self.ordinal}"
