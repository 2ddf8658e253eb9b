"""Keep a file that a person sent, until a form attaches it; outside the frame by design."""

import unicodedata
from collections.abc import Iterable
from datetime import timedelta

from docs_mgmt.clock import now
from docs_mgmt.files.store import put
from docs_mgmt.models import Person, Upload

#: How long a file waits for its form.
KEPT_FOR = timedelta(days=1)


def keep_upload(
    chunks: Iterable[bytes], *, name: str, person: Person, limit: int | None = None
) -> Upload:
    """Store the bytes by content and note whose they are; raises FileRefusedError if too large."""
    stored = put(chunks, limit=limit)
    plain = unicodedata.normalize("NFC", name).replace("\x00", "")[-255:]
    return Upload.objects.create(
        person=person, sha256=stored.sha256, name=plain or "file", size=stored.size
    )


def sweep_uploads() -> int:
    """Forget uploads that no form attached within a day; versions keep their own bytes."""
    return Upload.objects.filter(at__lt=now() - KEPT_FOR).delete()[0]
