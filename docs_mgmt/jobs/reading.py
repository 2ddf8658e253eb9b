"""Read a version, make its PDF, draw its pages: three jobs, each within the limits of a job."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from docs_mgmt.files.kinds import kind_of
from docs_mgmt.files.page_words import words_by_page
from docs_mgmt.files.pictures import PageImage, pages_in, picture_pages
from docs_mgmt.files.reading import read
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.rendering import is_available, render, render_picture
from docs_mgmt.files.store import Stored, path_of, put_path
from docs_mgmt.later import later
from docs_mgmt.models import Version
from docs_mgmt.queries.system import (
    next_scan,
    next_without_libreoffice,
    next_without_pictures,
    rendition_by_version,
    version_by_id,
)
from docs_mgmt.rules.paging import page_starts
from docs_mgmt.rules.refusals import PERHAPS_BUSY, Kind, Refusal
from docs_mgmt.rules.words import MadeBy, ReadingState, WordsFrom
from docs_mgmt.writes.record_reading import (
    DrawnOtherwiseError,
    PdfFacts,
    PictureFacts,
    TextFacts,
    begin_reading,
    record_no_pictures,
    record_no_rendition,
    record_page_starts,
    record_pictures,
    record_refusal,
    record_rendition,
    record_text,
    wait_again,
)

#: A file that kills its worker so often is given up.
TRIES = 3
#: What a good file, too, meets where its PDF is made on a machine that is busy.
_PERHAPS_CONVERTED = PERHAPS_BUSY | {Refusal.NOT_CONVERTED}


def read_version(pk: int) -> None:
    """Read the text of a version, or write down why not; then its PDF is made."""
    version = version_by_id(pk)
    if version is None or version.text.state is not ReadingState.WAITING:
        return
    tries = begin_reading(version)
    if tries > TRIES:
        record_refusal(version, reason=Refusal.UNREADABLE, facts={"tries": TRIES})
        return
    try:
        kind = kind_of(path_of(version.sha256), version.name)
        reading = read(path_of(version.sha256), kind, version.name, is_patient=tries > 1)
    except FileRefusedError as error:
        if tries == 1 and error.reason in PERHAPS_BUSY:
            later("docs_mgmt.jobs.reading.read_version", pk)
            return
        record_refusal(version, reason=error.reason, facts={**error.facts, "tries": tries})
        return
    record_text(
        version,
        TextFacts(
            kind=kind.value,
            paragraphs=reading.paragraphs,
            page_starts=reading.page_starts,
            characters=reading.characters,
            has_text=reading.has_text,
            words_from=WordsFrom.MIXED if reading.is_mixed else reading.words_from,
            encodings=reading.encodings,
            scanned_pages=reading.scanned_pages if reading.is_mixed else (),
        ),
    )
    later("docs_mgmt.jobs.reading.render_version", pk)


def render_version(pk: int, tries: int = 1) -> None:
    """Give the version its one PDF: the file itself, the officer's, or one made by LibreOffice.

    What fails the first time is tried once more, behind all other work: the machine may be busy.
    """
    version = version_by_id(pk)
    if version is None or version.text.state is not ReadingState.READ:
        return
    if rendition_by_version(pk) is None:
        try:
            facts = _pdf_of(version)
        except FileRefusedError as error:
            if tries == 1 and error.reason in _PERHAPS_CONVERTED:
                later("docs_mgmt.jobs.reading.render_version", pk, 2)
            else:
                record_no_rendition(version, reason=error.reason)
            return
        record_rendition(version, facts)
    later("docs_mgmt.jobs.reading.draw_version", pk)
    if not version.text.has_text or version.text.scanned_pages:
        _recognise_later(pk)


def _recognise_later(pk: int) -> None:
    """Begin with scans if this is the only one; else somebody is on the way to it.

    To those that waited for the program nobody is, until this one begins or the hour is over.
    """
    scan = next_scan(with_waiting=False)
    if scan is not None and scan.pk == pk:
        later("docs_mgmt.jobs.recognising.recognise_next_page")


def _pdf_of(version: Version) -> PdfFacts:
    if version.text.kind == Kind.PDF:
        return _facts(Stored(version.sha256, version.size), MadeBy.SOURCE)
    if version.supplied_sha256:
        path = path_of(version.supplied_sha256)
        if kind_of(path, "supplied.pdf") is not Kind.PDF:
            raise FileRefusedError(Refusal.NOT_CONVERTED)
        return _facts(Stored(version.supplied_sha256, path.stat().st_size), MadeBy.SUPPLIED)
    kind = Kind(version.text.kind)
    if kind is Kind.PICTURE:
        return _kept(render_picture(path_of(version.sha256)), MadeBy.PICTURE)
    is_legacy = version.text.words_from is WordsFrom.LEGACY
    made = render(path_of(version.sha256), version.name, kind, is_legacy=is_legacy)
    return _kept(made, MadeBy.LIBREOFFICE)


def _kept(made: Path, made_by: MadeBy) -> PdfFacts:
    try:
        return _facts(put_path(made), made_by)
    finally:
        made.unlink(missing_ok=True)


def _facts(stored: Stored, made_by: MadeBy) -> PdfFacts:
    pages = pages_in(path_of(stored.sha256))
    return PdfFacts(sha256=stored.sha256, size=stored.size, pages=pages, made_by=made_by)


def draw_version(pk: int) -> None:
    """Draw the pages of the PDF, and find out which paragraph stands on which page."""
    rendition = rendition_by_version(pk)
    version = version_by_id(pk)
    if rendition is None or version is None or rendition.pictures.exists():
        return
    pdf = path_of(rendition.sha256)
    try:
        if not version.text.page_starts:
            record_page_starts(version, page_starts(version.text.paragraphs, words_by_page(pdf)))
        searchable = version.text.searchable_sha256
        copy = path_of(searchable) if searchable else None
        with tempfile.TemporaryDirectory(prefix="pages-", dir=settings.TMP_DIR) as folder:
            pictures = kept_pictures(picture_pages(pdf, Path(folder), copy=copy))
    except FileRefusedError as error:
        record_no_pictures(version, reason=error.reason)  # the PDF itself can still be opened
        return
    try:
        record_pictures(rendition, pictures, drawn_like=searchable)
    except DrawnOtherwiseError:
        later("docs_mgmt.jobs.reading.draw_version", pk)


def kept_pictures(images: Iterable[PageImage]) -> list[PictureFacts]:
    """The pictures of pages, in the store."""
    return [
        PictureFacts(image.page, put_path(image.path).sha256, image.width, image.height)
        for image in images
    ]


def read_missing(after: int) -> None:
    """Read the next version that waits for LibreOffice, then queue behind all other work."""
    version = next_without_libreoffice(after) if is_available() else None
    if version is None:
        return
    if version.text.state is ReadingState.REFUSED:
        wait_again(version)
        read_version(version.pk)
    else:
        render_version(version.pk)
    later("docs_mgmt.jobs.reading.read_missing", version.pk)


def draw_missing(after: int) -> None:
    """Draw the next version without pictures, then queue behind whatever people wait for by now."""
    rendition = next_without_pictures(after)
    if rendition is not None:
        draw_version(rendition.version_id)
        later("docs_mgmt.jobs.reading.draw_missing", rendition.pk)
