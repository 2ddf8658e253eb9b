"""Which series a document takes its number from, and which number comes next (NĐ 30/2020, Đ15)."""

from collections.abc import Mapping

from docs_mgmt.rules.words import SchemeKind

#: The one series of the single scheme, and that of all types without one of their own.
ADMIN = "ADMIN"
#: The series of công văn in the mixed scheme.
LETTERS = "CV"


def series_key(kind: SchemeKind, type_key: str, own: Mapping[str, str]) -> str:
    """Name the series of a document type; `own` are the rows of a mixed scheme: type → series."""
    if kind is SchemeKind.SINGLE:
        return ADMIN
    if kind is SchemeKind.PER_TYPE:
        return type_key
    return own.get(type_key, ADMIN)


def impressions_across(sheets: int) -> int:
    """How often the seal is pressed across sheets: at most five sheets at a time (Đ33)."""
    return -(-sheets // 5) if sheets > 1 else 0
