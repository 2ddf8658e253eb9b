"""What a file's name and size give away; what it truly is, a child finds out."""

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
