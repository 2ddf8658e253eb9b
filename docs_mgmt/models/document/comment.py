"""The conversation beside a version: threads and the comments in them."""

from django.db import models

from docs_mgmt.models.document.version import Version
from docs_mgmt.models.people.person import Person


class Thread(models.Model):
    """One question about a version, open until someone resolves it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="threads")
    #: Where on the version: the quoted words with what stands around them; empty: the whole text.
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="threads_resolved"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.version}: {self.pk}"


class Comment(models.Model):
    """One thing said in a thread; it stays as it was said."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="comments")
    author = models.ForeignKey(Person, models.PROTECT, related_name="comments")
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]
