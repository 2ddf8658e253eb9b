"""The words of a rendition, page by page: where a found word stands."""

from dataclasses import dataclass
from pathlib import Path

from docs_mgmt.files import sandbox


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word and its box on the page as it is shown, in fractions from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_by_page(pdf: Path) -> tuple[str, ...]:
    """Give the text of each page, line by line."""
    return tuple(
        sandbox.run(
            "docs_mgmt.files.inside.pdf:words_by_page",
            {"path": str(pdf)},
            seconds=2 * sandbox.SECONDS_ASIDE,
        )
    )


def placed_words(pdf: Path, page: int) -> tuple[PlacedWord, ...]:
    """Give the words of one page with their places; none for a page that is not there.

    A scan's are those of its recognised copy, whose way up its pictures have too.
    """
    found = sandbox.run(
        "docs_mgmt.files.inside.placing:placed_words",
        {"path": str(pdf), "page": page},
        seconds=sandbox.SECONDS_ASIDE,
    )
    return tuple(PlacedWord(text, *box) for text, *box in found)
