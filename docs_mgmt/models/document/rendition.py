"""The rendition (bản thể hiện): the PDF that people read, approve and print, with its pictures."""

from django.db import models

from docs_mgmt.models.document.version import Version
from docs_mgmt.models.words import WordField
from docs_mgmt.rules.words import MadeBy


class Rendition(models.Model):
    """The one PDF of a version; made once, kept, never remade in silence."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="rendition")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveSmallIntegerField()
    made_by = WordField(MadeBy)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version} PDF"


class PagePicture(models.Model):
    """The picture of one page of a rendition, for the screen; it can be made again any time."""

    rendition = models.ForeignKey(Rendition, models.CASCADE, related_name="pictures")
    page = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["page"]
        constraints = [
            models.UniqueConstraint(fields=["rendition", "page"], name="one_picture_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.rendition}, {self.page}"
