"""Files of older forms as Word files, so that their words and fonts are read in one way."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from docs_mgmt.files import sandbox
from docs_mgmt.files.libreoffice import Source, convert, is_available, stripped, workplace
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

#: What LibreOffice turns into a Word file before it is read.
OLD_FORMS = frozenset(
    {Kind.DOC, Kind.ODT, Kind.RTF, Kind.WEB_PAGE, Kind.WEB_ARCHIVE, Kind.WORD_XML}
)
#: Look, strip, convert and read again together stay within the 90 seconds of a job.
SECONDS = 36
#: What one gets that was too slow once: seldom does it need all, so the job still ends in time.
PATIENT_SECONDS = 60
_OF_READING = {Refusal.NOT_CONVERTED: Refusal.NOT_OPENED}


@contextlib.contextmanager
def as_word(path: Path, name: str, kind: Kind, *, seconds: int = SECONDS) -> Iterator[Path]:
    """Give the file as a .docx, which is gone afterwards."""
    if not is_available():
        raise FileRefusedError(Refusal.NO_READER, kind=kind.value)
    with workplace() as folder:
        copy = stripped(Source(path, name, kind), folder)
        try:
            made = convert(copy, kind, "docx", folder, seconds=seconds)
        except FileRefusedError as error:
            raise FileRefusedError(_OF_READING.get(error.reason, error.reason)) from error
        found = sandbox.run(
            "docs_mgmt.files.inside.look:look",
            {"path": str(made)},
            seconds=sandbox.SECONDS_ASIDE,
        )
        if found != Kind.DOCX:
            raise FileRefusedError(Refusal.NOT_OPENED)
        yield made
