"""Pictures of the pages of a PDF, drawn in a child."""

from dataclasses import dataclass
from pathlib import Path

from docs_mgmt.files import sandbox

WIDTH = 1240


@dataclass(frozen=True)
class PageImage:
    """One page as a PNG."""

    page: int
    path: Path
    width: int
    height: int


def picture_pages(pdf: Path, folder: Path, width: int = WIDTH) -> tuple[PageImage, ...]:
    """Draw every page into the folder."""
    drawn = sandbox.run(
        "docs_mgmt.files.inside.pdf_pictures:picture_pages",
        {"path": str(pdf), "folder": str(folder), "width": width},
    )
    return tuple(
        PageImage(page["page"], Path(page["path"]), page["width"], page["height"]) for page in drawn
    )


def pages_in(pdf: Path) -> int:
    """Count the pages."""
    counted = sandbox.run(
        "docs_mgmt.files.inside.pdf:count_pages",
        {"path": str(pdf)},
        seconds=sandbox.SECONDS_ASIDE,
    )
    return int(counted)
