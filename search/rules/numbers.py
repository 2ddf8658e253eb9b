"""Numbers of documents as the register writes them, and the keys by which they are found.

A number is never compared loosely: what a person types becomes one key, what a document carries
becomes all the keys that may mean it, and either they meet or they do not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docs_mgmt.rules.vietnamese import bare, canon, is_syllable, small

#: Symbols that stand in notations without being a type: agencies, titles, offices.
AGENCY_SYMBOLS = frozenset(
    """
    ubnd hđnd ubmttq mttq ttg cp tw qh ubtvqh ctn nđ tt ttlt nđcp bnv btc btp bgdđt byt bxd btnmt
    bnnptnt bct bkhđt btttt bkhcn bvhttdl bldtbxh bca bqp bgtvt bnnmt bdttg vpcp nhnn ttcp kbnn
    bhxh tandtc vksndtc snv stc stp sgdđt syt sxd stnmt snnptnt sct skhđt stttt skhcn svhttdl
    slđtbxh sgtvt bcđ bcđtw hđtđ hđnv vp vx kt nc tc th ktth ktnn ktht kthtđt vhxh tchc tccb hcqt cv
    sy trs sl tu đu hu btgtu
    """.split()  # noqa: SIM905 -- a page of words reads better than a page of quotes
)
TYPE_SYMBOLS = frozenset(
    """
    nq qđ ct qc qyđ tc tb hd ctr kh pa đa da bc bb ttr hđ cđ bgn btt guq gm ggt gnp pg pc pb
    nđ tt ttlt l pl sl cv cl
    """.split()  # noqa: SIM905 -- as above
)
SYMBOLS = AGENCY_SYMBOLS | TYPE_SYMBOLS
BARE_SYMBOLS = frozenset(bare(symbol) for symbol in SYMBOLS)

_SYMBOL = r"[^\W\d_][\w&.]*"
_NUMBER = (
    r"(?<![\w/.,\-])(?P<number>\d{1,6})(?P<suffix>[a-zđ]?)"
    r"(?:[/\-](?P<year>(?:19|20)\d\d))?(?P<slash>[/\-])"
    rf"(?P<symbols>{_SYMBOL}(?:[/\-]{_SYMBOL})*)"
)
FULL = re.compile(_NUMBER, re.IGNORECASE)
#: Where a number may begin in a long text; only such places are looked at closely.
_BEGINS = re.compile(r"(?<![\w/.,\-])\d{1,6}[a-zđ]? ?[/\-] ?[^\W_]", re.IGNORECASE)
_LONGEST = 80
_LOOSE_SLASH = re.compile(r"(?<=\w) ?/ ?(?=\w)")
_LOOSE_DASH = re.compile(r"(?<=\w) ?- ?(?=\w)")


#: Ends the key of a notation of one symbol, where 7/UBND is not the beginning of 7/UBND-VX.
WHOLE = "."


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the law writes it: 45/2014/NQ-HĐND is (45, "", 2014, ("nq", "hđnd"))."""

    number: int
    suffix: str = ""
    year: int | None = None
    symbols: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """Number and suffix without leading zeros."""
        return f"{self.number}{self.suffix}"


def symbols_in(text: str) -> tuple[str, ...]:
    """Cut a notation into its symbols: QĐ-UBND is ("qđ", "ubnd")."""
    parts = re.split(r"[/\-\s]+", small(text).replace(".", ""))
    return tuple(part for part in parts if part)


def number_of(found: re.Match[str]) -> Number:
    """Take a match of `FULL` apart."""
    year = found["year"]
    return Number(
        int(found["number"]),
        found["suffix"].lower(),
        int(year) if year else None,
        symbols_in(found["symbols"]),
    )


def tight(text: str) -> str:
    """Take the blanks out round the slashes and dashes of canonical text."""
    return _LOOSE_DASH.sub("-", _LOOSE_SLASH.sub("/", text))


