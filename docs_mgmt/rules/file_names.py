"""What a file's name and size give away; what it truly is, a child finds out."""

import itertools
import re
import unicodedata
from pathlib import PurePosixPath

from docs_mgmt.rules.legacy import Encoding, decode_text
from docs_mgmt.rules.refusals import Kind, Refusal

_SLASHES = re.compile(r"([/\\])")
_NO_DOCUMENT = {
    "txt": Kind.TEXT,
    "xls": Kind.SPREADSHEET,
    "xlsx": Kind.SPREADSHEET,
    "ppt": Kind.PRESENTATION,
    "pptx": Kind.PRESENTATION,
    "zip": Kind.ARCHIVE,
    "rar": Kind.ARCHIVE,
}

#: A path of a list is no longer; its end, with the name, is what counts.
LONGEST_PATH = 1000


def name_in(raw: bytes) -> str:
    """A name as it was meant: in Unicode, in old letters (TCVN3, VNI), or in those of Windows.

    No byte is lost. Which of the two a name is in, its syllables tell.
    """
    for code in ("utf-8", "cp1258"):
        try:
            name = unicodedata.normalize("NFC", raw.decode(code))
        except UnicodeError:
            continue
        return name_meant(name if code == "utf-8" else raw.decode("latin-1")) or name
    return name_meant(raw.decode("latin-1")) or raw.decode("ascii", errors="backslashreplace")


def name_meant(name: str) -> str:
    """A path typed in old letters, in Unicode; empty if it was not."""
    parts = _SLASHES.split(name)
    found = decode_text("\n".join(parts[::2]))
    if found.encodings <= {Encoding.UNICODE}:
        return ""
    told = found.text.split("\n")
    slashes = [*parts[1::2], ""]
    return unicodedata.normalize("NFC", "".join(itertools.chain(*zip(told, slashes, strict=True))))


class OwnPaths:
    """Gives each file of a list a path of its own, however alike they are called."""

    def __init__(self) -> None:
        self._met: set[str] = set()

    def own(self, path: str) -> str:
        """The path, its end where it is too long; the second of the same in a folder «2»."""
        told, times = path[-LONGEST_PATH:], 1
        while told in self._met:
            times += 1
            before = f"{times}/"
            told = before + path[-(LONGEST_PATH - len(before)) :]
        self._met.add(told)
        return told


def extension_of(name: str) -> str:
    """The ending of a name in small letters, without its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().strip(". ")


def refusal_at_sight(name: str, size: int) -> tuple[Refusal, dict[str, object]] | None:
    """Say why a main file cannot be taken, as far as name and size tell; None: let it be read."""
    if size == 0:
        return Refusal.EMPTY, {}
    if name.startswith("~$"):
        return Refusal.LOCK_FILE, {}
    extension = extension_of(name)
    if extension in _NO_DOCUMENT:
        facts: dict[str, object] = {"kind": _NO_DOCUMENT[extension].value, "extension": extension}
        return Refusal.NOT_A_DOCUMENT, facts
    return None
