"""A whole made archive as a folder of files: every kind of libraries.md, with what is true of each.

Deterministic but for the bytes that LibreOffice writes.
"""

import random
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdf
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from docs_mgmt.files.pictures import picture_pages
from docs_mgmt.rules.legacy import Encoding
from tests.archive_of_old.files import write_paper, write_web_page, write_whole_page
from tests.archive_of_old.layouts import as_table
from tests.archive_of_old.papers import Paper, a_paper, with_blanks
from tests.builders import PDF as NOTICE

OWN = "Ủy ban nhân dân phường Hòa Minh"
#: Of three hundred and twenty: how many of each kind.
SHARES = {
    "doc": 110,
    "doc tcvn3": 30,
    "doc vni": 8,
    "docx": 70,
    "pdf": 24,
    "rtf": 10,
    "web page": 12,
    "scan": 10,
    "turned scan": 4,
    "mixed": 6,
    "whole page": 5,
    "word xml": 5,
    "same bytes": 10,
    "same paper": 8,
    "empty": 3,
    "placeholder": 3,
    "lock": 2,
}
REFUSED = frozenset({"empty", "placeholder", "lock"})
_ENCODINGS = {"doc tcvn3": Encoding.TCVN3, "doc vni": Encoding.VNI}
#: What LibreOffice makes of the Word file, and how the file is then called.
_MADE_BY_OFFICE = {
    "doc": ("doc:MS Word 97", ".doc"),
    "doc tcvn3": ("doc:MS Word 97", ".doc"),
    "doc vni": ("doc:MS Word 97", ".doc"),
    "rtf": ("rtf", ".rtf"),
    "pdf": ("pdf", ".pdf"),
    "scan": ("pdf", ".pdf"),
    "turned scan": ("pdf", ".pdf"),
    "mixed": ("pdf", ".pdf"),
    "word xml": ("xml:MS Word 2003 XML", ".doc"),
    "same paper": ("pdf", ".pdf"),
}


@dataclass(frozen=True)
class Made:
    """One file of the archive: where it lies, of what kind it is, and its paper, if it is one."""

    path: str
    kind: str
    paper: Paper | None


def plan(count: int, *, with_office: bool) -> Iterator[tuple[int, str]]:
    """The kinds of so many files, spread as in an office's store."""
    whole = sum(SHARES.values())
    serial = 0
    for kind, share in SHARES.items():
        if not with_office and kind in _MADE_BY_OFFICE:
            continue
        for _ in range(max(round(share * count / whole), 1)):
            yield serial, kind
            serial += 1


def make_archive(folder: Path, count: int, *, with_office: bool = True) -> list[Made]:
    """Write the archive; gives what is true of each file."""
    made: list[Made] = []
    waiting: list[tuple[Path, Path, str]] = []
    with tempfile.TemporaryDirectory() as name:
        for serial, kind in plan(count, with_office=with_office):
            one = _make(folder, Path(name), serial, kind, made, waiting)
            made.append(one)
        _convert(waiting, Path(name))
    return made


def _make(
    folder: Path,
    aside: Path,
    serial: int,
    kind: str,
    made: Sequence[Made],
    waiting: list[tuple[Path, Path, str]],
) -> Made:
    chance = random.Random(f"file {serial}")
    if kind in REFUSED:
        path = f"Linh tinh/{_RUBBISH[kind](serial)}"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(
            {"empty": b"", "lock": b"\5" * 162}.get(kind, b"khong co noi dung")
        )
        return Made(path, kind, None)
    words = [one for one in made if one.kind == "docx" and one.paper]
    if kind in {"same bytes", "same paper"}:
        model = words[serial % len(words)]
        assert model.paper is not None
        suffix = ".docx" if kind == "same bytes" else ".pdf"
        path = f"Bản sao/{serial} {Path(model.path).stem}{suffix}"
        if kind == "same bytes":
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / model.path, folder / path)
        else:
            waiting.append((folder / model.path, folder / path, kind))
        return Made(path, kind, model.paper)
    paper = _paper(serial)
    path = _place(paper, serial, kind, chance)
    if kind in _WEB:
        _WEB[kind](folder / path, as_table(paper, chance))
    elif kind == "docx":
        write_paper(folder / path, paper, chance)
    else:
        word = write_paper(aside / f"{serial:04d}.docx", paper, chance, _encoding(kind))
        waiting.append((word, folder / path, kind))
    return Made(path, kind, paper)


_WEB = {"web page": write_web_page, "whole page": write_whole_page}
_RUBBISH: dict[str, Callable[[int], str]] = {
    "empty": lambda serial: f"QĐ {serial}.DOC",
    "placeholder": lambda serial: f"CV {serial}.doc",
    "lock": lambda serial: f"~$TB {serial}.doc",
}


_CONTENTS = {"empty": b"", "placeholder": b"khong co noi dung\n", "lock": b"\5" * 162}


