"""A Word file, or one of an older form, as a PDF made by LibreOffice."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from docs_mgmt.files import pictures
from docs_mgmt.files.libreoffice import Source, convert, is_available, stripped, workplace
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

__all__ = ["is_available", "render"]


def render(path: Path, name: str, kind: Kind = Kind.DOCX) -> Path:
    """Make the PDF of a file, under the officer's own file name; the caller deletes it."""
    if not is_available():
        raise FileRefusedError(Refusal.NO_CONVERTER)
    with workplace() as folder:
        made = convert(stripped(Source(path, name, kind), folder), kind, "pdf", folder)
        if pictures.pages_in(made) < 1:
            raise FileRefusedError(Refusal.NOT_CONVERTED)
        tmp: Path = settings.TMP_DIR
        handle, kept = tempfile.mkstemp(prefix="rendered-", suffix=".pdf", dir=tmp)
        os.close(handle)
        return made.replace(kept)
