"""The words of a file, paragraph by paragraph, read in a child."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docs_mgmt.files import sandbox
from docs_mgmt.files.kinds import kind_of
from docs_mgmt.files.old_forms import OLD_FORMS, PATIENT_SECONDS, SECONDS, as_word
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal
from docs_mgmt.rules.words import WordsFrom

_WORD = "docs_mgmt.files.inside.word:read_word"
_READERS = {
    Kind.DOCX: _WORD,
    Kind.PDF: "docs_mgmt.files.inside.pdf:read_pdf",
    Kind.PICTURE: "docs_mgmt.files.inside.merging:read_picture",
}


@dataclass(frozen=True)
class Reading:
    """What stands in a file."""

    kind: Kind
    paragraphs: tuple[str, ...]
    #: Pages of a PDF; a Word file has none until it is rendered.
    pages: int | None
    #: For each page of a PDF the place of its first paragraph.
    page_starts: tuple[int, ...]
    #: In which encodings the letters were written; of old ones the words above are decoded.
    encodings: tuple[str, ...] = ()
    #: Whether no page is typed: each is a picture, perhaps with a stamp in letters, or empty.
    is_scan: bool = False
    #: The pages of a PDF that are pictures.
    scanned_pages: tuple[int, ...] = ()

    @property
    def characters(self) -> int:
        """How many signs the text has."""
        return sum(len(paragraph) for paragraph in self.paragraphs)

    @property
    def has_text(self) -> bool:
        """Whether there is anything to search for; a scan has nothing but perhaps a stamp."""
        if self.is_scan:
            return False
        return any(sign.isalnum() for paragraph in self.paragraphs for sign in paragraph)

    @property
    def is_mixed(self) -> bool:
        """Whether some pages are typed and others are scans, whose words are not known yet."""
        return bool(self.scanned_pages) and not self.is_scan

    @property
    def words_from(self) -> WordsFrom:
        """Whether the words stand in the file as they are, or were decoded from old letters."""
        is_old = any(encoding != "unicode" for encoding in self.encodings)
        return WordsFrom.LEGACY if is_old else WordsFrom.TEXT


def read_any(path: Path, name: str, *, is_patient: bool = False) -> Reading:
    """Say what a file is and read it, or refuse it with the reason."""
    return read(path, kind_of(path, name), name, is_patient=is_patient)


def read(path: Path, kind: Kind, name: str, *, is_patient: bool = False) -> Reading:
    """Read a file of a kind that `kind_of` has let in; patiently if it was too slow before."""
    if kind in OLD_FORMS:
        seconds = PATIENT_SECONDS if is_patient else SECONDS
        with as_word(path, name, kind, seconds=seconds) as word:
            request = {"path": str(word)} | ({"old": str(path)} if kind is Kind.DOC else {})
            answer = sandbox.run(_WORD, request, seconds=seconds // 2)
    elif kind in _READERS:
        answer = sandbox.run(_READERS[kind], {"path": str(path)})
    else:
        raise FileRefusedError(Refusal.NOT_A_DOCUMENT, kind=kind.value, name=name)
    reading = _reading(kind, answer)
    if kind in OLD_FORMS and not reading.has_text and not answer["has_pictures"]:
        raise FileRefusedError(Refusal.NOT_OPENED)  # LibreOffice makes an empty page of rubbish
    return reading


def _reading(kind: Kind, answer: dict[str, Any]) -> Reading:
    return Reading(
        kind=kind,
        paragraphs=tuple(answer["paragraphs"]),
        pages=answer["pages"],
        page_starts=tuple(answer["page_starts"]),
        encodings=tuple(answer.get("encodings", ())),
        is_scan=answer.get("is_scan", False),
        scanned_pages=tuple(answer.get("scanned_pages", ())),
    )
