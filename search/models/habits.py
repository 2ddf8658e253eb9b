"""How one person looks for documents: the facts they want to see, and what they asked lately."""

from django.db import models

from docs_mgmt.models import Person


class SearchHabits(models.Model):
    """One row a person; only that person reads it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="search_habits")
    #: The columns chosen (rules/columns.py), in their order; none: the usual ones.
    columns = models.JSONField(default=list, blank=True)
    #: The last questions as typed, the newest first.
    recent = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name_plural = "search habits"

    def __str__(self) -> str:
        return str(self.person)
