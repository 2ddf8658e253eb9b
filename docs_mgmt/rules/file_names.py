"""What a file's name and size give away; what it truly is, a child finds out."""

from pathlib import PurePosixPath

from docs_mgmt.rules.refusals import Kind, Refusal

_NOT_YET = {"doc": Kind.DOC, "odt": Kind.ODT, "rtf": Kind.RTF, "html": Kind.WEB_PAGE}
_NO_DOCUMENT = {
    "txt": Kind.TEXT,
    "xls": Kind.SPREADSHEET,
    "xlsx": Kind.SPREADSHEET,
    "ppt": Kind.PRESENTATION,
    "pptx": Kind.PRESENTATION,
    "jpg": Kind.PICTURE,
    "jpeg": Kind.PICTURE,
    "png": Kind.PICTURE,
    "zip": Kind.ARCHIVE,
    "rar": Kind.ARCHIVE,
}
#: How a .docx begins, whatever it is called.
_ZIP = b"PK\x03\x04"


def extension_of(name: str) -> str:
    """The ending of a name in small letters, without its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().strip(". ")


def refusal_at_sight(
    name: str, size: int, start: bytes = b""
) -> tuple[Refusal, dict[str, object]] | None:
    """Say why a main file cannot be taken, as far as name and size tell; None: let it be read."""
    if size == 0:
        return Refusal.EMPTY, {}
    if name.startswith("~$"):
        return Refusal.LOCK_FILE, {}
    extension = extension_of(name)
    if extension == "doc" and start.startswith(_ZIP):
        return None  # a Word file of the new form under its old name
    for kinds, refusal in ((_NOT_YET, Refusal.NOT_YET), (_NO_DOCUMENT, Refusal.NOT_A_DOCUMENT)):
        if extension in kinds:
            return refusal, {"kind": kinds[extension].value, "extension": extension}
    return None
