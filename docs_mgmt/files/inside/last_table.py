"""The cells of a table that ends an old Word file: LibreOffice runs them together.

Word itself puts a paragraph after each table; other programs do not, and the table of the
signatures is often the last thing of a paper.
"""

import struct
from pathlib import Path

from docs_mgmt.files.inside.compound import BrokenCompoundError, Compound

#: What ends a cell and a row in an old Word file; it stands in no other text.
CELL = "\x07"
#: A line's end, a hyphen that does not break, and a soft one, which is a letter of TCVN3.
_SIGNS = {0x0B: "\n", 0x1E: "-", 0x1F: "\xad"}
_TEXT_LENGTH, _FLAGS, _PIECES = 0x4C, 0x0A, 0x1A2
_SECOND_TABLE, _ONE_BYTE = 0x0200, 0x40000000
_MOST_PIECES = 10_000


def glued_cells(path: str) -> dict[str, str]:
    """Each paragraph that LibreOffice makes of several cells, and the same with their ends."""
    try:
        text = _main_text(Compound(Path(path).read_bytes()))
    except (BrokenCompoundError, struct.error, IndexError, ValueError):
        return {}
    if not text.endswith(CELL):
        return {}
    found = {}
    for paragraph in text.translate(_SIGNS).split("\r"):
        cells = [cell for cell in paragraph.split(CELL) if cell]
        if len(cells) > 1:
            found["".join(cells)] = CELL.join(cells)
    return found


def _main_text(file: Compound) -> str:
    top = file.top
    main = file.whole(top["WordDocument"]) if "WordDocument" in top else b""
    (flags,) = struct.unpack_from("<H", main, _FLAGS)
    table = top.get("1Table" if flags & _SECOND_TABLE else "0Table")
    (length,) = struct.unpack_from("<i", main, _TEXT_LENGTH)
    start, size = struct.unpack_from("<II", main, _PIECES)
    if table is None:
        return ""
    return "".join(_pieces(main, file.whole(table)[start : start + size]))[: max(length, 0)]


def _pieces(main: bytes, listed: bytes) -> list[str]:
    """The pieces of the text in their order, each in one or two bytes a letter."""
    at = 0
    while listed[at] == 1:  # properties that pieces share
        at += 3 + int(struct.unpack_from("<H", listed, at + 1)[0])
    (size,) = struct.unpack_from("<I", listed, at + 1)
    count = min((size - 4) // 12, _MOST_PIECES)
    ends = struct.unpack_from(f"<{count + 1}i", listed, at + 5)
    pieces = []
    for number in range(count):
        (place,) = struct.unpack_from("<I", listed, at + 5 + 4 * (count + 1) + 8 * number + 2)
        letters = ends[number + 1] - ends[number]
        if place & _ONE_BYTE:
            first = (place & ~_ONE_BYTE) // 2
            pieces.append(main[first : first + letters].decode("cp1252", errors="replace"))
        else:
            pieces.append(main[place : place + 2 * letters].decode("utf-16-le", errors="replace"))
    return pieces
