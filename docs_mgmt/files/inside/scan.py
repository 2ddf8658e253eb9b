"""Recognises the words of one page of a scan: a program of its own, since it starts others.

`python -m docs_mgmt.files.inside.scan FILE PAGE COPY ANSWER [turn]` writes the page with its words
to COPY and how sure they are to ANSWER, in JSON, which comes last: without it nothing was done.
With `turn` a page that lies on its side or its head is shown upright in COPY; what is drawn on it
stays where it is, so that places on the copy are places on the page.
"""

import json
import re
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
_WORD = re.compile(r"x_wconf (\d+)[^>]*>(?:<[^>]+>)*([^<]+)<")


def main(arguments: list[str]) -> int:
    """Recognise, then say how sure it is."""
    path, page, copy, answer, *wishes = arguments
    turned = "turn" in wishes
    one = Path(tempfile.mkdtemp()) / "page.pdf"
    _take_out(path, int(page), one)
    try:
        _recognise(one, copy, mode="default", turned=turned)
    except (PriorOcrFoundError, TaggedPDFError):
        _recognise(one, copy, mode="redo", turned=turned)  # letters such as a stamp's stay
    Path(answer).write_text(json.dumps(_sureness()), encoding="ascii")
    return 0


def _take_out(path: str, page: int, one: Path) -> None:
    source = pypdfium2.PdfDocument(path)
    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(source, [page - 1])
    alone.save(str(one))
    alone.close()
    source.close()


def _recognise(one: Path, copy: str, *, mode: str, turned: bool) -> None:
    ocrmypdf.ocr(
        one,
        copy,
        language=[LANGUAGE],
        mode=mode,
        rotate_pages=turned,
        rotate_pages_threshold=SURE_OF_TURN if turned else None,
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
