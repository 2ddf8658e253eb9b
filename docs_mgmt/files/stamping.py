"""The print: a rendition with the mark of the print-out in its margin, all else unchanged."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from docs_mgmt.files import sandbox

#: What stands on every sheet of a sample; paper of the office is Vietnamese in either language.
SAMPLE_MARK = "BẢN MẪU – KHÔNG CÓ GIÁ TRỊ"


@dataclass(frozen=True)
class Box:
    """A part of a page that a mark took, in points from its lower left corner as it is shown."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Stamped:
    """A print, and where on it the marks stand; outside the boxes it equals the rendition."""

    path: Path
    boxes: tuple[Box, ...]


def stamp(pdf: Path, *, code: str, caption: str, sample: bool) -> Stamped:
    """Put QR and caption in the margin of page 1, and the mark of a sample on every page.

    The caller deletes the print when it is kept.
    """
    tmp: Path = settings.TMP_DIR
    tmp.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="stamped-", suffix=".pdf", dir=tmp)
    os.close(handle)
    copy = Path(name)
    try:
        boxes = sandbox.run(
            "docs_mgmt.files.inside.overlay:stamp",
            {
                "path": str(pdf),
                "copy": name,
                "code": code,
                "caption": caption,
                "mark": SAMPLE_MARK if sample else "",
            },
        )
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return Stamped(copy, tuple(Box(int(page), *sides) for page, *sides in boxes))
