"""Claims: the document numbers in what a reader typed, and the words that are left."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.vietnamese import (
    Syllable,
    bare,
    canon,
    fold,
    has_tone_marks,
    is_syllable,
    syllables,
)
from search.rules.numbers import (
    BARE_SYMBOLS,
    FULL,
    SYMBOLS,
    Number,
    is_notation,
    key_asked,
    number_of,
    tight,
)

#: Kinds by their folded names; the laws of the State beside the 29 types of the decree.
KINDS: dict[tuple[str, ...], str] = {
    **{tuple(bare(canon(t.name).lower()).split()): t.key.lower() for t in TYPES},
    ("nghi", "dinh"): "nđ",
    ("thong", "tu"): "tt",
    ("sao", "y"): "sy",
    ("sao", "luc"): "sl",
}
_CODES = {t.code.lower() for t in TYPES if t.code} | {"nđ", "tt", "cv"}
_BARE_CODES = {bare(code): code for code in sorted(_CODES)}
_OTHER_KINDS = {("van", "ban"), ("luat",), ("phap", "lenh"), ("so",), ("vb",)}
#: A number before one of these counts or dates something; it names no document.
_COUNTED = frozenset(
    """
    nam thang ngay gio phut tuan quy nguoi ho hoc xa phuong thon to khu ap ban dong trieu ty nghin
    m m2 km ha kg lit cai bo con chiec suat can co so don ti lan phan diem tram van truong lop tre
    doan hoi nghi thi thanh huyen tinh quan chuyen dieu khoan muc trang tiet buoi cuoc vi chi to
    doi cap bac loai hang nhom phong nha dan cong giai cuon quyen em
    """.split()  # noqa: SIM905 -- a page of words reads better than a page of quotes
)
_DATED = frozenset({"thang", "ngay", "quy", "tuan", "nam", "khoa", "ky"})
_DIGITS = re.compile(r"(\d{1,6})([a-zđ]?)", re.IGNORECASE)
_OF_A_YEAR = re.compile(
    r"(?<![\w/.,\-])(?P<number>\d{1,6})(?P<suffix>[a-zđ]?)/(?P<year>(?:19|20)\d\d)(?![\w/\-])",
    re.IGNORECASE,
)


_SPELT = re.compile(
    rf"(?<![^\W_])(?P<kind>{'|'.join(' '.join(kind) for kind in KINDS)}) so ?:? ?"
    r"(?P<number>\d{1,6})(?P<suffix>[a-z]?)(?![\w/\-]|[.,]\d)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One document number that the reader asks for: as typed, and the key it stands for."""

    typed: str
    number: Number
    kind: str = ""
    exact: bool = True

    @property
    def is_named_by_kind(self) -> bool:
        """Whether it says "quyết định số 8" where another kind may well have a number 8."""
        return bool(self.kind) and not self.number.symbols

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that a document may carry, the surest first; typed without marks, D may be Đ."""
        sure = key_asked(self.number, kind=self.kind, exact=True)
        if self.exact:
            return (sure,)
        return (sure, key_asked(self.number, kind=self.kind, exact=False))


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim with the place that it takes in the question."""

    start: int
    end: int
    number: Number
    kind: str = ""


def claims_in(title: str) -> Iterator[tuple[Number, str]]:
    """The numbers that a title would claim if it were asked, so that it answers to itself."""
    for claim in take_claims(canon(title))[0]:
        yield claim.number, claim.kind


def numbers_spelt(text: str) -> Iterator[tuple[Number, str]]:
    """The numbers that a text names by kind alone: «Quyết định số 12»."""
    for found in _SPELT.finditer(fold(text)):
        kind = KINDS[tuple(found["kind"].split())]
        yield Number(int(found["number"]), found["suffix"]), kind


def take_claims(text: str) -> tuple[tuple[Claim, ...], str]:
    """Find the numbers in canonical text; give them, and the text without them."""
    text = tight(text)
    found = list(_written_whole(text))
    found += _apart(_of_a_year(text), found)
    found += _apart(_spelt_apart(text), found)
    found.sort(key=lambda one: one.start)
    exact = has_tone_marks(text)
    claims, left, at = [], [], 0
    for one in found:
        start = one.start - _introduction(text[: one.start])
        left.append(text[at : max(at, start)])
        at = one.end
        claims.append(Claim(text[one.start : one.end].strip(), one.number, one.kind, exact))
    left.append(text[at:])
    return tuple(claims), " ".join(part.strip() for part in left if part.strip())


def number_named(value: str) -> tuple[tuple[Claim, ...], str]:
    """The number at the start of a value that is said to be one, and what is left of it."""
    claims, left = take_claims(f"số {value}")
    if claims and not left.startswith("số"):
        return claims, left
    first, _, rest = value.partition(" ")
    claims, left = take_claims(first)
    return (claims, rest) if claims and not left else ((), value)


def _apart(new: Iterator[_Found], taken: list[_Found]) -> list[_Found]:
    return [one for one in new if not any(one.start < t.end and t.start < one.end for t in taken)]


