"""The words of a rendition, page by page: where a found word stands."""

from pathlib import Path

from docs_mgmt.files import sandbox


def words_by_page(pdf: Path) -> tuple[str, ...]:
    """Give the text of each page, line by line."""
    return tuple(
        sandbox.run(
            "docs_mgmt.files.inside.pdf:words_by_page",
            {"path": str(pdf)},
            seconds=2 * sandbox.SECONDS_ASIDE,
        )
    )
