"""A Word file as a zip of parts: which part is the text, and what makes it dangerous."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Kind, Refusal

MOST_ENTRIES = 20_000
#: Unpacked, in bytes: a whole file, one part of XML.
MOST_BYTES = 600 * 1024 * 1024
MOST_XML = 160 * 1024 * 1024
#: A part that is both this large and this tightly packed was made to burst a reader.
BOMB_BYTES, BOMB_RATIO = 24 * 1024 * 1024, 200

_PIECE = 1024 * 1024
_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
_MACRO_FILES = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".pptm", ".ppsm")
_MACRO_TRACES = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
#: A module of a macro in an OpenDocument text; the lists of an empty library are none.
_BASIC = re.compile(r"Basic/[^/]+/(?!script-l[bc]\.xml).+")
_ENTITY = tuple("<!ENTITY".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_OVERLAP = 64
_PARSER_RULES = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True)
class Link:
    """A relationship from one part to another, or to something outside the file."""

    id: str
    kind: str
    target: str
    is_external: bool


def check_entries(archive: zipfile.ZipFile) -> None:
    """Refuse, by the list of parts alone, what is encrypted or would burst."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise FileRefusedError(Refusal.ZIP_BOMB)
    for entry in entries:
        if entry.flag_bits & 1:
            raise FileRefusedError(Refusal.ENCRYPTED)
        if is_xml(entry.filename) and entry.file_size > MOST_XML:
            raise FileRefusedError(Refusal.ZIP_BOMB)
        if entry.file_size > BOMB_BYTES and entry.file_size > BOMB_RATIO * entry.compress_size:
            raise FileRefusedError(Refusal.ZIP_BOMB)


def kind_in(archive: zipfile.ZipFile) -> Kind:
    """Say what the zip really is, by its parts and their content types, not by its name."""
    names = set(archive.namelist())
    if "mimetype" in names and _CONTENT_TYPES not in names:
        return _open_document(archive, names)
    if _CONTENT_TYPES not in names:
        return Kind.DOCX if "word/document.xml" in names else Kind.ARCHIVE
    types = content_types(archive)
    every = " ".join(types.values())
    _check_macros(names, every)
    if any(is_main(value) for value in types.values()) or main_part(archive) is not None:
        return Kind.DOCX
    if "spreadsheetml" in every:
        return Kind.SPREADSHEET
    return Kind.PRESENTATION if "presentationml" in every else Kind.ARCHIVE


