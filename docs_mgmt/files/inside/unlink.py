"""A copy of a file that fetches nothing from outside, made for LibreOffice alone."""

import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from docs_mgmt.files.inside import package
from docs_mgmt.files.inside.web_archive import write_plain_archive
from docs_mgmt.files.inside.web_page import write_plain
from docs_mgmt.files.inside.word_xml import write_without_links
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

#: Links that a reader must click; all the others are fetched by the program that opens the file.
_CLICKED = "/hyperlink"
_CLICKED_IN_ODT = frozenset({"a"})
_INSIDE_ODT = re.compile(r"(?:\./)?[\w#][^:]*")
_FETCHED_IN_ODT = frozenset(
    {"section-source", "dde-source", "dde-connection-decl", "event-listeners", "scripts"}
)
_LARGE = 2**30

#: Words by which old forms name what lies outside; one letter changed, and nothing is fetched.
_FETCHING = (
    b"INCLUDEPICTURE", b"INCLUDETEXT", b"DDEAUTO", b"\\objautlink", b"\\objlink", b"\\objocx",
    b"\\template",
)  # fmt: skip
_WIDE = tuple(word.decode().encode("utf-16-le") for word in _FETCHING)
_FETCH = re.compile(
    b"|".join(rb"(?<![A-Za-z])" + re.escape(word) for word in (*_FETCHING, *_WIDE)), re.IGNORECASE
)


def without_links(path: str, copy: str, kind: str = Kind.DOCX) -> int:
    """Write the copy; say how many links were left out."""
    if kind == Kind.WEB_PAGE:
        return write_plain(path, copy)
    if kind == Kind.WEB_ARCHIVE:
        return write_plain_archive(path, copy)
    if kind == Kind.WORD_XML:
        return write_without_links(path, copy)
    if kind in (Kind.DOC, Kind.RTF):
        return _without_words(path, copy)
    try:
        return _without_rows(path, copy, _open_document if kind == Kind.ODT else _word)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError) as error:
        raise FileRefusedError(Refusal.BROKEN) from error


def _without_words(path: str, copy: str) -> int:
    data = Path(path).read_bytes()
    lean, left_out = _FETCH.subn(_spoilt, data)
    if left_out:
        Path(copy).write_bytes(lean)
    else:
        shutil.copyfile(path, copy)
    return left_out


def _spoilt(found: re.Match[bytes]) -> bytes:
    """The same length, since an old file counts its bytes; the last letter is another one."""
    word = bytearray(found[0])
    at = max(place for place, sign in enumerate(word) if chr(sign).isalpha())
    word[at] = ord("x")
    return bytes(word)


_Rewrite = Callable[[zipfile.ZipFile, str], tuple[int, bytes] | None]


def _without_rows(path: str, copy: str, rewrite: _Rewrite) -> int:
    left_out, written = 0, set[str]()
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as lean,
    ):
        for entry in archive.infolist():
            name = package.plain_name(entry.filename)
            if entry.is_dir() or name in written:
                continue
            written.add(name)
            changed = rewrite(archive, entry.filename)
            if changed is not None:
                left_out += changed[0]
                lean.writestr(name, changed[1])
                continue
            with lean.open(name, "w", force_zip64=entry.file_size > _LARGE) as part:
                for piece in package.pieces(archive, entry):
                    part.write(piece)
    return left_out


def _word(archive: zipfile.ZipFile, name: str) -> tuple[int, bytes] | None:
    if not name.lower().endswith(".rels"):
        return None
    root = package.tree_of(archive, name)
    if root is None:
        return 0, archive.read(name)
    outside = [
        row
        for row in root
        if row.get("TargetMode") == "External" and not (row.get("Type") or "").endswith(_CLICKED)
    ]
    for row in outside:
        root.remove(row)
    return len(outside), etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _open_document(archive: zipfile.ZipFile, name: str) -> tuple[int, bytes] | None:
    if not name.endswith(("content.xml", "styles.xml")):
        return None
    root = package.tree_of(archive, name)
    if root is None:
        return 0, archive.read(name)
    left_out = 0
    for element in list(root.iter("{*}*")):
        kind = etree.QName(element).localname
        parent = element.getparent()
        if kind in _FETCHED_IN_ODT and parent is not None:
            parent.remove(element)
            left_out += 1
        elif kind not in _CLICKED_IN_ODT:
            left_out += _without_address(element)
    return left_out, etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _without_address(element: etree._Element) -> int:
    outside = [
        key
        for key, value in element.attrib.items()
        if str(key).endswith("}href") and value and not _INSIDE_ODT.fullmatch(str(value))
    ]
    for key in outside:
        del element.attrib[key]
    return len(outside)
