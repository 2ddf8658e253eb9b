"""The words of a file, paragraph by paragraph, read in a child."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docs_mgmt.files import sandbox
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

_READERS = {
    Kind.DOCX: "docs_mgmt.files.inside.word:read_word",
    Kind.PDF: "docs_mgmt.files.inside.pdf:read_pdf",
}


@dataclass(frozen=True)
class Reading:
    """What stands in a file."""

    paragraphs: tuple[str, ...]
    #: Pages of a PDF; a Word file has none until it is rendered.
    pages: int | None
    #: For each page of a PDF the place of its first paragraph.
    page_starts: tuple[int, ...]

    @property
    def characters(self) -> int:
        """How many signs the text has."""
        return sum(len(paragraph) for paragraph in self.paragraphs)

    @property
    def has_text(self) -> bool:
        """Whether there is anything to search for; a scan has nothing."""
        return any(sign.isalnum() for paragraph in self.paragraphs for sign in paragraph)


def read(path: Path, kind: Kind, name: str) -> Reading:
    """Read a file of a kind that `kind_of` has let in."""
    reader = _READERS.get(kind)
    if reader is None:
        raise FileRefusedError(Refusal.NOT_YET, kind=kind.value, name=name)
    return _reading(sandbox.run(reader, {"path": str(path)}))


def _reading(answer: dict[str, Any]) -> Reading:
    return Reading(
        paragraphs=tuple(answer["paragraphs"]),
        pages=answer["pages"],
        page_starts=tuple(answer["page_starts"]),
    )
