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


def picture_pages(
    pdf: Path, folder: Path, width: int = WIDTH, *, copy: Path | None = None
) -> tuple[PageImage, ...]:
    """Draw every page into the folder, upright where a recognised copy shows which way that is."""
    return _drawn(pdf, folder, width, copy)


def picture_turned_pages(pdf: Path, folder: Path, *, copy: Path) -> tuple[PageImage, ...]:
    """Draw the pages that lie on their side or head, as they stand in the recognised copy."""
    return _drawn(pdf, folder, WIDTH, copy, which="turned")


def picture_ends(pdf: Path, folder: Path, *, copy: Path | None = None) -> tuple[PageImage, ...]:
    """Draw the first and the last page, upright where a recognised copy shows which way that is."""
    return _drawn(pdf, folder, WIDTH, copy, which="ends")


def _drawn(
    pdf: Path, folder: Path, width: int, copy: Path | None, which: str = ""
) -> tuple[PageImage, ...]:
    request = {"path": str(pdf), "folder": str(folder), "width": width}
    request |= {"copy": str(copy or ""), "which": which}
    drawn = sandbox.run("docs_mgmt.files.inside.pdf_pictures:picture_pages", request)
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
