"""A Word file as a PDF, made by LibreOffice in a fresh profile under limits."""

import os
import shutil
import tempfile
import unicodedata
from pathlib import Path

from django.conf import settings

from docs_mgmt.files import pictures, sandbox
from docs_mgmt.files.kinds import base_name
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

_PROGRAM = "soffice"
_INPUT = "MS Word 2007 XML"
_LONGEST_NAME = 200
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


def is_available() -> bool:
    """Whether this machine has LibreOffice."""
    return shutil.which(_PROGRAM) is not None


def render(path: Path, name: str) -> Path:
    """Make the PDF of a Word file, under the officer's own file name; the caller deletes it."""
    if not is_available():
        raise FileRefusedError(Refusal.NO_CONVERTER)
    tmp: Path = settings.TMP_DIR
    tmp.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="render-", dir=tmp) as job:
        folder = Path(job)
        made = _converted(path, safe_name(name), folder)
        if pictures.pages_in(made) < 1:
            raise FileRefusedError(Refusal.NOT_CONVERTED)
        handle, kept = tempfile.mkstemp(prefix="rendered-", suffix=".pdf", dir=tmp)
        os.close(handle)
        return made.replace(kept)


def _converted(path: Path, name: str, folder: Path) -> Path:
    source, out, profile = folder / "in", folder / "out", folder / "profile"
    for place in (source, out, profile / "user"):
        place.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    copy = source / name
    sandbox.run(
        "docs_mgmt.files.inside.unlink:without_links",
        {"path": str(path), "copy": str(copy)},
        seconds=sandbox.SECONDS_ASIDE,
    )
    sandbox.run_program(
        [
            _PROGRAM,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            f"--infilter={_INPUT}",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(out),
            str(copy),
        ]
    )
    made = next(out.glob("*.pdf"), None)
    if made is None or made.stat().st_size == 0:
        raise FileRefusedError(Refusal.NOT_CONVERTED)
    return made


def safe_name(name: str) -> str:
    """The officer's file name as one that any file system takes and that leads nowhere else."""
    composed = unicodedata.normalize("NFC", base_name(name))
    plain = "".join(sign for sign in composed if unicodedata.category(sign)[0] != "C")
    stem = plain.removesuffix(Path(plain).suffix).strip(". ") or "document"
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem}.docx"
