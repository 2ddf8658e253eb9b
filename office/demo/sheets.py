"""Look at a print as a scanner would: the picture of its first page."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from docs_mgmt.files.pictures import picture_pages

#: 300 dots an inch on the short side of A4.
SCAN_WIDTH = 2480


@contextmanager
def picture_of_first_page(pdf: Path) -> Iterator[Path]:
    """Give the picture of the first page at 300 dpi; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sheet-", dir=settings.TMP_DIR) as folder:
        yield picture_pages(pdf, Path(folder), width=SCAN_WIDTH)[0].path
