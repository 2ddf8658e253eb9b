"""Keep a file that a person sent, until a form attaches it; outside the frame by design."""

import unicodedata
from collections.abc import Iterable
from datetime import timedelta

from docs_mgmt.clock import now
from docs_mgmt.files.store import put, take_away
from docs_mgmt.models import Person, Upload
from docs_mgmt.queries.stored import rows_naming

#: How long a file waits for its form.
KEPT_FOR = timedelta(days=1)


def keep_upload(
    chunks: Iterable[bytes], *, name: str, person: Person, limit: int | None = None
) -> Upload:
    """Store the bytes by content and note whose they are; raises FileRefusedError if too large."""
    stored = put(chunks, limit=limit)
    plain = unicodedata.normalize("NFC", name).replace("\x00", "")
    return leave_for_a_day(person, stored.sha256, name=plain, size=stored.size)


def leave_for_a_day(person: Person, sha256: str, *, name: str, size: int) -> Upload:
    """Let kept bytes be swept after a day, unless another row names them by then."""
    return Upload.objects.create(
        person=person, sha256=sha256, name=name[-255:] or "file", size=size
    )


def sweep_uploads() -> int:
    """Forget uploads that no form attached within a day, with their bytes if no row names them.

    The rows go first: that waits for who attaches one just now, so its version names the bytes by
    the time somebody asks; who comes later finds no row to attach. After a crash between the two
    the bytes stay.
    """
    old = Upload.objects.filter(at__lt=now() - KEPT_FOR)
    hashes = set(old.values_list("sha256", flat=True))
    gone = old.delete()[0]
    take_away(hashes, named=lambda some: {sha256 for _, _, sha256 in rows_naming(some)})
    return gone
