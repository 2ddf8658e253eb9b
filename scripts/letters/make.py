"""Writes the demo's Word files with the same bytes every time, their PDF and their manifests."""

import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from pathlib import Path

from docx.document import Document

from scripts.letters.people import HOA_MINH, TAN_LAP, Agency
from scripts.letters.sheet import set_sheet
from scripts.letters.texts import Letter, read_letter

PAPERS = Path(__file__).parent / "papers"
DEMO = Path(__file__).parents[2] / "office" / "demo"
SETS: dict[str, Agency] = {"archive": HOA_MINH, "drafts": HOA_MINH, "second_ward": TAN_LAP}
NEEDLESS = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")


def read_set(name: str) -> list[Letter]:
    """The letters of one folder, by their dates."""
    letters = [read_letter(path, SETS[name]) for path in (PAPERS / name).glob("*.txt")]
    return sorted(letters, key=lambda letter: (letter.date, letter.stem))


def write_docx(letter: Letter, target: Path) -> bool:
    """Writes the Word file if it differs from what is there; says whether it did."""
    document = set_sheet(letter)
    core = document.core_properties
    core.author = core.last_modified_by = letter.agency.name
    core.title, core.comments, core.language = letter.head["title"], "", "vi-VN"
    core.created = core.modified = datetime.combine(letter.date, time(8))
    _drop_needless_parts(document)
    raw = io.BytesIO()
    document.save(raw)
    packed = _pack_evenly(raw)
    if target.exists() and target.read_bytes() == packed:
        return False
    target.write_bytes(packed)
    return True


def _drop_needless_parts(document: Document) -> None:
    """Leaves out what python-docx's template carries along and no letter uses."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(NEEDLESS):
                del relations[key]


def _pack_evenly(raw: io.BytesIO) -> bytes:
    """The same zip in the same order and with a fixed time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            new.writestr(part, old.read(name), compresslevel=9)
    return packed.getvalue()


def render(sources: Iterable[Path], folder: Path) -> None:
    """Makes the PDF beside each Word file with LibreOffice, in one run on a throw-away profile."""
    names = [str(source) for source in sources]
    if not names:
        return
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder),
            *names,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=600)


def entry_of(letter: Letter) -> dict[str, object]:
    """The line of the manifest that tells what is known of a document before its number."""
    code, _, title = letter.head["dossier"].partition(" ")
    entry: dict[str, object] = {
        "file": letter.stem,
        "type": letter.type,
        "title": letter.head["title"],
        "field": letter.head["field"],
        "date": letter.head["date"],
        "drafter": letter.head["drafter"],
        "unit": letter.unit,
        "signer": letter.head["signer"],
        "authority": letter.authority,
        "urgency": letter.head.get("urgency", "NORMAL"),
        "recipients": letter.words("address") + letter.words("named") + letter.words("to"),
        "dossier": {"code": code, "title": title},
        "year": letter.date.year,
    }
    if "stage" in letter.head:
        entry["stage"] = letter.head["stage"]
    if letter.words("homographs"):
        entry["homographs"] = letter.words("homographs")
    return entry


def entries_of(letters: list[Letter]) -> list[dict[str, object]]:
    """The manifest: one entry a document; a revised text stands under what it revises."""
    entries = {x.stem: entry_of(x) for x in letters if "revises" not in x.head}
    for letter in letters:
        if "revises" in letter.head:
            revision = {"file": letter.stem, "note": letter.head["note"]}
            entries[letter.head["revises"]]["revisions"] = [revision]
    return list(entries.values())


def make_set(name: str) -> list[str]:
    """Makes one folder of the demo: Word files, PDF, manifest; names what was written anew."""
    folder = DEMO / name
    folder.mkdir(parents=True, exist_ok=True)
    letters = read_set(name)
    changed = [x.stem for x in letters if write_docx(x, folder / f"{x.stem}.docx")]
    missing = [x.stem for x in letters if not (folder / f"{x.stem}.pdf").exists()]
    fresh = sorted({*changed, *missing})
    render([folder / f"{stem}.docx" for stem in fresh], folder)
    listed = {letter.stem for letter in letters}
    for path in folder.iterdir():
        if path.suffix in {".docx", ".pdf"} and path.stem not in listed:
            path.unlink()
    manifest = json.dumps(entries_of(letters), ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(manifest + "\n", encoding="utf-8")
    return fresh
