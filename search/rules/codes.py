"""The code that a clerk leaves out: «quyết định số 123/UBND» means 123/QĐ-UBND."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.vietnamese import bare
from search.rules.numbers import AGENCY_SYMBOLS, TYPE_SYMBOLS, WHOLE, Number, key_asked

#: Kinds whose numbers bear a code; those of the State and of copies beside the decree's.
_CODES = {t.key.lower(): t.code for t in TYPES if t.code}
_CODES |= {"nđ": "NĐ", "tt": "TT", "sy": "SY", "sl": "SL"}
_KEYS = {t.key.lower(): t.key for t in TYPES}
_BARE_CODES = frozenset(bare(code) for code in TYPE_SYMBOLS)
_MARKED = {bare(symbol): symbol for symbol in sorted(AGENCY_SYMBOLS)}


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it was typed, without the code of the kind that stands in words before it."""

    number: Number
    kind: str
    #: Kind and number as they were typed.
    said: str

    @property
    def kind_key(self) -> str:
        """The kind as documents have it."""
        return _KEYS.get(self.kind, self.kind.upper())

    def key(self, *, exact: bool, dated: int | None = None) -> str:
        """The key of a paper whose number really is this one, whole (36/CP was one)."""
        return key_asked(self.number, exact=exact, dated=dated) + ("" if dated else WHOLE)


class PutIn(NamedTuple):
    """A number with its code put in, and how a register would write it."""

    number: Number
    shown: str


def with_code(number: Number, kind: str) -> PutIn | None:
    """The number as one of that kind; None: it says its kind itself, or its kind has no code."""
    code = _CODES.get(kind)
    if code is None or len(number.symbols) != 1 or bare(number.symbols[0]) in _BARE_CODES:
        return None
    (symbol,) = number.symbols
    year = f"/{number.year}" if number.year else ""
    shown = f"{number.number:02d}{number.suffix}{year}/{code}-{_as_written(symbol)}"
    return PutIn(replace(number, symbols=(code.lower(), symbol)), shown)


def _as_written(symbol: str) -> str:
    known = _MARKED.get(bare(symbol), symbol)
    return "TTg" if known == "ttg" else known.upper()
