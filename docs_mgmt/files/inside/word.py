"""The words of a Word file in their order: body, tables and boxes, then notes, then page edges."""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from docs_mgmt.files.inside import package
from docs_mgmt.files.refusals import FileRefusedError
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
_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "",
}  # fmt: skip
_NOTES = ("footnotes", "endnotes")
_EDGES = ("header", "footer")
_OFF = ("0", "false", "off")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n\t]+")


def read_word(path: str) -> dict[str, Any]:
    """Read every paragraph that stands on the paper."""
    try:
        with zipfile.ZipFile(path) as archive:
            paragraphs = [text for text in map(tidy, _paragraphs(archive)) if text.strip()]
            has_pictures = any("/media/" in name for name in archive.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError) as error:
        raise FileRefusedError(Refusal.BROKEN) from error
    return {
        "paragraphs": paragraphs,
        "pages": None,
        "page_starts": [],
        "has_pictures": has_pictures,
    }


def _paragraphs(archive: zipfile.ZipFile) -> Iterator[str]:
    main = package.main_part(archive)
    root = None if main is None else package.tree_of(archive, main)
    if main is None or root is None:
        raise FileRefusedError(Refusal.BROKEN)
    if not any(_name(child) == "body" for child in root):
        raise FileRefusedError(Refusal.BROKEN)
    characters = 0
    for text in _in_order(archive, main, root):
        characters += len(text)
        if characters > MOST_CHARACTERS:
            raise FileRefusedError(Refusal.TOO_HEAVY)
        yield text


def _in_order(archive: zipfile.ZipFile, main: str, root: etree._Element) -> Iterator[str]:
    yield from _texts_under(root)
    links = [link for link in package.links_of(archive, main) if not link.is_external]
    for kind in _NOTES:
        for link in _of_kind(links, kind):
            notes = package.tree_of(archive, link.target)
            for note in [] if notes is None else notes:
                if _value(note, "type") in (None, "normal"):  # the others are ruled lines
                    yield from _texts_under(note)
    seen: set[str] = set()
    for kind in _EDGES:
        for link in _of_kind(links, kind):
            edge = package.tree_of(archive, link.target)
            fresh = [text for text in _texts_under(edge) if text not in seen]
            seen.update(fresh)
            yield from fresh


def _of_kind(links: list[package.Link], kind: str) -> list[package.Link]:
    first = {link.target: link for link in links if link.kind.endswith("/" + kind)}
    return list(first.values())


def _texts_under(root: etree._Element | None) -> Iterator[str]:
    """Give the paragraphs under an element, each box right after the paragraph that it hangs on."""
    if root is None:
        return
    stack = [root]
    while stack:
        element = stack.pop()
        if _name(element) == "p":
            text, boxes = _text_of(element)
            yield text
            stack.extend(reversed(boxes))
            continue
        if not _is_left_out(element):
            stack.extend(reversed(_children(element)))


def _text_of(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """Give the text of one paragraph, and the boxes that hang on it."""
    written: list[str] = []
    boxes: list[etree._Element] = []
    stack = list(reversed(_children(paragraph)))
    while stack:
        element = stack.pop()
        name = _name(element)
        if name == "txbxContent":
            boxes.extend(_children(element))
        elif name == "t":
            written.append(element.text or "")
        elif name in _SIGNS:
            written.append(_SIGNS[name])
        elif not _is_left_out(element):
            stack.extend(reversed(_children(element)))
    return "".join(written), boxes


def _children(element: etree._Element) -> list[etree._Element]:
    """Give the children to walk; of two drawings of one thing only the first that we know."""
    children = [child for child in element if isinstance(child.tag, str)]
    if _name(element) != "AlternateContent":
        return children
    choices = [child for child in children if _name(child) == "Choice"]
    if choices:
        return choices[:1]
    return [grandchild for child in children for grandchild in child]


def _is_left_out(element: etree._Element) -> bool:
    name = _name(element)
    if name == "r":
        return _is_hidden(element)
    return name in _SKIPPED


def _is_hidden(run: etree._Element) -> bool:
    for properties in run:
        if _name(properties) == "rPr":
            for mark in properties:
                if _name(mark) == "vanish":
                    return _value(mark, "val") not in _OFF
    return False


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: etree._Element, name: str) -> str | None:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def tidy(text: str) -> str:
    """Compose letters, drop what no printer shows, make every blank a plain one."""
    plain = _CONTROL.sub("", unicodedata.normalize("NFC", text)).replace("\xad", "")
    return _SPACES.sub(" ", plain).strip()
