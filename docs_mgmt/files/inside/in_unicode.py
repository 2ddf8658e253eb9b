"""A copy of a Word file with its old letters in Unicode, so that its pages can be read."""

import zipfile

from lxml import etree

from docs_mgmt.files.inside import package
from docs_mgmt.files.inside.fonts import Fonts, fonts_of
from docs_mgmt.files.inside.markup import child, children, name_of
from docs_mgmt.rules.legacy import Encoding, Run, decode_runs, encoding_of_font

_PARTS = ("/header", "/footer", "/footnotes", "/endnotes")
_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_SERIF, _SANS = "Times New Roman", "Arial"
_SANS_NAMES = ("arial", "helv", "avant", "swiss")
_BLANKS = "{http://www.w3.org/XML/1998/namespace}space"


def write_in_unicode(path: str, copy: str) -> int:
    """Write the copy; say how many runs were decoded."""
    decoded = 0
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as out,
    ):
        main = package.main_part(archive) or ""
        links = [link for link in package.links_of(archive, main) if not link.is_external]
        fonts = fonts_of(archive, links)
        parts = {main} | {link.target for link in links if link.kind.endswith(_PARTS)}
        for name in archive.namelist():
            root = package.tree_of(archive, name) if package.plain_name(name) in parts else None
            if root is None:
                out.writestr(name, archive.read(name))
                continue
            decoded += _decode_part(root, fonts)
            written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            out.writestr(name, written)
    return decoded


def _decode_part(root: etree._Element, fonts: Fonts) -> int:
    decoded = 0
    for paragraph in root.iter("{*}p"):
        inherited = fonts.of_paragraph(paragraph)
        for run in paragraph.iter("{*}r"):
            font = fonts.of_run(run, inherited).telling
            if encoding_of_font(font) is not None and _decode_run(run, str(font)):
                decoded += 1
    return decoded


def _decode_run(run: etree._Element, font: str) -> bool:
    space = str(run.tag).rpartition("}")[0] + "}"
    changed = [_decode_pieces(pieces, font, space) for pieces in _neighbours(run)]
    if not any(changed):
        return False
    _set_font(run, _SANS if any(name in font.lower() for name in _SANS_NAMES) else _SERIF, space)
    return True


def _neighbours(run: etree._Element) -> list[list[etree._Element]]:
    """The texts of a run that no tab or break parts: a soft hyphen among them is a letter."""
    groups: list[list[etree._Element]] = [[]]
    for one in children(run):
        if name_of(one) in ("t", "softHyphen"):
            groups[-1].append(one)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _decode_pieces(pieces: list[etree._Element], font: str, space: str) -> bool:
    before = "".join("\xad" if name_of(one) == "softHyphen" else one.text or "" for one in pieces)
    after = decode_runs([Run(before, font)])
    if after.text == before and Encoding.UNICODE in after.encodings:
        return False
    pieces[0].tag = f"{space}t"
    pieces[0].text = after.text
    pieces[0].set(_BLANKS, "preserve")
    for other in pieces[1:]:
        parent = other.getparent()
        if parent is not None:
            parent.remove(other)
    return True


def _set_font(run: etree._Element, font: str, space: str) -> None:
    properties = child(run, "rPr")
    if properties is None:
        properties = run.makeelement(f"{space}rPr", {})
        run.insert(0, properties)
    old = child(properties, "rFonts")
    if old is not None:
        properties.remove(old)
    new = properties.makeelement(f"{space}rFonts", {f"{space}{slot}": font for slot in _SLOTS})
    style = child(properties, "rStyle")
    properties.insert(0 if style is None else 1, new)
