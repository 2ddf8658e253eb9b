"""How a document's number and notation are written (NĐ 30/2020, Phụ lục I, II.3)."""

import re

_NUMBER = re.compile(
    r"^\s*(?:Số\s*:\s*)?(?P<number>\d{1,6})(?P<suffix>[a-zđ]?)\s*/\s*(?P<notation>\S.*?)\s*$"
)


def notation_of(type_code: str, *, issuer: str, maker: str) -> str:
    """Give the notation: «QĐ-UBND» for a typed document, «UBND-KT» for a công văn."""
    return f"{type_code}-{issuer}" if type_code else f"{issuer}-{maker}"


def full_number(number: int, *, notation: str, suffix: str = "") -> str:
    """Write number and notation as on paper, under ten with a zero, no blanks: «07/QĐ-UBND»."""
    return f"{number:02d}{suffix}/{notation}"


def number_key(text: str) -> tuple[int, str, str] | None:
    """Read a written number back as (number, suffix, notation), blanks and leading zeros gone."""
    found = _NUMBER.match(text)
    if found is None:
        return None
    notation = re.sub(r"\s*([-–/])\s*", r"\1", found["notation"])
    return int(found["number"]), found["suffix"], notation