def parse_number(text: str) -> Number | None:
    """Read a whole registered number, whatever the blanks, dashes and zeros."""
    found = FULL.fullmatch(tight(canon(text)).strip())
    return number_of(found) if found else None


_BARE = re.compile(r"(\d{1,6})([a-zđ]?)(?:/((?:19|20)\d\d))?", re.IGNORECASE)


def parse_own_number(text: str) -> Number | None:
    """Read the number of a document, which may have no notation at all: 7, 15a, 7/2023."""
    number = parse_number(text)
    found = None if number else _BARE.fullmatch(tight(canon(text)).strip())
    if found is None:
        return number
    return Number(int(found[1]), found[2].lower(), int(found[3]) if found[3] else None)


def numbers_cited(text: str) -> Iterator[Number]:
    """Every registered number that a text names; in running text symbols stand in capitals."""
    text = canon(text)
    for start in _BEGINS.finditer(text):
        found = FULL.match(tight(text[start.start() : start.start() + _LONGEST]))
        if found and found["symbols"][0].isupper() and is_notation(found["symbols"]):
            yield number_of(found)


def is_notation(typed: str) -> bool:
    """Whether typed symbols are a notation.

    A symbol that is a syllable too counts only in capitals or beside another symbol.
    """
    symbols = symbols_in(typed)
    known = [symbol for symbol in symbols if symbol in SYMBOLS or bare(symbol) in BARE_SYMBOLS]
    if len(symbols) > 1:
        return bool(known) or is_capital(typed)
    return is_capital(typed) or any(not is_syllable(bare(symbol)) for symbol in known)


def is_capital(typed: str) -> bool:
    """Whether symbols were typed as such: the first letter and one more capital (QyĐ, TTr)."""
    capitals = [letter for letter in typed if letter.isupper()]
    return typed[:1].isupper() and len(capitals) > 1


def _spellings(parts: Iterable[str]) -> Iterator[str]:
    key = "/".join(parts)
    yield key
    yield "~" + bare(key)


def keys_of(number: Number, *, issued: int | None = None, kind: str = "") -> frozenset[str]:
    """All keys that may mean a number: bare, with year, with kind, with the first symbol, whole.

    Whole means whole: 45/2014/NQ-HĐND has no key that 45/NQ-HĐND asks for.
    """
    years = [str(year) for year in dict.fromkeys((number.year, issued)) if year]
    parts = [(number.base,), *((number.base, year) for year in years)]
    if len(number.symbols) > 1:
        first = number.symbols[0]
        parts += [(number.base, first), *((number.base, year, first) for year in years)]
    parts += _whole(number, issued)
    if kind:
        parts += [(number.base, f"={kind}"), *((number.base, y, f"={kind}") for y in years)]
    return frozenset(spelling for part in parts for spelling in _spellings(part))


def _whole(number: Number, issued: int | None) -> Iterator[tuple[str, ...]]:
    """The number with all its symbols: as it stands, and by the year that is no part of it."""
    whole = "-".join(number.symbols)
    if not whole:
        return
    base = (number.base, str(number.year)) if number.year else (number.base,)
    yield (*base, whole)
    if len(number.symbols) == 1:
        yield (*base, whole + WHOLE)
    if not number.year:
        yield (_of_year(number.base, issued), whole)


def _of_year(base: str, issued: int | None) -> str:
    """A number of a year that is no part of it: 12 of 2025; "?" where nobody knows the year."""
    return f"{base}@{issued or '?'}"


def key_asked(number: Number, *, kind: str = "", exact: bool, dated: int | None = None) -> str:
    """The one key that a typed number asks for; not exact: typed without any mark.

    Dated: it bears no year, but its date was typed with it.
    """
    symbols = "-".join(number.symbols) or (f"={kind}" if kind else "")
    base = _of_year(number.base, dated) if dated else number.base
    parts = [base, str(number.year or ""), symbols]
    key = "/".join(part for part in parts if part)
    return key if exact else "~" + bare(key)
