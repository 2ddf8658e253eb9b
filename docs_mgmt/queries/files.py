"""The files of a version in hand: its PDF, its page pictures, its attachments."""

from django.db.models import QuerySet

from docs_mgmt.files.page_words import PlacedWord, placed_words
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import path_of
from docs_mgmt.models import Attachment, PagePicture, Rendition, Version


def rendition_of(version: Version) -> Rendition | None:
    """The version's one PDF, if it has been made or supplied."""
    return getattr(version, "rendition", None)


def pictures_of(version: Version) -> QuerySet[PagePicture]:
    """The pictures of the version's pages, in order."""
    return PagePicture.objects.filter(rendition__version=version).order_by("page")


def words_on_page(version: Version, page: int) -> tuple[PlacedWord, ...]:
    """The words of a page with their places, to mark what was found; of a scan, as recognised."""
    rendition = rendition_of(version)
    if rendition is None:
        return ()
    sha256 = version.text.searchable_sha256 or rendition.sha256
    try:
        return placed_words(path_of(sha256), page)
    except FileRefusedError:
        return ()  # a page without marks is better than none


def attachments_of(version: Version) -> QuerySet[Attachment]:
    """The files beside the version's main one, in order."""
    return Attachment.objects.filter(version=version).order_by("order")
