"""What a file really is, and what in it no parser should meet."""

import zipfile
import zlib
from pathlib import Path

from docs_mgmt.files.inside import package, word_xml
from docs_mgmt.files.inside.compound import SIGNATURE, BrokenCompoundError, Compound
from docs_mgmt.files.inside.web_archive import is_web_archive
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_WEB = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<div", b"<style")
#: How a Word file of the old form says that it is encrypted or carries macros.
_ENCRYPTED = frozenset({"EncryptedPackage", "EncryptionInfo"})
_MACROS = "_VBA_PROJECT"
_HEAD, _FLAGS, _IS_ENCRYPTED = 32, 11, 0x01
#: Some makers put bytes of their own before the header; readers look this far.
_PDF_HEADER_WITHIN = 1024


def look(path: str) -> str:
    """Say what the file is; refuse what is encrypted, carries macros, or would burst a parser."""
    file = Path(path)
    with file.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(SIGNATURE):
        return _old_office(file.read_bytes())
    if start.startswith(b"PK"):
        return _zipped(file)
    if b"%PDF-" in start[:_PDF_HEADER_WITHIN]:
        _check_pdf(path)
        return Kind.PDF
    kind = _by_signature(start)
    if kind == Kind.WORD_XML:
        word_xml.check(file)
    return kind


def _old_office(data: bytes) -> str:
    try:
        file = Compound(data)
    except BrokenCompoundError as error:
        raise FileRefusedError(Refusal.BROKEN) from error
    top = file.top
    if _ENCRYPTED & top.keys():
        raise FileRefusedError(Refusal.ENCRYPTED)
    text = top.get("WordDocument")
    if text is not None:
        head = file.start_of(text, _HEAD)
        if len(head) == _HEAD and head[_FLAGS] & _IS_ENCRYPTED:
            raise FileRefusedError(Refusal.ENCRYPTED)
        if _MACROS in file.names:
            raise FileRefusedError(Refusal.MACROS)
        return Kind.DOC
    if {"Workbook", "Book"} & top.keys():
        return Kind.SPREADSHEET
    return Kind.PRESENTATION if "PowerPoint Document" in top else Kind.OTHER


def _zipped(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            package.check_entries(archive)
            kind = package.kind_in(archive)
            if kind in (Kind.DOCX, Kind.ODT):
                package.check_parts(archive)
            return kind
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        KeyError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise FileRefusedError(Refusal.BROKEN) from error


def _check_pdf(path: str) -> None:
    from docs_mgmt.files.inside import pdf  # noqa: PLC0415 -- slow import: only for PDF files

    pdf.count_pages(path)


def _by_signature(start: bytes) -> str:
    if start.startswith(b"{\\rtf"):
        return Kind.RTF
    if start.startswith(_PICTURES) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        return Kind.PICTURE
    if start.startswith(_ARCHIVES):
        return Kind.ARCHIVE
    text = _as_text(start)
    return Kind.OTHER if text is None else _kind_of_text(text)


def _kind_of_text(text: str) -> str:
    low = text.lstrip("\ufeff \t\r\n").lower().encode()
    if word_xml.is_word_xml(text):
        return Kind.WORD_XML
    if is_web_archive(text):
        return Kind.WEB_ARCHIVE
    if low.startswith(_WEB) or b"<html" in low[:1024]:
        return Kind.WEB_PAGE
    return Kind.TEXT


def _as_text(start: bytes) -> str | None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[: len(start) // 2 * 2].decode("utf-16", errors="replace")
    if b"\0" in start:
        return None
    return start.decode("utf-8", errors="replace")