def check_parts(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, keeping nothing: false sizes, entities, hidden macros come out."""
    total = 0
    for entry in archive.infolist():
        markup, embedded = is_xml(entry.filename), "/embeddings/" in entry.filename.lower()
        tail = b""
        for piece in pieces(archive, entry):
            total += len(piece)
            if total > MOST_BYTES:
                raise FileRefusedError(Refusal.ZIP_BOMB)
            seen = tail + piece
            if markup and any(trace in seen for trace in _ENTITY):
                raise FileRefusedError(Refusal.ENTITIES)
            if embedded and any(trace in seen for trace in _MACRO_TRACES):
                raise FileRefusedError(Refusal.MACROS)
            tail = seen[-_OVERLAP:]


def pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part in small pieces."""
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            yield piece


def tree_of(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Parse one part without entities and without network; None if the file does not have it."""
    found = _stored_name(archive, name)
    if found is None:
        return None
    data = bytearray()
    for piece in pieces(archive, archive.getinfo(found)):
        data += piece
        if len(data) > MOST_XML:
            raise FileRefusedError(Refusal.ZIP_BOMB)
    try:
        return etree.fromstring(bytes(data), etree.XMLParser(**_PARSER_RULES))
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):  # a mended tree would lack what lies deeper, in silence
            raise FileRefusedError(Refusal.TOO_HEAVY) from error
        return _mended(bytes(data))


def parsed(data: bytes) -> etree._Element:
    """Parse one piece of markup that is a file by itself."""
    if any(trace in data for trace in _ENTITY):
        raise FileRefusedError(Refusal.ENTITIES)
    try:
        return etree.fromstring(data, etree.XMLParser(**_PARSER_RULES))
    except etree.XMLSyntaxError as error:
        reason = Refusal.TOO_HEAVY if "depth" in str(error) else Refusal.BROKEN
        raise FileRefusedError(reason) from error


def content_types(archive: zipfile.ZipFile) -> dict[str, str]:
    """Give the content type of each part that states one, and of each extension (under its dot)."""
    root = tree_of(archive, _CONTENT_TYPES)
    types = {}
    for row in [] if root is None else root:
        value = row.get("ContentType") or ""
        if row.get("PartName"):
            types[(row.get("PartName") or "").lstrip("/")] = value
        elif row.get("Extension"):
            types["." + (row.get("Extension") or "").lower()] = value
    return types


def main_part(archive: zipfile.ZipFile) -> str | None:
    """Find the part with the text: by relationship, else by content type."""
    named = [
        link.target
        for link in links_of(archive, "")
        if link.kind.endswith("/officeDocument") and not link.is_external
    ]
    types = content_types(archive)
    stated = [name for name, value in types.items() if is_main(value)]
    for name in [*named, *stated, "word/document.xml"]:
        if _stored_name(archive, name) is None:
            continue
        if is_main(types.get(name, "")) or name == "word/document.xml":
            return name
        root = tree_of(archive, name)
        if root is not None and etree.QName(root).localname == "document":
            return name
    return None


def links_of(archive: zipfile.ZipFile, part: str) -> list[Link]:
    """Give the relationships of a part; of the whole file for an empty name."""
    folder, name = posixpath.split(part)
    root = tree_of(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    links = []
    for row in [] if root is None else root:
        target = row.get("Target") or ""
        outside = row.get("TargetMode") == "External"
        inside = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        links.append(
            Link(row.get("Id") or "", row.get("Type") or "", target if outside else inside, outside)
        )
    return links


def plain_name(stored: str) -> str:
    """The name of a part as the standard writes it, whatever slashes the maker used."""
    return stored.replace("\\", "/").lstrip("/")


def is_xml(name: str) -> bool:
    """Whether a part is markup, by its name."""
    return name.lower().endswith((".xml", ".rels", ".vml"))


def is_main(content_type: str) -> bool:
    """Whether a content type is that of the text of a Word file or template."""
    return "wordprocessingml" in content_type and content_type.endswith(
        ("document.main+xml", "template.main+xml")
    )


def _check_macros(names: set[str], content_types: str) -> None:
    low = [name.lower() for name in names]
    if (
        any(name.endswith((*_MACRO_NAMES, *_MACRO_FILES)) for name in low)
        or "macroEnabled" in content_types
        or "vbaProject" in content_types
    ):
        raise FileRefusedError(Refusal.MACROS)


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if "META-INF/manifest.xml" in names:
        manifest = archive.getinfo("META-INF/manifest.xml")
        if any(b"encryption-data" in piece for piece in pieces(archive, manifest)):
            raise FileRefusedError(Refusal.ENCRYPTED)
    stated = next(pieces(archive, archive.getinfo("mimetype")), b"")
    if b"opendocument.text" in stated:
        if any(name.startswith("Scripts/") or _BASIC.fullmatch(name) for name in names):
            raise FileRefusedError(Refusal.MACROS)
        return Kind.ODT
    if b"opendocument.spreadsheet" in stated:
        return Kind.SPREADSHEET
    return Kind.PRESENTATION if b"opendocument.presentation" in stated else Kind.ARCHIVE


def _stored_name(archive: zipfile.ZipFile, name: str) -> str | None:
    """Find a part; names are the same in any case."""
    if name in archive.NameToInfo:
        return name
    low = name.lower()
    for stored in archive.namelist():
        if plain_name(stored).lower() == low:
            return stored
    return None


def _mended(data: bytes) -> etree._Element | None:
    """Word reads some XML that is not quite right; so do we, as far as it can be followed."""
    root = etree.fromstring(data, etree.XMLParser(**_PARSER_RULES, recover=True))
    if root is None:
        raise FileRefusedError(Refusal.BROKEN)
    return root
