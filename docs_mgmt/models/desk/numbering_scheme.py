"""The numbering scheme of an agency for a year, set by its head (NĐ 30/2020, Đ15.1.c)."""

from django.db import models

from docs_mgmt.models.document.document_type import DocumentType
from docs_mgmt.models.people.agency import Agency
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import SchemeKind


class NumberingScheme(models.Model):
    """How documents share their series in one year; it changes only when the year turns."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="schemes")
    year = models.PositiveSmallIntegerField()
    kind = WordField(SchemeKind)
    instrument = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "agency"]
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="one_scheme_a_year")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class SchemeRow(models.Model):
    """One type with a series of its own in a mixed scheme."""

    scheme = models.ForeignKey(NumberingScheme, models.CASCADE, related_name="rows")
    type = models.ForeignKey(DocumentType, models.PROTECT)
    key = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "type"], name="type_once_a_scheme")
        ]

    def __str__(self) -> str:
        return f"{self.type} → {self.key}"
