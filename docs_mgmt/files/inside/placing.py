"""Where each word of a page stands, by pdfium."""

import ctypes
import re

import pypdfium2
from pypdfium2 import raw

from docs_mgmt.files.inside.pdf import font_of_page, opened
from docs_mgmt.files.inside.word import tidy
from docs_mgmt.rules.legacy import Run, decode_runs

#: Points of the page in one direction, as pdfium is asked to count them.
_FINE = 100_000
_WORD = re.compile(r"\S+")
Box = tuple[float, float, float, float]


def placed_words(path: str, page: int) -> list[list[str | float]]:
    """Give each word with its box as the page is shown: left, top, right, bottom, 0 to 1."""
    with opened(path) as pdf:
        if not 1 <= page <= len(pdf):
            return []
        sheet = pdf[page - 1]
        words = sheet.get_textpage()
        try:
            return _words(sheet, words)
        finally:
            words.close()
            sheet.close()


def _words(sheet: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage) -> list[list[str | float]]:
    signs = [raw.FPDFText_GetUnicode(words, place) for place in range(words.count_chars())]
    # One sign a place, whatever it is, so that places in the text are places on the page.
    text = "".join(chr(sign) if 0 < sign < 0x110000 else " " for sign in signs)
    font = font_of_page(text)
    placed: list[list[str | float]] = []
    for found in _WORD.finditer(text):
        boxes = [words.get_charbox(place) for place in range(*found.span())]
        seen = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
        plain = tidy(decode_runs([Run(found[0], font)]).text if font else found[0])
        if plain and seen:
            placed.append([plain, *_shown(sheet, seen)])
    return placed


def _shown(sheet: pypdfium2.PdfPage, boxes: list[Box]) -> Box:
    corners = [
        _on_screen(sheet, min(box[0] for box in boxes), max(box[3] for box in boxes)),
        _on_screen(sheet, max(box[2] for box in boxes), min(box[1] for box in boxes)),
    ]
    across, down = zip(*corners, strict=True)
    return (min(across), min(down), max(across), max(down))


def _on_screen(sheet: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(sheet, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return (_fraction(across.value), _fraction(down.value))


def _fraction(value: int) -> float:
    return min(max(value / _FINE, 0.0), 1.0)
