"""Recognise the words of scans, one page a job, behind everything that people wait for."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from docs_mgmt.files import ocr
from docs_mgmt.files.kinds import kind_of
from docs_mgmt.files.locks import held
from docs_mgmt.files.pictures import picture_turned_pages
from docs_mgmt.files.reading import read
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import path_of, put_path
from docs_mgmt.jobs.reading import kept_pictures
from docs_mgmt.later import later
from docs_mgmt.models import Version
from docs_mgmt.queries.system import next_scan
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.writes.record_reading import (
    PictureFacts,
    RecognisedFacts,
    record_no_words,
    record_recognised,
)


def recognise_next_page() -> None:
    """Recognise one page of the oldest scan, then queue behind whatever people wait for by now.

    Where several such jobs run at once, all but one end: the one that goes on comes to every scan.
    """
    with held("ocr") as is_ours:
        if not is_ours:
            return
        version = next_scan(with_waiting=ocr.is_available())
        if version is None:
            return
        _go_on(version)
    later("docs_mgmt.jobs.recognising.recognise_next_page")


def _go_on(version: Version) -> None:
    sha256 = version.rendition.sha256
    folder = ocr.folder_of(sha256)
    only = version.text.scanned_pages
    try:
        is_last = ocr.recognise_next(path_of(sha256), folder, only)
        facts = _gathered(path_of(sha256), folder, only) if is_last else None
        upright = _upright(path_of(sha256), facts) if facts else ()
    except FileRefusedError as error:
        waits = error.reason is Refusal.NO_OCR
        record_no_words(version, reason=error.reason if waits else Refusal.NOT_RECOGNISED)
        shutil.rmtree(folder, ignore_errors=True)
        return
    if facts is not None:
        record_recognised(version, facts, upright)
        shutil.rmtree(folder, ignore_errors=True)


def _upright(original: Path, facts: RecognisedFacts) -> list[PictureFacts]:
    copy = path_of(facts.searchable_sha256)
    with tempfile.TemporaryDirectory(prefix="pages-", dir=settings.TMP_DIR) as folder:
        return kept_pictures(picture_turned_pages(original, Path(folder), copy=copy))


def _gathered(original: Path, folder: Path, only: Sequence[int]) -> RecognisedFacts:
    found = ocr.gathered(original, folder, only)
    try:
        reading = read(found.pdf, kind_of(found.pdf, "scan.pdf"), "scan.pdf")
        return RecognisedFacts(
            searchable_sha256=put_path(found.pdf).sha256,
            sureness=found.sureness,
            paragraphs=reading.paragraphs,
            page_starts=reading.page_starts,
            characters=reading.characters,
            has_text=reading.has_text,
            scanned_pages=only,
        )
    finally:
        found.pdf.unlink(missing_ok=True)
