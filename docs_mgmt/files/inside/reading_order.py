"""In which order the lines of a page are read, where it is not the order of their drawing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2

_LINE_END = re.compile(r"\r\n|\r|\n")
#: How much higher than the line before, in points, a line begins a part of its own.
_JUMP = 6.0


def lines_in(text: str) -> list[str]:
    """The lines of a page's text, in the order of their drawing."""
    return _LINE_END.split(text)


def in_order(words: pypdfium2.PdfTextPage, text: str) -> list[int]:
    """The places of a page's lines as they are read.

    Boxes are drawn after the text: what stands wholly above all that was drawn first is its head.
    """
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    drawn = list(range(len(starts)))
    if words.count_chars() != len(text):
        return drawn  # places in the text are none on the page
    edges = [_edges(words, text, *ends) for ends in pairwise([*starts, len(text)])]
    parts = list(_parts(edges))
    if len(parts) < 2:
        return drawn
    top = max(edges[at][1] for at in parts[0] if edges[at])
    lines = lines_in(text)
    above = [part for part in parts[1:] if _stands_above(part, edges, top) and _says(part, lines)]
    if not above:
        return drawn
    return [at for part in [*above, *(part for part in parts if part not in above)] for at in part]


_Edges = tuple[float, ...]


def _edges(words: pypdfium2.PdfTextPage, text: str, start: int, end: int) -> _Edges:
    """How low and how high the first sign of a line reaches; nothing of an empty line."""
    first = next((at for at in range(start, end) if not text[at].isspace()), None)
    if first is None:
        return ()
    _left, bottom, _right, top = words.get_charbox(first, loose=True)
    return (bottom, top)


def _parts(edges: Sequence[_Edges]) -> Iterator[list[int]]:
    """The lines between one jump up the page and the next."""
    part: list[int] = []
    lowest: float | None = None
    for at, line in enumerate(edges):
        if line and lowest is not None and line[0] > lowest + _JUMP:
            yield part
            part = []
        part.append(at)
        lowest = line[0] if line else lowest
    if any(edges[at] for at in part):
        yield part


def _stands_above(part: Sequence[int], edges: Sequence[_Edges], top: float) -> bool:
    return all(edges[at][0] >= top - 1 for at in part if edges[at])


def _says(part: Sequence[int], lines: Sequence[str]) -> bool:
    """Whether it is more than a page's number."""
    return any(sign.isalpha() for at in part for sign in lines[at])
