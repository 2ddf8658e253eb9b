"""The words of a scan: recognised page by page, in a copy beside the original."""

import contextlib
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
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
#: What tells which way up a page is; without it pages are recognised as they lie.
_TURNS = "osd.traineddata"
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
    return _has(_LETTERS)


def can_turn() -> bool:
    """Whether this machine can tell which way up a page is."""
    return _has(_TURNS)


def _has(data: str) -> bool:
    stated = os.environ.get("TESSDATA_PREFIX")
    places = [Path(place) for place in ((stated,) if stated else _PLACES)]
    return any(next(place.rglob(data), None) for place in places if place.is_dir())


def recognise(path: Path, kind: Kind = Kind.PDF, only: Sequence[int] = ()) -> Recognised:
    """Recognise a PDF or picture here and now, or `only` some pages; the caller deletes it."""
    with tempfile.TemporaryDirectory(prefix="pages-", dir=_tmp()) as name:
        folder = Path(name)
        pdf = render_picture(path).replace(folder / "all.pdf") if kind is Kind.PICTURE else path
        while not recognise_next(pdf, folder, only):
            pass
        return gathered(pdf, folder, only)


def folder_of(sha256: str) -> Path:
    """Where the pages of a scan gather until all are there; whoever comes next goes on there."""
    folder = _tmp() / f"ocr-{sha256}"
    folder.mkdir(exist_ok=True)
    return folder


def recognise_next(path: Path, folder: Path, only: Sequence[int] = ()) -> bool:
    """Recognise the next page, of all or `only` of some, that has not been; say if none is left.

    A page that fails again and again refuses the whole: half a text is worse than none.
    """
    if not is_available():
        raise FileRefusedError(Refusal.NO_OCR)
    pages = list(only or range(1, pages_in(path) + 1))
    for page in pages:
        if not _answer(folder, page).exists():
            return _recognise_page(path, page, folder) and page == pages[-1]
    return True


def gathered(path: Path, folder: Path, only: Sequence[int] = ()) -> Recognised:
    """Bind the recognised pages to one copy, typed ones between them as they are.

    The caller deletes it and the folder.
    """
    count = pages_in(path)
    pages = list(only or range(1, count + 1))
    said = [json.loads(_answer(folder, page).read_text()) for page in pages]
    letters = sum(answer["letters"] for answer in said)
    sure = sum(answer["sure"] for answer in said)
    handle, name = tempfile.mkstemp(prefix="rendered-", suffix=".pdf", dir=_tmp())
    os.close(handle)
    copies = {str(page): str(_copy(folder, page)) for page in pages}
    if only:
        request = {"original": str(path), "pages": copies, "copy": name}
        sandbox.run("docs_mgmt.files.inside.merging:bind", request)
    else:
        request = {"paths": list(copies.values()), "copy": name}
        sandbox.run("docs_mgmt.files.inside.merging:merge", request)
    return Recognised(Path(name), round(sure / letters) if letters else None, count)


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
    words += ["turn"] if can_turn() and before < TRIES - 1 else []  # which may take twice as long
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
