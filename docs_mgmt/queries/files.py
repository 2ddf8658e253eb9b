"""The files of a version in hand: its PDF, its page pictures, its attachments."""

from django.db.models import QuerySet

from docs_mgmt.models import Attachment, PagePicture, Rendition, Version


def rendition_of(version: Version) -> Rendition | None:
    """The version's one PDF, if it has been made or supplied."""
    return getattr(version, "rendition", None)


def pictures_of(version: Version) -> QuerySet[PagePicture]:
    """The pictures of the version's pages, in order."""
    return PagePicture.objects.filter(rendition__version=version).order_by("page")


def attachments_of(version: Version) -> QuerySet[Attachment]:
    """The files beside the version's main one, in order."""
    return Attachment.objects.filter(version=version).order_by("order")
