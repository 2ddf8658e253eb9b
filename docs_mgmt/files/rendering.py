"""A Word file, or one of an older form, as a PDF made by LibreOffice."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from docs_mgmt.files import pictures, sandbox
from docs_mgmt.files.libreoffice import Source, convert, is_available, stripped, workplace
from docs_mgmt.files.old_forms import SECONDS
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

__all__ = ["is_available", "render", "render_picture"]


def render(path: Path, name: str, kind: Kind = Kind.DOCX, *, is_legacy: bool = False) -> Path:
    """Make the PDF of a file, under the officer's own file name; the caller deletes it.

    Letters of old fonts, which no machine has any more, stand on its pages in Unicode.
    """
    if not is_available():
        raise FileRefusedError(Refusal.NO_CONVERTER)
    with workplace() as folder:
        made = _pdf_of(Source(path, name, kind), folder, is_legacy=is_legacy)
        if pictures.pages_in(made) < 1:
            raise FileRefusedError(Refusal.NOT_CONVERTED)
        return _kept(made)


def render_picture(path: Path) -> Path:
    """Make the PDF of a picture, each of its sheets a page; the caller deletes it."""
    with workplace() as folder:
        made = folder / "picture.pdf"
        sandbox.run(
            "docs_mgmt.files.inside.merging:picture_as_pdf", {"path": str(path), "copy": str(made)}
        )
        return _kept(made)


def _kept(made: Path) -> Path:
    tmp: Path = settings.TMP_DIR
    handle, name = tempfile.mkstemp(prefix="rendered-", suffix=".pdf", dir=tmp)
    os.close(handle)
    return made.replace(name)


def _pdf_of(source: Source, folder: Path, *, is_legacy: bool) -> Path:
    copy = stripped(source, folder)
    if not is_legacy:
        return convert(copy, source.kind, "pdf", folder)
    if source.kind is not Kind.DOCX:
        copy = convert(copy, source.kind, "docx", folder, seconds=SECONDS)
    readable = folder / copy.name
    sandbox.run(
        "docs_mgmt.files.inside.in_unicode:write_in_unicode",
        {"path": str(copy), "copy": str(readable)},
        seconds=sandbox.SECONDS_ASIDE,
    )
    return convert(readable, Kind.DOCX, "pdf", folder, seconds=SECONDS)
