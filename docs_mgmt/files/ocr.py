"""The words of a scan: recognised page by page, in a copy beside the original."""

import contextlib
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from docs_mgmt.files import sandbox
from docs_mgmt.files.page_words import PlacedWord, placed_words
from docs_mgmt.files.pictures import pages_in
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.rendering import render_picture
from docs_mgmt.rules.refusals import Kind, Refusal

_PROGRAM = "docs_mgmt.files.inside.scan"
_LETTERS = "vie.traineddata"
_PLACES = ("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata")
#: A page that fails so often is given up.
TRIES = 3


@dataclass(frozen=True)
class Recognised:
    """A scan with its words: the copy that carries them, and how sure they are, 0–100."""

    pdf: Path
    sureness: int | None
    pages: int

    def words(self, page: int) -> tuple[PlacedWord, ...]:
        """The words of a page with their places."""
        return placed_words(self.pdf, page)


def is_available() -> bool:
    """Whether this machine can recognise Vietnamese."""
    if shutil.which("tesseract") is None or importlib.util.find_spec("ocrmypdf") is None:
        return False
    stated = os.environ.get("TESSDATA_PREFIX")
    places = [Path(place) for place in ((stated,) if stated else _PLACES)]
    return any(next(place.rglob(_LETTERS), None) for place in places if place.is_dir())


def recognise(path: Path, kind: Kind = Kind.PDF) -> Recognised:
    """Recognise a whole PDF or picture here and now; the caller deletes the copy."""
    with tempfile.TemporaryDirectory(prefix="pages-", dir=_tmp()) as name:
        folder = Path(name)
        pdf = render_picture(path).replace(folder / "all.pdf") if kind is Kind.PICTURE else path
        while not recognise_next(pdf, folder):
            pass
        return gathered(pdf, folder)


def folder_of(sha256: str) -> Path:
    """Where the pages of a scan gather until all are there; whoever comes next goes on there."""
    folder = _tmp() / f"ocr-{sha256}"
    folder.mkdir(exist_ok=True)
    return folder


def recognise_next(path: Path, folder: Path) -> bool:
    """Recognise the next page that has not been; say whether none is left.

    A page that fails again and again refuses the whole: half a text is worse than none.
    """
    if not is_available():
        raise FileRefusedError(Refusal.NO_OCR)
    pages = pages_in(path)
    for page in range(1, pages + 1):
        if not _answer(folder, page).exists():
            return _recognise_page(path, page, folder) and page == pages
    return True


def gathered(path: Path, folder: Path) -> Recognised:
    """Bind the recognised pages to one copy; the caller deletes it and the folder."""
    pages = pages_in(path)
    said = [json.loads(_answer(folder, page).read_text()) for page in range(1, pages + 1)]
    letters = sum(answer["letters"] for answer in said)
    sure = sum(answer["sure"] for answer in said)
    handle, name = tempfile.mkstemp(prefix="rendered-", suffix=".pdf", dir=_tmp())
    os.close(handle)
    copies = [str(_copy(folder, page)) for page in range(1, pages + 1)]
    sandbox.run("docs_mgmt.files.inside.merging:merge", {"paths": copies, "copy": name})
    return Recognised(Path(name), round(sure / letters) if letters else None, pages)


def _recognise_page(path: Path, page: int, folder: Path) -> bool:
    """Try a page; False: it failed, perhaps since the machine was busy, and is tried again."""
    tried = folder / f"{page:04}.tried"
    before = len(tried.read_bytes()) if tried.exists() else 0
    if before >= TRIES:
        raise FileRefusedError(Refusal.NOT_RECOGNISED)
    tried.write_bytes(b"." * (before + 1))
    fresh = folder / "fresh.json"
    fresh.unlink(missing_ok=True)
    words = [str(path), str(page), str(_copy(folder, page)), str(fresh)]
    with contextlib.suppress(FileRefusedError):
        sandbox.run_program([*_gently(), sys.executable, "-P", "-m", _PROGRAM, *words])
    if not fresh.exists() or not _copy(folder, page).exists():
        return False
    fresh.replace(_answer(folder, page))
    return True


def _gently() -> list[str]:
    """What people wait for goes first on the machine, too."""
    nice = shutil.which("nice")
    return [nice, "-n", "15"] if nice else []


def _answer(folder: Path, page: int) -> Path:
    return folder / f"{page:04}.json"


def _copy(folder: Path, page: int) -> Path:
    return folder / f"{page:04}.pdf"


def _tmp() -> Path:
    tmp: Path = settings.TMP_DIR
    tmp.mkdir(parents=True, exist_ok=True)
    return tmp
