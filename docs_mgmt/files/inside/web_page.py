"""A web page as register exports and old systems make them: its words, without what it fetches."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

_DROPPED = frozenset(
    {
        "script", "noscript", "link", "base", "iframe", "frame", "frameset", "object", "embed",
        "applet", "audio", "video", "source", "track", "form", "input", "button", "svg", "template",
        "meta", "xml",
    }
)  # fmt: skip
_KEEPS_CONTENT = frozenset({"noscript", "form", "frameset", "xml"})
_ADDRESSES = frozenset(
    {"src", "background", "srcset", "data", "codebase", "poster", "lowsrc", "dynsrc", "action"}
)
_FETCHING_STYLE = re.compile(r"url\s*\(|@import|expression\s*\(", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_XML_LINE = re.compile(r"^\s*<\?xml[^>]*>")
_LOOKED_AT = 4096


def write_plain(path: str, copy: str) -> int:
    """Write the page as UTF-8 without anything that is fetched or run; say how much went."""
    return write_page(Path(path).read_bytes(), copy, {})


def write_page(data: bytes, copy: str, pictures: Mapping[str, str]) -> int:
    """The same of the page itself; `pictures` are those that came with it, by name."""
    text = _text_of(data)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FileRefusedError(Refusal.BROKEN) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise FileRefusedError(Refusal.TOO_HEAVY)  # what lies deeper would be lost in silence
    for image in root.iter("img"):
        name = unquote((image.get("src") or "").replace("\\", "/").rpartition("/")[2])
        if (picture := pictures.get(name.removeprefix("cid:").lower())) is not None:
            image.set("src", picture)
    left_out = sum(_drop(element) for element in list(root.iter(*_DROPPED)))
    left_out += sum(map(_empty, root.iter("style")))
    left_out += sum(map(_strip, root.xpath("//*[@*]")))
    head = root.find("head")
    if head is not None:
        head.insert(0, head.makeelement("meta", {"charset": "utf-8"}))
        kind = {"http-equiv": "Content-Type", "content": "text/html; charset=utf-8"}
        head.insert(0, head.makeelement("meta", kind))
    written: bytes = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    Path(copy).write_bytes(written)
    return left_out


def _drop(element: html.HtmlElement) -> int:
    if element.getparent() is None:
        return 0
    if element.tag in _KEEPS_CONTENT:
        element.drop_tag()
    else:
        element.drop_tree()
    return 1


def _empty(style: html.HtmlElement) -> int:
    if not _FETCHING_STYLE.search(style.text or ""):
        return 0
    style.text = ""
    return 1


def _strip(element: html.HtmlElement) -> int:
    wrong = [name for name, value in element.attrib.items() if _is_fetched(str(name), str(value))]
    for name in wrong:
        del element.attrib[name]
    return len(wrong)


def _is_fetched(name: str, value: str) -> bool:
    low = name.lower()
    if low.startswith("on"):
        return True
    if low == "style":
        return bool(_FETCHING_STYLE.search(value))
    return low in _ADDRESSES and not value.strip().lower().startswith("data:image/")


def _text_of(data: bytes) -> str:
    for mark, code in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _XML_LINE.sub("", data[2:].decode(code, errors="replace"), count=1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode(_stated(data), errors="replace")
    return _XML_LINE.sub("", text, count=1)


def _stated(data: bytes) -> str:
    """The code page that the page names, if Python knows it; else the western one."""
    found = _CHARSET.search(data[:_LOOKED_AT])
    name = found[1].decode("ascii", errors="replace").lower() if found else "windows-1252"
    try:
        "".encode(name)
    except LookupError:
        return "windows-1252"
    return "windows-1252" if name in ("iso-8859-1", "utf-8", "us-ascii", "latin1") else name
