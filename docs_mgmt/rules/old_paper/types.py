"""Types of documents by their names and codes, as old papers and old file names write them."""

import re
from dataclasses import dataclass

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.old_paper.lines import Line
from docs_mgmt.rules.vietnamese import fold

LETTER = "CV"
#: Types of other houses, which an office's archive holds too.
_OTHERS = {
    "Thông tư liên tịch": "TTLT",
    "Thông tư": "TT",
    "Nghị định": "NĐ",
    "Pháp lệnh": "PL",
    "Luật": "L",
    "Đơn": "ĐƠN",
}
NAMES: dict[str, str] = {
    **{fold(row.name): row.key for row in TYPES if row.key not in {"CV", "ThC"}},
    **{fold(name): key for name, key in _OTHERS.items()},
}
_LONGEST_FIRST = sorted(NAMES, key=len, reverse=True)
_SQUASHED = {name.replace(" ", ""): key for name, key in NAMES.items()}
#: Codes as they stand in a notation, in capitals.
CODES: dict[str, str] = {
    **{row.code.upper(): row.key for row in TYPES if row.code},
    "TTLT": "TTLT",
    "TT": "TT",
    "NĐ": "NĐ",
    "CV": LETTER,
}
#: Codes that lost their bar: by reading, or in a file name.
WITHOUT_BAR: dict[str, str] = {"QD": "QĐ", "CD": "CĐ", "ND": "NĐ", "QYD": "QyĐ"}
BARRED_AGENCIES: dict[str, str] = {"HDND": "HĐND", "UBNĐ": "UBND", "BGDDT": "BGDĐT"}
_OF_AN_ISSUER = re.compile(r"cua (?:uy ban|ubnd|hoi dong|hdnd|chu tich|giam doc|so |bo )")


@dataclass(frozen=True, slots=True)
class Typed:
    """A line that names the type, and what of the title stands in the same line."""

    key: str
    rest: Line | None
    #: Whether the line says nothing but the type, in capitals: no other line does.
    is_alone: bool


def type_in(line: Line) -> Typed | None:
    """The type that a line names, alone, or in capitals before its title."""
    key = _SQUASHED.get(line.folded.replace(" ", "").strip(".:"))
    if key:
        alone = line.is_capitals  # «Quyết định» is less plain than «QUYẾT ĐỊNH»
        return None if line.folded.endswith(":") else Typed(key, None, is_alone=alone)
    if not line.is_capitals:
        return None
    for name in _LONGEST_FIRST:
        if line.folded.startswith(f"{name} "):
            rest = line.part(len(name))
            is_issuer = bool(_OF_AN_ISSUER.match(rest.folded))
            return Typed(NAMES[name], None if is_issuer else rest, is_alone=is_issuer)
    return None


def type_by_notation(notation: str) -> str:
    """The type that a notation names; a letter where an agency stands first; else nothing."""
    first = re.split(r"[-/.\s]", notation.upper(), maxsplit=1)[0]
    if key := CODES.get(first):
        return key
    return LETTER if len(first) >= 2 and first.isalpha() else ""
