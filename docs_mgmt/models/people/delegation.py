"""A delegation: who may sign or decide for whom, in which form, in which scope, until when."""

from django.db import models

from docs_mgmt.models.document.document_type import DocumentType
from docs_mgmt.models.people.person import Person
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import Capacity


class Delegation(models.Model):
    """One delegation in writing (NĐ 30/2020, Đ13.3, Đ13.4); it covers the types that it names."""

    giver = models.ForeignKey(Person, models.PROTECT, related_name="delegations_given")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="delegations_held")
    form = WordField(Capacity)
    types = models.ManyToManyField(DocumentType, blank=True)
    field = models.CharField(max_length=100, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    instrument = models.CharField(max_length=200)

    class Meta:
        ordering = ["-starts", "id"]

    def __str__(self) -> str:
        return f"{self.giver} → {self.holder}"
