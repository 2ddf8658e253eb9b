"""Forget files that must not be kept, being secret; outside the frame by design."""

from collections.abc import Iterable

from docs_mgmt.files.store import path_of
from docs_mgmt.models import (
    Attachment,
    PagePicture,
    PaperCopy,
    Person,
    Rendition,
    Upload,
    Version,
    VersionText,
)

#: Every column that names bytes of the store.
_HOLDERS = (
    (Upload, "sha256"),
    (Version, "sha256"),
    (Version, "supplied_sha256"),
    (Attachment, "sha256"),
    (Rendition, "sha256"),
    (PagePicture, "sha256"),
    (PaperCopy, "pdf_sha256"),
    (VersionText, "searchable_sha256"),
)


def forget_uploads(pks: Iterable[int], *, person: Person) -> int:
    """Drop the person's own uploads with their bytes, unless a document holds the same bytes."""
    uploads = Upload.objects.filter(person=person, pk__in=list(pks))
    hashes = set(uploads.values_list("sha256", flat=True))
    dropped = uploads.delete()[0]
    for sha256 in hashes:
        if not _is_held(sha256):
            path_of(sha256).unlink(missing_ok=True)
    return dropped


def _is_held(sha256: str) -> bool:
    return any(
        model._default_manager.filter(**{column: sha256}).exists() for model, column in _HOLDERS
    )
