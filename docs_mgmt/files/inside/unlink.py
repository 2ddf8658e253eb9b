"""A copy of a Word file that fetches nothing from outside, made for LibreOffice alone."""

import zipfile
import zlib

from lxml import etree

from docs_mgmt.files.inside import package
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

#: Links that a reader must click; all the others are fetched by the program that opens the file.
_CLICKED = "/hyperlink"
_LARGE = 2**30


def without_links(path: str, copy: str) -> int:
    """Write the copy; say how many links were left out."""
    left_out, written = 0, set[str]()
    try:
        with (
            zipfile.ZipFile(path) as archive,
            zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as lean,
        ):
            for entry in archive.infolist():
                name = package.plain_name(entry.filename)
                if entry.is_dir() or name in written:
                    continue
                written.add(name)
                if name.lower().endswith(".rels"):
                    rows, data = _without(archive, entry.filename)
                    left_out += rows
                    lean.writestr(name, data)
                    continue
                with lean.open(name, "w", force_zip64=entry.file_size > _LARGE) as part:
                    for piece in package.pieces(archive, entry):
                        part.write(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError) as error:
        raise FileRefusedError(Refusal.BROKEN) from error
    return left_out


def _without(archive: zipfile.ZipFile, name: str) -> tuple[int, bytes]:
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
