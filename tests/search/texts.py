"""The texts of the sample archive, for tests that compare what is found."""

from pathlib import Path

import docx

FOLDER = Path(__file__).resolve().parents[2] / "office" / "demo" / "archive"
FILES = sorted(FOLDER.glob("*.docx"))


def text_of(file: Path) -> str:
    document = docx.Document(str(file))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def texts() -> list[tuple[str, str]]:
    """Name and text of each."""
    return [(file.stem, text_of(file)) for file in FILES]
