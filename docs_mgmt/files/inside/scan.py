"""Recognises the words of one page of a scan: a program of its own, since it starts others.

`python -m docs_mgmt.files.inside.scan FILE PAGE COPY ANSWER [turn]` writes the page with its words
to COPY and how sure they are to ANSWER, in JSON, which comes last: without it nothing was done.
With `turn` a page that lies on its side or its head is shown upright in COPY; what is drawn on it
stays where it is, so that places on the copy are places on the page.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import ocrmypdf
import pypdfium2
from ocrmypdf.exceptions import PriorOcrFoundError, TaggedPDFError

LANGUAGE = "vie"
#: Below this a page may lie on its side or head: upright ones have 90 to 95, lying ones 32 to 41.
_SURE = 75
#: How sure tesseract must be of the way up; of a few lines it says 2. The better reading then wins.
_SURE_OF_TURN = 2.0
_TURN = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")
_TURN_DPI, _TURN_PIXELS = 150, 2500
_WORD = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)[^>]*>(?:<[^>]+>)*([^<]+)<")
#: A word of so many letters is wider than high, unless its line runs up or down the page.
_WIDE = 3


@dataclass
class Found:
    """What one reading gave: its words' weight in letters, how sure, and how many stand upright."""

    letters: float = 0.0
    sure: float = 0.0
    wide: int = 0
    tall: int = 0

    @property
    def sureness(self) -> float:
        """How sure a letter is in the mean, 0 to 100."""
        return self.sure / max(self.letters, 1)


def main(arguments: list[str]) -> int:
    """Recognise, then say how sure it is."""
    path, page, copy, answer, *wishes = arguments
    one = Path(tempfile.mkdtemp()) / "page.pdf"
    _take_out(path, int(page), one)
    found = _recognised(one, copy)
    if "turn" in wishes and (found.sureness < _SURE or found.tall > found.wide):
        found = _recognised_upright(one, copy, found)
    said = {"letters": found.letters, "sure": found.sure}
    Path(answer).write_text(json.dumps(said), encoding="ascii")
    return 0


def _take_out(path: str, page: int, one: Path) -> None:
    source = pypdfium2.PdfDocument(path)
    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(source, [page - 1])
    alone.save(str(one))
    alone.close()
    source.close()


def _recognised_upright(one: Path, copy: str, before: Found) -> Found:
    """Read the page again as it stands upright, if it lay; the better of the two readings stays.

    ocrmypdf's own turning forgets the /Rotate that a page has already.
    """
    turned, fresh = one.with_name("turned.pdf"), one.with_name("copy.pdf")
    pdf = pypdfium2.PdfDocument(str(one))
    turn = _turn_of(pdf[0], one.with_suffix(".png"))
    pdf[0].set_rotation((pdf[0].get_rotation() + turn) % 360)
    pdf.save(str(turned))
    pdf.close()
    if not turn:
        return before
    found = _recognised(turned, str(fresh))
    if found.sureness <= before.sureness and before.wide >= before.tall:
        return before
    shutil.move(fresh, copy)
    return found


def _turn_of(sheet: pypdfium2.PdfPage, picture: Path) -> int:
    """By how much, clockwise, a sheet is turned from how it is shown until it stands upright."""
    scale = min(_TURN_DPI / 72, _TURN_PIXELS / max(sheet.get_size()))
    sheet.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    command = ["tesseract", str(picture), "-", "-l", "osd", "--psm", "0", "--dpi", str(_TURN_DPI)]
    said = subprocess.run(  # noqa: S603 -- no shell, and each word of it is ours
        command, capture_output=True, text=True, check=False
    ).stdout
    found = _TURN.search(said)  # nothing: too few letters to tell
    return int(found[1]) if found and float(found[2]) >= _SURE_OF_TURN else 0


def _recognised(one: Path, copy: str) -> Found:
    for before in _left_over():
        shutil.rmtree(before)
    try:
        _recognise(one, copy, mode="default")
    except (PriorOcrFoundError, TaggedPDFError):
        _recognise(one, copy, mode="redo")  # letters such as a stamp's stay
    return _found()


def _recognise(one: Path, copy: str, *, mode: str) -> None:
    ocrmypdf.ocr(
        one,
        copy,
        language=[LANGUAGE],
        mode=mode,
        jobs=1,
        use_threads=True,
        output_type="pdf",
        optimize=0,
        rasterizer="pypdfium",
        progress_bar=False,
        keep_temporary_files=True,  # the only place where tesseract says how sure it is
    )


def _left_over() -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob("ocrmypdf.io.*"))


def _found() -> Found:
    """The weight of the words recognised, in letters, and the sum of what each is sure of."""
    all_found = Found()
    for folder in _left_over():
        for file in folder.glob("*_ocr_hocr.hocr"):
            for word in _WORD.finditer(file.read_text(encoding="utf-8")):
                _add(all_found, word)
    return all_found


def _add(found: Found, word: re.Match[str]) -> None:
    left, top, right, bottom, sure = map(int, word.groups()[:5])
    weight = len(word[6].strip())
    found.letters += weight
    found.sure += weight * sure
    if weight >= _WIDE:
        found.wide += right - left >= bottom - top
        found.tall += right - left < bottom - top


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