def _written_whole(text: str) -> Iterator[_Found]:
    """166/KH-UBND, 45/2014/NQ-HĐND, 12-NQ/TW, in capitals or not."""
    for found in FULL.finditer(text):
        if is_notation(found["symbols"]):
            yield _Found(*found.span(), number_of(found))


def _of_a_year(text: str) -> Iterator[_Found]:
    """166/2025, but not tháng 12/2025 and not 03/12/2025."""
    for found in _OF_A_YEAR.finditer(text):
        words = [s.folded for s in syllables(text[: found.start()])]
        kind, length = kind_before(words)
        if words and words[-1] in _DATED:
            continue
        start = _start_of(text, words, length) if kind else found.start()
        number = Number(int(found["number"]), found["suffix"].lower(), int(found["year"]))
        yield _Found(start, found.end(), number, kind)


def _start_of(text: str, words: list[str], length: int) -> int:
    return list(syllables(text))[len(words) - length].start


def kind_before(words: list[str]) -> tuple[str, int]:
    """The kind named by the last words, and how many words name it ("quyết định số" is three)."""
    so = 1 if words and words[-1] == "so" else 0
    rest = words[: len(words) - so]
    for length in (3, 2, 1):
        if len(rest) >= length and (kind := KINDS.get(tuple(rest[-length:]))):
            return kind, length + so
    if rest and rest[-1] in _BARE_CODES and not is_syllable(rest[-1]):
        return _BARE_CODES[rest[-1]], 1 + so
    return "", 0


def _introduction(before: str) -> int:
    """How much of the text before a claim only introduces it ("quyết định số", "văn bản số")."""
    words = list(syllables(before))
    folded = [word.folded for word in words]
    _, length = kind_before(folded)
    if not length and folded and folded[-1] == "so":
        length = 1
    rest = folded[: len(folded) - length]
    for size in (2, 1):
        if len(rest) >= size and tuple(rest[-size:]) in _OTHER_KINDS:
            length += size
            break
    return len(before) - words[-length].start if length else 0


def _spelt_apart(text: str) -> Iterator[_Found]:
    """quyết định số 123, QĐ 123, 123 QĐ UBND, số 123 at the start, 3954 alone."""
    words = list(syllables(text))
    for at, word in enumerate(words):
        digits = _DIGITS.fullmatch(word.text)
        if digits is None or _stands_in_a_figure(text, word):
            continue
        found = _claim_at(text, words, at, digits)
        if found:
            yield found


def _stands_in_a_figure(text: str, word: Syllable) -> bool:
    """Whether digits belong to an amount, a date or a range (1.450.000, 03/12, 2020-2025)."""
    before, after = text[: word.start], text[word.end :]
    return bool(re.search(r"\d[.,/\-:]$", before) or re.match(r"[.,/\-:]\d|%", after))


def _claim_at(text: str, words: list[Syllable], at: int, digits: re.Match[str]) -> _Found | None:
    before = [word.folded for word in words[:at]]
    after = words[at + 1 :]
    kind, length = kind_before(before)
    said = bool(before) and before[-1] == "so"
    start = words[at - length].start if kind else words[at].start
    number = Number(int(digits[1]), digits[2].lower())
    symbols = _symbols_after(text, after) if kind or said or not before else ()
    if symbols:
        end = after[len(symbols) - 1].end
        return _Found(start, end, Number(number.number, number.suffix, None, symbols), kind)
    if after and after[0].folded in _COUNTED:
        return None
    is_year = len(digits[1]) == 4 and digits[1][:2] in {"19", "20"}
    if len(words) == 1 and not is_year:
        return _Found(start, words[at].end, number)
    behind = _symbols_before(text, words[:at])
    if len(behind) > 1:
        named = Number(number.number, number.suffix, None, behind)
        return _Found(words[at - len(behind)].start, words[at].end, named)
    if (kind and (said or not is_year)) or (said and _opens(before)):
        return _Found(start, words[at].end, number, kind)
    return None


def _opens(before: list[str]) -> bool:
    """Whether nothing but "số" or "văn bản số" stands before."""
    return before in (["so"], ["van", "ban", "so"], ["vb", "so"], ["tim", "so"])


def _is_symbol(text: str, word: Syllable) -> bool:
    typed = text[word.start : word.end]
    known = word.folded in BARE_SYMBOLS and not is_syllable(word.folded)
    in_capitals = typed.isupper() and len(typed) > 1 and typed.isalpha()
    return known or in_capitals or word.text in SYMBOLS


def _symbols_after(text: str, words: list[Syllable]) -> tuple[str, ...]:
    """Symbols of a notation typed with blanks: at least two, or one that is no syllable."""
    run: list[str] = []
    for word in words[:4]:
        if not _is_symbol(text, word):
            break
        run.append(word.text)
    return _notation(run)


def _symbols_before(text: str, words: list[Syllable]) -> tuple[str, ...]:
    run: list[str] = []
    for word in reversed(words[-4:]):
        if not _is_symbol(text, word):
            break
        run.insert(0, word.text)
    return _notation(run)


def _notation(run: list[str]) -> tuple[str, ...]:
    if any(not is_syllable(bare(symbol)) for symbol in run):
        return tuple(run)
    return ()
