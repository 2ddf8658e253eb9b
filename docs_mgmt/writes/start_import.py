"""Begin an import from the browser: keep what was sent, list it, and let the worker go on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docs_mgmt.files.parcels import is_parcel
from docs_mgmt.files.store import Stored, path_of, put
from docs_mgmt.later import later
from docs_mgmt.models import Agency, ImportRun, Person
from docs_mgmt.rules.file_names import extension_of
from docs_mgmt.writes.import_files import end_of_list, list_file, list_parcel, start_run


@dataclass(frozen=True)
class Sent:
    """One file as it arrives."""

    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True)
class OldBook:
    """The export of the old register, read."""

    name: str = ""
    rows: Sequence[Sequence[str]] = ()


def start_import(
    agency: Agency, files: Sequence[Sent], book: OldBook, *, actor: Person
) -> ImportRun:
    """Start a run over the files; parcels are opened by the worker. Raises FileRefusedError."""
    names = ", ".join(file.name for file in files)
    kept = [(file.name, put(file.chunks)) for file in files]
    run = start_run(
        agency,
        source=names[:200] + ("…" if len(names) > 200 else ""),
        actor=actor,
        register=book.rows,
        register_name=book.name,
    )
    has_parcels = False
    for at, (name, stored) in enumerate(kept):
        path = name if name not in {other for other, _ in kept[:at]} else f"{at + 1}/{name}"
        has_parcels |= _list(run, path, stored)
    if not has_parcels:
        end_of_list(run)
    later("docs_mgmt.jobs.take_in.go_on", run.pk)
    return run


def _list(run: ImportRun, path: str, stored: Stored) -> bool:
    """List a file, or the parcel that it is; says whether it is one."""
    if extension_of(path) == "zip" and is_parcel(path_of(stored.sha256)):
        list_parcel(run, path, sha256=stored.sha256, size=stored.size)
        return True
    list_file(run, path, sha256=stored.sha256, size=stored.size)
    return False
