"""A saved search, and what is new in it."""

from django.db import models

from docs_mgmt.models import Document, Person


class SavedSearch(models.Model):
    """A question that one person keeps, to ask again and to be told of what is new in it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=120)
    #: The question with its choices, as the address of the search page has it.
    query = models.CharField(max_length=2000)
    saved_at = models.DateTimeField()
    #: The documents that it has found before, by id; what is not among them is new.
    known = models.JSONField(default=list, blank=True)
    #: Whether it tells of what is new; a search that finds too much cannot.
    is_watched = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "saved searches"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "query"], name="a_search_is_saved_once")
        ]

    def __str__(self) -> str:
        return self.name


class News(models.Model):
    """A document that a saved search found for the first time, until its owner has looked."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="news")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "news"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["search", "document"], name="news_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.search}: {self.document_id}"
