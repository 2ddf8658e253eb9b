"""The form of a backup: a folder with the database, the files, the keys and a manifest of hashes.

BACKUP/manifest.json      what this is, and the SHA-256 of everything below; written last
       database.sqlite3   or database.dump (PostgreSQL's custom form)
       files/ab/cd/…      every file of the installation, under its own hash
       keys/…             the installation's secrets: keep the backup as carefully as them
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

CONTRACT = "docs_mgmt_backup/1"
MANIFEST = "manifest.json"
DATABASE_FILE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_PIECE = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """One file of a backup: where it stands in it, and what it must contain."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    vendor: str
    migrations: dict[str, str]
    files: tuple[Kept, ...]
    contract: str = CONTRACT


class NotABackupError(Exception):
    """The folder is not a whole backup; the sentence says what is wrong with it."""


def copy_file(source: Path, target: Path) -> tuple[str, int]:
    """Copy one file to the disk, whole; give the hash and the size of what was copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as reading, target.open("wb") as writing:
        while piece := reading.read(_PIECE):
            digest.update(piece)
            writing.write(piece)
            size += len(piece)
        writing.flush()
        os.fsync(writing.fileno())
    shutil.copymode(source, target)
    return digest.hexdigest(), size


def hash_file(path: Path) -> tuple[str, int]:
    """The hash and the size of a file."""
    with path.open("rb") as reading:
        return hashlib.file_digest(reading, "sha256").hexdigest(), path.stat().st_size


def write_manifest(
    folder: Path, *, made_at: datetime, vendor: str, migrations: dict[str, str], files: list[Kept]
) -> str:
    """Finish a backup; give the manifest's own hash, to be noted somewhere else."""
    manifest = Manifest(made_at.isoformat(), vendor, migrations, tuple(files))
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    half = folder / f"{MANIFEST}.half"
    with half.open("w", encoding="utf-8") as writing:
        writing.write(text)
        writing.flush()
        os.fsync(writing.fileno())
    half.replace(folder / MANIFEST)
    return hashlib.sha256(text.encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read what a backup says of itself."""
    path = folder / MANIFEST
    if not path.is_file():
        raise NotABackupError(
            f"{folder} has no {MANIFEST}: no backup, or one that was not finished."
        )
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if said["contract"] != CONTRACT:
            raise NotABackupError(f"{path} is of another form: {said['contract']}.")
        files = tuple(Kept(**kept) for kept in said["files"])
        return Manifest(said["made_at"], said["vendor"], said["migrations"], files)
    except (ValueError, KeyError, TypeError) as wrong:
        raise NotABackupError(f"{path} cannot be read: {wrong}") from wrong


def problems_of(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Say what in the backup is not as its manifest says."""
    named = set()
    for kept in manifest.files:
        path = folder / kept.path
        named.add(path)
        if Path(kept.path).is_absolute() or ".." in Path(kept.path).parts:
            yield f"{kept.path} leads out of the backup."
        elif not path.is_file():
            yield f"{kept.path} is missing."
        elif hash_file(path) != (kept.sha256, kept.size):
            yield f"{kept.path} was changed."
    for path in folder.rglob("*"):
        if path.is_file() and path not in named and path != folder / MANIFEST:
            yield f"{path.relative_to(folder)} is not in the manifest."


def postgres_environment(settings: dict[str, object]) -> dict[str, str]:
    """How pg_dump and pg_restore find the database of these settings."""
    names = {
        "PGDATABASE": "NAME",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
    }
    said = {name: str(settings.get(key) or "") for name, key in names.items()}
    return {**os.environ, **{name: value for name, value in said.items() if value}}
