"""A Word file of 2003 that is one piece of markup: what it must not hold, a copy without links."""

import re
from pathlib import Path

from lxml import etree

from docs_mgmt.files.inside import package
from docs_mgmt.files.inside.markup import name_of, value_of
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

_NAMESPACE = "schemas.microsoft.com/office/word/2003/wordml"
_ROOT = "wordDocument"
#: What lies in the file itself, and links that a reader must click.
_INSIDE = "wordml:"
_CLICKED = frozenset({"hlink"})
_DROPPED = frozenset({"attachedTemplate", "dataSource", "mailMerge", "saveThroughXSLT"})
_FETCHING = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|DDE|DDEAUTO|LINK)\b", re.IGNORECASE)


def is_word_xml(start: str) -> bool:
    """Whether a text begins like one."""
    return _NAMESPACE in start and _ROOT in start


def check(path: Path) -> None:
    """Refuse entities and macros."""
    root = _root_of(path)
    if value_of(root, "macrosPresent") == "yes":
        raise FileRefusedError(Refusal.MACROS)


def write_without_links(path: str, copy: str) -> int:
    """Write the file without what its reader would fetch; say how much that was."""
    root = _root_of(Path(path))
    left_out = 0
    for element in list(root.iter("{*}*")):
        left_out += _drop(element) + _strip(element)
    Path(copy).write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    return left_out


def _root_of(path: Path) -> etree._Element:
    data = path.read_bytes()
    if len(data) > package.MOST_XML:
        raise FileRefusedError(Refusal.TOO_HEAVY)
    root = package.parsed(data)
    if name_of(root) != _ROOT:
        raise FileRefusedError(Refusal.BROKEN)
    return root


def _drop(element: etree._Element) -> int:
    parent = element.getparent()
    if name_of(element) not in _DROPPED or parent is None:
        return 0
    parent.remove(element)
    return 1


def _strip(element: etree._Element) -> int:
    fetched = [key for key, value in element.attrib.items() if _is_fetched(element, key, value)]
    for key in fetched:
        del element.attrib[key]
    if name_of(element) == "instrText" and _FETCHING.search(element.text or ""):
        element.text = ""
        return len(fetched) + 1
    return len(fetched)


def _is_fetched(element: etree._Element, key: str | bytes, value: str | bytes) -> bool:
    name = str(key).rpartition("}")[2]
    if name == "instr":
        return bool(_FETCHING.search(str(value)))
    is_address = name == "src" or (name == "href" and name_of(element) not in _CLICKED)
    return is_address and not str(value).startswith((_INSIDE, "#"))
