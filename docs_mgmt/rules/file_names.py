"""What a file's name and size give away; what it truly is, a child finds out."""

import unicodedata
from pathlib import PurePosixPath

from docs_mgmt.rules.refusals import Kind, Refusal

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
    """A name as it was meant: in Unicode, or as Windows wrote it in Vietnam; no byte is lost."""
    for code in ("utf-8", "cp1258"):
        try:
            return unicodedata.normalize("NFC", raw.decode(code))
        except UnicodeError:
            continue
    return raw.decode("ascii", errors="backslashreplace")


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
