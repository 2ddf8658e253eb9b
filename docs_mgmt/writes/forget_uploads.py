"""Forget files that must not be kept, being secret; outside the frame by design."""

from collections.abc import Iterable

from docs_mgmt.files.store import path_of
from docs_mgmt.models import Person, Upload
from docs_mgmt.queries.stored import rows_naming


def forget_uploads(pks: Iterable[int], *, person: Person) -> int:
    """Drop the person's own uploads with their bytes, unless another row names the same bytes."""
    uploads = Upload.objects.filter(person=person, pk__in=list(pks))
    hashes = set(uploads.values_list("sha256", flat=True))
    dropped = uploads.delete()[0]
    for sha256 in hashes - {named for _, _, named in rows_naming(hashes)}:
        path_of(sha256).unlink(missing_ok=True)
    return dropped
