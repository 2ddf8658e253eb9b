"""An export: the list that a search found, as a file to keep."""

from django.db import models

from docs_mgmt.models import Person
from docs_mgmt.models.words import WordField
from search.rules.words import ExportKind, ExportState


class Export(models.Model):
    """One list that a person asked for; made by the worker within their rights at that moment."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="exports")
    #: The question with its choices, as the address of the search page has it.
    query = models.CharField(max_length=2000)
    kind = WordField(ExportKind)
    state = WordField(ExportState, default=ExportState.WAITING)
    asked_at = models.DateTimeField()
    language = models.CharField(max_length=5, default="vi")
    #: How many lines there are, and how many are written.
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    #: The documents in the file, by id: at the download the person must still see each of them.
    documents = models.JSONField(default=list, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.query}"
