"""The text of a version, or the reason why it has none."""

from django.db import models

from docs_mgmt.models.document.version import Version
from docs_mgmt.models.words import WordField
from docs_mgmt.models.written_json import WrittenEncoder
from docs_mgmt.rules.words import RECOGNISED, ReadingState, WordsFrom


class VersionText(models.Model):
    """What the worker read in a version; waiting until it has tried."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="text")
    state = WordField(ReadingState, default=ReadingState.WAITING)
    #: How often a worker began; a file that kills its reader is given up after three.
    attempts = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, blank=True)
    paragraphs = models.JSONField(default=list, blank=True, encoder=WrittenEncoder)
    #: The first paragraph of each page: the file's own pages (PDF), or the rendition's.
    page_starts = models.JSONField(default=list, blank=True)
    characters = models.PositiveIntegerField(default=0)
    has_text = models.BooleanField(default=False)
    words_from = WordField(WordsFrom, default=WordsFrom.TEXT)
    #: In which encodings the letters of the file were written (rules/legacy.py).
    encodings = models.JSONField(default=list, blank=True)
    #: How sure the recognition of a scan is, 0–100; empty: nothing was recognised.
    sureness = models.PositiveSmallIntegerField(null=True, blank=True)
    #: The copy of a scan that carries its words with their places; the original stays as it is.
    searchable_sha256 = models.CharField(max_length=64, blank=True)
    #: Why a scan has no words, or none yet (rules/refusals.py).
    no_words = models.CharField(max_length=40, blank=True)
    #: The pages that are scans in a file whose other pages are typed.
    scanned_pages = models.JSONField(default=list, blank=True)
    #: Why the file was refused (rules/refusals.py) and the facts for its sentence.
    refusal = models.CharField(max_length=40, blank=True)
    refusal_facts = models.JSONField(default=dict, blank=True)
    #: Why the version has no PDF, if making one failed (rules/refusals.py).
    no_rendition = models.CharField(max_length=40, blank=True)
    #: Why the pages of the PDF cannot be drawn (rules/refusals.py).
    no_pictures = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["has_text", "searchable_sha256"], name="text_without_words"),
            models.Index(fields=["words_from", "searchable_sha256"], name="text_words_from"),
            models.Index(fields=["refusal"], name="text_refusal"),
            models.Index(fields=["no_rendition"], name="text_no_rendition"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.state}"

    @property
    def is_recognised(self) -> bool:
        """Whether a program read the words off pictures, at least on some pages."""
        return self.words_from in RECOGNISED
