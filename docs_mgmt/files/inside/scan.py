"""Recognises the words of one page of a scan: a program of its own, since it starts others.

`python -m docs_mgmt.files.inside.scan FILE PAGE COPY ANSWER [turn]` writes the page with its words
to COPY and how sure they are to ANSWER, in JSON, which comes last: without it nothing was done.
With `turn` a page that lies on its side or its head is shown upright in COPY; what is drawn on it
stays where it is, so that places on the copy are places on the page.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import ocrmypdf
import pypdfium2
from ocrmypdf.exceptions import PriorOcrFoundError, TaggedPDFError

LANGUAGE = "vie"
#: How sure tesseract must be of the way up before a page is turned. Of a page of text it says
#: 8 to 15, of a few lines 2, and then it may be wrong.
SURE_OF_TURN = 5.0
_TURN = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")
_TURN_DPI, _TURN_PIXELS = 150, 2500
_WORD = re.compile(r"x_wconf (\d+)[^>]*>(?:<[^>]+>)*([^<]+)<")


def main(arguments: list[str]) -> int:
    """Recognise, then say how sure it is."""
    path, page, copy, answer, *wishes = arguments
    one = Path(tempfile.mkdtemp()) / "page.pdf"
    _take_out(path, int(page), one, upright="turn" in wishes)
    try:
        _recognise(one, copy, mode="default")
    except (PriorOcrFoundError, TaggedPDFError):
        _recognise(one, copy, mode="redo")  # letters such as a stamp's stay
    Path(answer).write_text(json.dumps(_sureness()), encoding="ascii")
    return 0


def _take_out(path: str, page: int, one: Path, *, upright: bool) -> None:
    source = pypdfium2.PdfDocument(path)
    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(source, [page - 1])
    if upright:
        sheet = alone[0]
        sheet.set_rotation((sheet.get_rotation() + _turn_of(sheet, one.with_suffix(".png"))) % 360)
    alone.save(str(one))
    alone.close()
    source.close()


def _turn_of(sheet: pypdfium2.PdfPage, picture: Path) -> int:
    """By how much, clockwise, a sheet is turned from how it is shown until it stands upright.

    ocrmypdf's own turning forgets the /Rotate that a page has already.
    """
    scale = min(_TURN_DPI / 72, _TURN_PIXELS / max(sheet.get_size()))
    sheet.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    command = ["tesseract", str(picture), "-", "-l", "osd", "--psm", "0", "--dpi", str(_TURN_DPI)]
    said = subprocess.run(  # noqa: S603 -- no shell, and each word of it is ours
        command, capture_output=True, text=True, check=False
    ).stdout
    found = _TURN.search(said)  # nothing: too few letters to tell
    return int(found[1]) if found and float(found[2]) >= SURE_OF_TURN else 0


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


def _sureness() -> dict[str, float]:
    """The weight of the words recognised, in letters, and the sum of what each is sure of."""
    letters = sure = 0.0
    for file in Path(tempfile.gettempdir()).glob("ocrmypdf.io.*/*_ocr_hocr.hocr"):
        for found in _WORD.finditer(file.read_text(encoding="utf-8")):
            weight = len(found[2].strip())
            letters += weight
            sure += weight * int(found[1])
    return {"letters": letters, "sure": sure}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
