"""LibreOffice: a fresh profile, a stripped copy under the officer's own name, and limits."""

import contextlib
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from docs_mgmt.files import sandbox
from docs_mgmt.files.kinds import base_name
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

_PROGRAM = "soffice"
_LONGEST_NAME = 200
#: The ending of the copy, and the filters that may open it. None is left to guessing: LibreOffice
#: then makes nothing of a web page, and a text of what only looks like a Word file.
_INPUTS = {
    Kind.DOCX: ("docx", ("MS Word 2007 XML",)),
    Kind.DOC: ("doc", ("MS Word 97", "MS Word 95", "MS WinWord 6.0")),
    Kind.ODT: ("odt", ("writer8",)),
    Kind.RTF: ("rtf", ("Rich Text Format",)),
    Kind.WEB_PAGE: ("html", ("HTML (StarWriter)",)),
    Kind.WEB_ARCHIVE: ("html", ("HTML (StarWriter)",)),
    Kind.WORD_XML: ("xml", ("MS Word 2003 XML",)),
}
_OUTPUTS = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_pdf_Export"}
#: Nothing of a foreign file runs, and nothing it links to is fetched.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="CreateBackup" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True)
class Source:
    """A foreign file that was looked at: where it stands, what it is called, what it is."""

    path: Path
    name: str
    kind: Kind


def is_available() -> bool:
    """Whether this machine has LibreOffice."""
    return shutil.which(_PROGRAM) is not None


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """A folder for one conversion, gone after it."""
    tmp: Path = settings.TMP_DIR
    tmp.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="render-", dir=tmp) as name:
        yield Path(name)


def stripped(source: Source, folder: Path) -> Path:
    """Copy a file without what it would fetch, under a name that leads nowhere else."""
    place = Path(tempfile.mkdtemp(prefix="in-", dir=folder))
    copy = place / safe_name(source.name, _INPUTS[source.kind][0])
    sandbox.run(
        "docs_mgmt.files.inside.unlink:without_links",
        {"path": str(source.path), "copy": str(copy), "kind": source.kind.value},
        seconds=sandbox.SECONDS_ASIDE,
    )
    return copy


def convert(
    copy: Path, kind: Kind, to: str, folder: Path, *, seconds: int = sandbox.SECONDS
) -> Path:
    """Convert a stripped copy; that the program ended well proves nothing, so look at the file."""
    out = Path(tempfile.mkdtemp(prefix="out-", dir=folder))
    profile = Path(tempfile.mkdtemp(prefix="profile-", dir=folder))
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    for filter_name in _INPUTS[kind][1]:
        sandbox.run_program(
            [
                _PROGRAM,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--nologo",
                f"--infilter={filter_name}",
                "--convert-to",
                _OUTPUTS[to],
                "--outdir",
                str(out),
                str(copy),
            ],
            seconds=seconds,
        )
        made = next(out.glob(f"*.{to}"), None)
        if made is not None and made.stat().st_size > 0:
            return made
    raise FileRefusedError(Refusal.NOT_CONVERTED)


def safe_name(name: str, extension: str = "docx") -> str:
    """The officer's file name as one that any file system takes and that leads nowhere else."""
    composed = unicodedata.normalize("NFC", base_name(name))
    plain = "".join(sign for sign in composed if unicodedata.category(sign)[0] != "C")
    stem = plain.removesuffix(Path(plain).suffix).strip(". ") or "document"
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem}.{extension}"
