"""Read old files and propose, but file nothing: what an import would do."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from docs_mgmt.files.reading import Reading, read_any
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import given
from docs_mgmt.jobs.take_in import found_in, waits_for_words
from docs_mgmt.models import Agency, ImportFile
from docs_mgmt.queries.import_report import Line, Report, number_of, says_of
from docs_mgmt.queries.import_work import document_with
from docs_mgmt.rules.refusals import PERHAPS_BUSY
from docs_mgmt.rules.register_export import OldRegister, lines_in
from docs_mgmt.rules.words import ImportState, WordsFrom
from docs_mgmt.writes.import_files import as_json


def try_files(
    agency: Agency,
    paths: Iterable[tuple[Path, str]],
    rows: list[list[str]],
    *,
    say: Callable[[str], object],
) -> Report:
    """Say of each file what an import would make of it; nothing is written anywhere."""
    register = OldRegister(lines_in(rows)) if rows else None
    report, seen = Report(), set[str]()
    for path, name in paths:
        file = ImportFile(agency=agency, path=name)
        try:
            file.sha256, file.size = _weighed(path)
        except FileNotFoundError:
            continue  # it was taken away meanwhile
        except FileRefusedError as error:
            _refuse(file, error)
        else:
            _try(file, path, register, is_known=file.sha256 in seen)
            seen.add(file.sha256)
        _count(report, file)
        say(f"{report.files}; {report.filed} sure, {report.waiting_for_review} doubtful")
    return report


def _try(file: ImportFile, path: Path, register: OldRegister | None, *, is_known: bool) -> None:
    if is_known or document_with(file.agency, file.sha256) is not None:
        file.state = ImportState.JOINED
        return
    try:
        reading = _read(path, file.name)
    except FileRefusedError as error:
        _refuse(file, error)
        return
    if waits_for_words(file, reading, register=register):
        file.state = ImportState.OCR
        return
    found = found_in(file, reading, register=register, words_from=reading.words_from)
    file.facts, file.words_from = as_json(found.facts), found.words_from
    file.doubts = [doubt.value for doubt in found.doubts]
    file.state = ImportState.REVIEW if found.doubts else ImportState.FILED


def _read(path: Path, name: str) -> Reading:
    try:
        return read_any(path, name)
    except FileRefusedError as error:
        if error.reason not in PERHAPS_BUSY:
            raise
    return read_any(path, name, is_patient=True)


def _refuse(file: ImportFile, error: FileRefusedError) -> None:
    file.state, file.refusal = ImportState.REFUSED, error.reason.value
    file.refusal_facts = dict(error.facts)


def _weighed(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for piece in given(path):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _count(report: Report, file: ImportFile) -> None:
    report.files += 1
    report.read += bool(file.words_from)
    report.decoded += file.words_from == WordsFrom.LEGACY
    report.filed += file.state is ImportState.FILED
    report.joined += file.state is ImportState.JOINED
    report.refused += file.state is ImportState.REFUSED
    report.waiting_for_ocr += file.state is ImportState.OCR
    report.waiting_for_review += file.state is ImportState.REVIEW
    if file.state is not ImportState.FILED:
        report.lines.append(Line(file.path, file.state.value, says_of(file), number_of(file)))
