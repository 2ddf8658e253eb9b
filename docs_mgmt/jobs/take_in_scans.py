"""Recognise the words of old scans, one page a job, and then propose their facts."""

from collections.abc import Sequence
from pathlib import Path

from docs_mgmt.files import ocr
from docs_mgmt.files.locks import held
from docs_mgmt.files.reading import read, read_any
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import path_of
from docs_mgmt.jobs.take_in import draw_file, finish, settle
from docs_mgmt.later import later
from docs_mgmt.models import ImportFile
from docs_mgmt.queries.import_work import next_old_scan, run_by_id
from docs_mgmt.rules.refusals import Kind, Refusal
from docs_mgmt.rules.words import WordsFrom
from docs_mgmt.writes.import_files import refuse


def recognise_next_old_page() -> None:
    """Recognise one page, then queue behind whatever people wait for by now."""
    if take_one_page():
        later("docs_mgmt.jobs.take_in_scans.recognise_next_old_page")


def take_one_page() -> bool:
    """Recognise the next page of the oldest old scan; says whether there was one to do.

    Where nothing can recognise words, scans wait; where another worker is at it, it goes on.
    """
    with held("old-scans") as is_ours:
        file = next_old_scan() if is_ours and ocr.is_available() else None
        if file is None:
            return False
        _go_on(file)
        run = run_by_id(file.run_id)
        if run is not None:
            finish(run)
    return True


def _go_on(file: ImportFile) -> None:
    try:
        only = _scans_between(file)
        copy = _recognised(file, only)
    except FileRefusedError:
        refuse(file, Refusal.NOT_RECOGNISED, {})
        return
    if copy is None:
        return
    try:
        _propose(file, copy, WordsFrom.MIXED if only else WordsFrom.OCR)
    finally:
        copy.unlink(missing_ok=True)


def _propose(file: ImportFile, copy: Path, words_from: WordsFrom) -> None:
    try:
        reading = read_any(copy, "scan.pdf")
    except FileRefusedError:
        refuse(file, Refusal.NOT_RECOGNISED, {})
        return
    settle(file, reading, words_from=words_from)
    draw_file(file.pk, copy)


def _scans_between(file: ImportFile) -> tuple[int, ...]:
    """The pages to recognise, where the others are typed; none: all of them."""
    if file.kind != Kind.PDF:
        return ()
    reading = read(path_of(file.sha256), Kind.PDF, file.name)
    return reading.scanned_pages if reading.is_mixed else ()


def _recognised(file: ImportFile, only: Sequence[int]) -> Path | None:
    """A copy with words; None: more pages are to come. Its pages stay for the version's own job."""
    source = path_of(file.sha256)
    if file.kind == Kind.PICTURE:
        return ocr.recognise(source, Kind.PICTURE).pdf
    folder = ocr.folder_of(file.sha256)
    if not ocr.recognise_next(source, folder, only):
        return None
    return ocr.gathered(source, folder, only).pdf
