"""A parcel of files (.zip): its members by their names, unpacked in pieces within limits."""

import contextlib
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docs_mgmt.files.inside.package import check_entries, pieces
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import Stored, put, upload_limit
from docs_mgmt.rules.file_names import OwnPaths, name_in, name_meant
from docs_mgmt.rules.refusals import Refusal

#: What a broken piece raises, by the way in which it was packed.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
)


@dataclass(frozen=True)
class Member:
    """One file of a parcel: where it lay in it, and where it is now; or why it was left."""

    path: str
    size: int
    stored: Stored | None
    refusal: Refusal | None = None


def is_parcel(path: Path) -> bool:
    """Whether a file is a zip of other files, by its bytes; a Word file is one too."""
    return zipfile.is_zipfile(path)


def members_of(path: Path, *, known: frozenset[str] = frozenset()) -> Iterator[Member]:
    """Unpack a parcel into the store, file by file; those whose paths are known are left out.

    A whole parcel that is encrypted, would burst or has no list is refused; of one that is broken
    only the files that cannot be unpacked. No name ever becomes a path on the disk; one that would
    lead out of the parcel refuses its file.
    """
    try:
        with zipfile.ZipFile(path) as parcel:
            check_entries(parcel)
            for entry, name in _named(parcel.infolist()):
                if not entry.is_dir() and name not in known and not _is_litter(name):
                    yield _member(parcel, entry, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, UnicodeError) as error:
        raise FileRefusedError(Refusal.BROKEN) from error


def _named(entries: Iterable[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Each entry with a path of its own, in a fixed order: a zip may have two of one name."""
    paths = OwnPaths()
    for entry in sorted(entries, key=lambda one: (_name_of(one), one.header_offset)):
        yield entry, paths.own(_name_of(entry))


def _member(parcel: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Member:
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        return Member(name, entry.file_size, None, Refusal.BROKEN)
    if entry.file_size > upload_limit():
        return Member(name, entry.file_size, None, Refusal.TOO_BIG_TO_READ)
    try:
        return Member(name, entry.file_size, put(_unpacked(parcel, entry)))
    except FileRefusedError as error:
        return Member(name, entry.file_size, None, error.reason)


def _unpacked(parcel: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        yield from pieces(parcel, entry)
    except _BROKEN as error:
        raise FileRefusedError(Refusal.BROKEN) from error


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: without its flag it is in whatever the maker's system wrote."""
    name = name_meant(entry.filename) or entry.filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):  # it was CP437, or something nobody can tell
            name = name_in(entry.filename.encode("cp437"))
    return name.replace("\\", "/")


def _is_litter(name: str) -> bool:
    """What systems put beside files by themselves."""
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last in {".DS_Store", "Thumbs.db", "desktop.ini"}
