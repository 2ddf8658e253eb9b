"""Is this a file that the office takes in? Decided by what it is, not by what it is called."""

from pathlib import Path, PurePosixPath

from docs_mgmt.files import sandbox
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import upload_limit
from docs_mgmt.rules.refusals import READABLE, Kind, Refusal

#: What a name promises; under .doc any form of text opens everywhere, so each is let in there.
_PROMISES = {
    "docx": Kind.DOCX,
    "docm": Kind.DOCX,
    "dotx": Kind.DOCX,
    "dotm": Kind.DOCX,
    "pdf": Kind.PDF,
}
_PLACEHOLDER = 64
_LOCK_FILE = 512
_SECONDS = 2 * sandbox.SECONDS_ASIDE


def kind_of(path: Path, name: str) -> Kind:
    """Say what the file is, or refuse it with the reason."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(_LOCK_FILE)
    if size > upload_limit():
        raise FileRefusedError(Refusal.TOO_BIG_TO_READ, limit=upload_limit())
    if size == 0 or not start.strip(b"\0 \t\r\n"):
        raise FileRefusedError(Refusal.EMPTY)
    if _is_lock_file(name, size):
        raise FileRefusedError(Refusal.LOCK_FILE)
    if size < _PLACEHOLDER:
        raise FileRefusedError(Refusal.PLACEHOLDER, size=size)
    kind = Kind(
        sandbox.run("docs_mgmt.files.inside.look:look", {"path": str(path)}, seconds=_SECONDS)
    )
    _check_promise(kind, name)
    return kind


def _is_lock_file(name: str, size: int) -> bool:
    return base_name(name).startswith("~$") and size <= _LOCK_FILE


def _check_promise(kind: Kind, name: str) -> None:
    extension = PurePosixPath(base_name(name)).suffix.lower().strip(". ")
    promised = _PROMISES.get(extension)
    if kind in READABLE and promised in (None, kind):
        return
    if promised is not None and promised != kind:
        raise FileRefusedError(Refusal.DISGUISED, kind=kind.value, extension=extension)
    raise FileRefusedError(Refusal.NOT_A_DOCUMENT, kind=kind.value, extension=extension)


def base_name(name: str) -> str:
    """The last part of a name, whichever system's slashes it came with."""
    return name.replace("\\", "/").rsplit("/", 1)[-1]
