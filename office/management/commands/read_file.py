"""Read any file as the office would, and say what was found; nothing is kept."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from docs_mgmt.files import ocr, rendering
from docs_mgmt.files.kinds import kind_of
from docs_mgmt.files.pictures import pages_in
from docs_mgmt.files.reading import Reading, read, read_any
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.labels.reading import words_from_line
from docs_mgmt.labels.refusals import sentence_of_refusal
from docs_mgmt.rules.facts import facts_in
from docs_mgmt.rules.refusals import Kind
from docs_mgmt.rules.words import WordsFrom

_USAGE, _REFUSED = 2, 3
_FACTS = ("number", "notation", "date", "type", "issuer", "title", "signer")


class Command(BaseCommand):
    """Exit 0 read; 2 usage; 3 the file was refused. The database is not asked."""

    help = "Read one file of any kind: its words, where they come from, and what they tell."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and how to report."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, then say all at once."""
        path: Path = options["file"].absolute()  # the child that looks at it stands elsewhere
        if not path.is_file():
            self.stderr.write(f"There is no file {path}.")
            sys.exit(_USAGE)
        said = _said_of(path)
        if options["json"]:
            sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
            sys.stdout.flush()
        else:
            self._say(said)
        if not said["ok"]:
            sys.exit(_REFUSED)

    def _say(self, said: dict[str, Any]) -> None:
        if said["sentence"]:
            self.stdout.write(said["sentence"])
        encodings = ", ".join(said["encoding"])
        self.stdout.write(f"{said['kind']}, {said['words_from']}, {encodings or '-'}")
        for name, value in said["facts"].items():
            self.stdout.write(f"{name}: {value if value is not None else '-'}")
        for paragraph in said["paragraphs"]:
            self.stdout.write(paragraph)


def _said_of(path: Path) -> dict[str, Any]:
    try:
        kind = kind_of(path, path.name)
        reading = read(path, kind, path.name)
    except FileRefusedError as refusal:
        return _refused(refusal)
    sentence, words_from, pages = "", reading.words_from, reading.pages
    scans = reading.scanned_pages if reading.is_mixed else ()
    if kind in (Kind.PDF, Kind.PICTURE) and (scans or not reading.has_text):
        try:
            reading, pages, sureness = _recognised(path, kind, scans)
            words_from = WordsFrom.OCR
            if scans:
                sentence = words_from_line(WordsFrom.MIXED, (), sureness, scans)
        except FileRefusedError as refusal:
            sentence = sentence_of_refusal(refusal.reason, refusal.facts)
    facts = facts_in(reading.paragraphs, name=path.name).named()
    return {
        "kind": kind.value,
        "ok": True,
        "sentence": sentence,
        "paragraphs": list(reading.paragraphs),
        "pages": pages if pages is not None else _pages_of(path, kind, reading),
        "words_from": words_from.value,
        "encoding": list(reading.encodings),
        "facts": {name: facts[name].value or None for name in _FACTS},
    }


def _refused(refusal: FileRefusedError) -> dict[str, Any]:
    return {
        "kind": str(refusal.facts.get("kind", "other")),
        "ok": False,
        "sentence": sentence_of_refusal(refusal.reason, refusal.facts),
        "paragraphs": [],
        "pages": None,
        "words_from": WordsFrom.TEXT.value,
        "encoding": [],
        "facts": dict.fromkeys(_FACTS),
    }


def _recognised(path: Path, kind: Kind, only: Sequence[int]) -> tuple[Reading, int, int | None]:
    """Read with the words of scans: of all pages, or of some between typed ones."""
    found = ocr.recognise(path, kind, only)
    try:
        return read_any(found.pdf, "scan.pdf"), found.pages, found.sureness
    finally:
        found.pdf.unlink(missing_ok=True)


def _pages_of(path: Path, kind: Kind, reading: Reading) -> int | None:
    """The pages of what has none of its own, once it is made a PDF; None where it cannot be."""
    is_legacy = reading.words_from is WordsFrom.LEGACY
    try:
        made = rendering.render(path, path.name, kind, is_legacy=is_legacy)
    except FileRefusedError:
        return None
    try:
        return pages_in(made)
    except FileRefusedError:
        return None
    finally:
        made.unlink(missing_ok=True)
