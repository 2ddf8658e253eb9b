"""The words of a Word file in their order: body, tables and boxes, then notes, then page edges."""

import itertools
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from docs_mgmt.files.inside import package
from docs_mgmt.files.inside.fonts import Fonts, Pair, fonts_of
from docs_mgmt.files.inside.last_table import CELL, glued_cells
from docs_mgmt.files.inside.markup import name_of, value_of
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.legacy import Encoding, Run, decode_runs, encoding_of_font
from docs_mgmt.rules.refusals import Refusal

#: More words than this are no document of an office.
MOST_CHARACTERS = 20_000_000

#: What stands beside the text or is struck out of it.
_SKIPPED = frozenset(
    {
        "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "sectPr", "sdtPr",
        "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "rt", "Fallback", "txbxContent",
        "docPartObj", "fldData", "annotationRef",
    }
)  # fmt: skip
#: A soft hyphen is a letter of TCVN3; where it is none, `tidy` drops it.
_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad",
}  # fmt: skip
_NOTES = ("footnotes", "endnotes")
_EDGES = ("header", "footer")
_OFF = ("0", "false", "off")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n\t]+")


def read_word(path: str, old: str = "") -> dict[str, Any]:
    """Read every paragraph that stands on the paper, its letters in Unicode.

    `old` is the old Word file of which this one was made.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found: set[str] = set()
            glued = glued_cells(old) if old else {}
            texts = _paragraphs(archive, found, glued)
            parts = itertools.chain.from_iterable(text.split(CELL) for text in texts)
            paragraphs = [text for text in map(tidy, parts) if text.strip()]
            has_pictures = any("/media/" in name for name in archive.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError) as error:
        raise FileRefusedError(Refusal.BROKEN) from error
    return {
        "paragraphs": paragraphs,
        "pages": None,
        "page_starts": [],
        "encodings": sorted(found),
        "has_pictures": has_pictures,
    }


def _paragraphs(archive: zipfile.ZipFile, found: set[str], glued: dict[str, str]) -> Iterator[str]:
    main = package.main_part(archive)
    root = None if main is None else package.tree_of(archive, main)
    if main is None or root is None:
        raise FileRefusedError(Refusal.BROKEN)
    if not any(name_of(child) == "body" for child in root):
        raise FileRefusedError(Refusal.BROKEN)
    characters = 0
    links = [link for link in package.links_of(archive, main) if not link.is_external]
    reader = _Reader(fonts_of(archive, links), found, glued)
    for text in _in_order(archive, links, root, reader):
        characters += len(text)
        if characters > MOST_CHARACTERS:
            raise FileRefusedError(Refusal.TOO_HEAVY)
        yield text


def _in_order(
    archive: zipfile.ZipFile, links: list[package.Link], root: etree._Element, reader: "_Reader"
) -> Iterator[str]:
    yield from reader.texts_under(root)
    for kind in _NOTES:
        for link in _of_kind(links, kind):
            notes = package.tree_of(archive, link.target)
            for note in [] if notes is None else notes:
                if value_of(note, "type") in (None, "normal"):  # the others are ruled lines
                    yield from reader.texts_under(note)
    seen: set[str] = set()
    for kind in _EDGES:
        for link in _of_kind(links, kind):
            edge = package.tree_of(archive, link.target)
            fresh = [text for text in reader.texts_under(edge) if text not in seen]
            seen.update(fresh)
            yield from fresh


def _of_kind(links: list[package.Link], kind: str) -> list[package.Link]:
    first = {link.target: link for link in links if link.kind.endswith("/" + kind)}
    return list(first.values())


class _Reader:
    """Reads the parts of one file by its fonts, and gathers in which encodings it was written."""

    def __init__(self, fonts: Fonts, found: set[str], glued: dict[str, str]) -> None:
        self._fonts = fonts
        self._found = found
        self._glued = glued

    def texts_under(self, root: etree._Element | None) -> Iterator[str]:
        """Give the paragraphs under an element, each box right after the one that it hangs on."""
        if root is None:
            return
        stack = [root]
        while stack:
            element = stack.pop()
            if name_of(element) == "p":
                runs, boxes = runs_of(element, self._fonts)
                yield self._decoded(runs)
                stack.extend(reversed(boxes))
                continue
            if not _is_left_out(element):
                stack.extend(reversed(_children(element)))

    def _decoded(self, runs: list[Run]) -> str:
        text = "".join(run.text for run in runs)
        if (apart := self._glued.get(text)) is not None:
            runs, text = _cut_apart(runs, apart), apart
        if text.isascii() and all(encoding_of_font(run.font) is None for run in runs):
            if any(sign.isalpha() for sign in text):
                self._found.add(Encoding.UNICODE)
            return text
        decoded = decode_runs(runs)
        self._found |= decoded.encodings
        return decoded.text


def _cut_apart(runs: list[Run], apart: str) -> list[Run]:
    """The runs of a paragraph with the ends of cells put back into their text."""
    signs, cut = iter(apart), []
    for run in runs:
        written = ""
        for _letter in run.text:
            sign = next(signs)
            written += sign if sign != CELL else CELL + next(signs)
        cut.append(Run(written, run.font))
    return cut


def runs_of(paragraph: etree._Element, fonts: Fonts) -> tuple[list[Run], list[etree._Element]]:
    """Give the text of one paragraph, cut by fonts, and the boxes that hang on it."""
    inherited = fonts.of_paragraph(paragraph)
    written: list[tuple[str, Pair]] = []
    boxes: list[etree._Element] = []
    stack = [(element, inherited) for element in reversed(_children(paragraph))]
    while stack:
        element, font = stack.pop()
        name = name_of(element)
        if name == "txbxContent":
            boxes.extend(_children(element))
        elif name == "t":
            written.append((element.text or "", font))
        elif name in _SIGNS:
            written.append((_SIGNS[name], font))
        elif not _is_left_out(element):
            if name == "r":
                font = fonts.of_run(element, inherited)
            stack.extend((one, font) for one in reversed(_children(element)))
    return [Run(text, font.telling) for text, font in written], boxes


def _children(element: etree._Element) -> list[etree._Element]:
    """Give the children to walk; of two drawings of one thing only the first that we know."""
    children = [child for child in element if isinstance(child.tag, str)]
    if name_of(element) != "AlternateContent":
        return children
    choices = [child for child in children if name_of(child) == "Choice"]
    if choices:
        return choices[:1]
    return [grandchild for child in children for grandchild in child]


def _is_left_out(element: etree._Element) -> bool:
    name = name_of(element)
    if name == "r":
        return _is_hidden(element)
    return name in _SKIPPED


def _is_hidden(run: etree._Element) -> bool:
    for properties in run:
        if name_of(properties) == "rPr":
            for mark in properties:
                if name_of(mark) == "vanish":
                    return value_of(mark, "val") not in _OFF
    return False


def tidy(text: str) -> str:
    """Compose letters, drop what no printer shows, make every blank a plain one."""
    plain = _CONTROL.sub("", unicodedata.normalize("NFC", text)).replace("\xad", "")
    return _SPACES.sub(" ", plain).strip()
