"""Files by their content: written once under the SHA-256 of their bytes, never changed."""

import hashlib
import os
import re
import tempfile
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

#: The most that one upload may weigh, where the settings say nothing.
LIMIT = 50 * 1024 * 1024
_PIECE = 1024 * 1024
#: Whoever keeps a file has so many seconds to name it in a row.
_TO_NAME = 3600
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Stored:
    """A file that is safely on the disk."""

    sha256: str
    size: int


def upload_limit() -> int:
    """The most that one upload may weigh, in bytes."""
    return int(getattr(settings, "UPLOAD_LIMIT", LIMIT))


def put(chunks: Iterable[bytes], *, limit: int | None = None) -> Stored:
    """Keep an upload as it streams in; one over the limit is refused and leaves nothing."""
    most = upload_limit() if limit is None else limit
    folder: Path = settings.TMP_DIR
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix="put-", dir=folder)
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise FileRefusedError(Refusal.TOO_BIG, limit=most)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        stored = Stored(digest.hexdigest(), size)
        _keep(waiting, stored)
    finally:
        waiting.unlink(missing_ok=True)
    return stored


def put_path(path: Path) -> Stored:
    """Keep a file that the office made itself, such as a rendition; it has no limit."""
    return put(_pieces(path), limit=2**62)


def put_foreign(path: Path, *, limit: int) -> Stored:
    """Keep a file of a foreign folder. Raises FileRefusedError where it is not given to us.

    FileNotFoundError: it is gone. Trouble with our own disk is not the file's.
    """
    return put(given(path), limit=limit)


def given(path: Path) -> Iterator[bytes]:
    """The bytes of a foreign file, unless its rights or its disk refuse them."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise
    except OSError as trouble:
        raise FileRefusedError(Refusal.NOT_GIVEN) from trouble
    with file:
        while piece := _piece_of(file):
            yield piece


def _piece_of(file: BinaryIO) -> bytes:
    try:
        return file.read(_PIECE)
    except OSError as trouble:
        raise FileRefusedError(Refusal.NOT_GIVEN) from trouble


def path_of(sha256: str) -> Path:
    """Where the file with this content stands, or would stand."""
    if not _SHA256.fullmatch(sha256):
        message = "not a SHA-256 in lower-case hex"
        raise ValueError(message)
    files: Path = settings.FILES_DIR
    return files / sha256[:2] / sha256[2:4] / sha256


def is_intact(sha256: str) -> bool:
    """Whether the file is there and still has the bytes that it is named by."""
    path = path_of(sha256)
    if not path.is_file():
        return False
    digest = hashlib.sha256()
    for piece in _pieces(path):
        digest.update(piece)
    return digest.hexdigest() == sha256


def take_away(
    hashes: Iterable[str], *, named: Callable[[Collection[str]], Collection[str]]
) -> set[str]:
    """Take away the files of these that nobody names (`named` tells which are); gives what is gone.

    A file is first put aside, then asked for again: who keeps the same bytes meanwhile writes them
    anew. One that somebody has just kept goes back, for its row may be on the way.
    """
    wanted = set(hashes)
    aside = {sha256: _put_aside(sha256) for sha256 in wanted - set(named(wanted))}
    staying = set(named(aside)) if aside else set()
    gone = set()
    for sha256, place in aside.items():
        if place is None:
            gone.add(sha256)
        elif sha256 in staying or time.time() - place.stat().st_mtime < _TO_NAME:
            place.replace(path_of(sha256))
        else:
            place.unlink()
            gone.add(sha256)
    return gone


def _put_aside(sha256: str) -> Path | None:
    """Where it is now, under a name that is swept after a crash; None: there is no such file."""
    tmp: Path = settings.TMP_DIR
    tmp.mkdir(parents=True, exist_ok=True)
    aside = tmp / f"put-{sha256}-{uuid.uuid4().hex}"
    try:
        path_of(sha256).replace(aside)
    except FileNotFoundError:
        return None
    return aside


def _keep(waiting: Path, stored: Stored) -> None:
    target = path_of(stored.sha256)
    if target.is_file() and target.stat().st_size == stored.size:
        with suppress(OSError):  # it was taken away just now, or is another's: written anew
            os.utime(target)
            return
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting.chmod(0o640)
    waiting.replace(target)
    # The name must outlive a power cut as surely as the bytes: sync the folders that name it.
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