def _encoding(kind: str) -> Encoding:
    return _ENCODINGS.get(kind, Encoding.UNICODE)


def _paper(serial: int) -> Paper:
    """Two of three papers are the ward's own."""
    seed = serial * 1000
    paper = a_paper(seed)
    while serial % 3 and paper.issuer != OWN:
        seed += 1
        paper = a_paper(seed)
    return with_blanks(paper) if serial % 11 == 5 else paper


def _place(paper: Paper, serial: int, kind: str, chance: random.Random) -> str:
    """Where an office puts the file, and how it calls it; now and then wrongly."""
    code = {"QĐ": "QD", "TTr": "TTr"}.get(paper.type_key, paper.type_key)
    number = int(paper.number) + (1 if serial % 29 == 7 else 0)
    year = paper.day.year + (1 if serial % 31 == 9 else 0)
    suffix = ".docx" if kind == "docx" else ".doc" if kind in _WEB else _suffix(kind)
    stem = chance.choice(
        (
            f"{paper.day:%Y_%m_%d}_van ban di!~!{code}{number}UB",
            f"{paper.type_key} {number} & phụ lục ~ (bản cuối)",
            f"{number}-{code}-UBND",
            unicodedata.normalize("NFD", f"Công văn {number} Hoà Minh")
            if paper.type_key == "CV"
            else f"{code} so {number}",
            f"scan{serial:03d}",
        )
    )
    suffix = suffix.upper() if chance.random() < 0.2 else suffix
    return f"{year}/{chance.choice(('', 'Văn bản đi/'))}{serial:03d} {stem}{suffix}"


def _suffix(kind: str) -> str:
    return _MADE_BY_OFFICE[kind][1]


def _convert(waiting: Sequence[tuple[Path, Path, str]], aside: Path) -> None:
    """Let LibreOffice write many files at once, kind by kind."""
    for target in sorted({_MADE_BY_OFFICE[kind][0] for _, _, kind in waiting}):
        batch = [row for row in waiting if _MADE_BY_OFFICE[row[2]][0] == target]
        source = aside / f"in-{target[:3]}"
        source.mkdir()
        for at, (word, _, _) in enumerate(batch):
            shutil.copyfile(word, source / f"{at:04d}.docx")
        out = aside / f"out-{target[:3]}"
        _office(sorted(source.iterdir()), target, out, aside / "profile")
        for at, (_, path, kind) in enumerate(batch):
            path.parent.mkdir(parents=True, exist_ok=True)
            made = out / f"{at:04d}.{target.partition(':')[0]}"
            if kind in _AS_PICTURES:
                _AS_PICTURES[kind](made, path, aside)
            else:
                shutil.copyfile(made, path)


def _office(files: Sequence[Path], target: str, out: Path, profile: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    for at in range(0, len(files), 40):
        subprocess.run(
            [
                *command,
                "--convert-to",
                target,
                "--outdir",
                str(out),
                *map(str, files[at : at + 40]),
            ],
            check=True,
            capture_output=True,
            timeout=600,
        )


def _as_scan(pdf: Path, path: Path, aside: Path, turned: int = 0) -> None:
    """A PDF whose pages are pictures, as a scanner makes it; perhaps of sheets that lie wrongly."""
    folder = Path(tempfile.mkdtemp(dir=aside))
    canvas = Canvas(str(path), invariant=True)
    for page in picture_pages(pdf, folder, width=1654):
        _draw(canvas, page.path, turned)
    canvas.save()


def _draw(canvas: Canvas, picture: Path, turned: int) -> None:
    with Image.open(picture) as image:
        image.convert("L").rotate(turned, expand=True).save(picture)
    size = A4 if turned % 180 == 0 else A4[::-1]
    canvas.setPageSize(size)
    canvas.drawImage(str(picture), 0, 0, *size)
    canvas.showPage()


def _on_its_side(pdf: Path, path: Path, aside: Path) -> None:
    """Sheets that lay in the feeder on their side or head."""
    _as_scan(pdf, path, aside, turned=90 * (1 + int(path.stem[:3]) % 3))


def _in_part(pdf: Path, path: Path, aside: Path) -> None:
    """A typed paper with another one scanned behind it, or a scanned one with a typed annex."""
    other, whole = aside / f"part-{path.name}", pypdf.PdfWriter()
    if int(path.stem[:3]) % 2:
        _as_scan(NOTICE, other, aside)
        parts = (pdf, other)
    else:
        _as_scan(pdf, other, aside)
        annex = aside / f"annex-{path.name}"
        canvas = Canvas(str(annex), pagesize=A4, invariant=True)
        canvas.drawString(80, 760, "Phu luc kem theo: danh sach 12 tap the")
        canvas.save()
        parts = (other, annex)
    for part in parts:
        whole.append(str(part))
    whole.write(str(path))


_AS_PICTURES: dict[str, Callable[[Path, Path, Path], None]] = {
    "scan": _as_scan,
    "turned scan": _on_its_side,
    "mixed": _in_part,
}
