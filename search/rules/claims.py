"""Claims: the document numbers in what a reader typed, and the words that are left."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.vietnamese import (
    Syllable,
    bare,
    canon,
    has_tone_marks,
    is_syllable,
    syllables,
)
from search.rules.codes import Written, with_code
from search.rules.numbers import (
    BARE_SYMBOLS,
    FULL,
    SYMBOLS,
    Number,
    is_notation,
    key_asked,
    number_of,
    symbols_in,
    tight,
)
from search.rules.symbols import symbols_after, symbols_before
from search.rules.typed_dates import DATE_BEHIND, YEAR_ALONE, YEAR_JOINED

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
#: Kinds that texts call by their names; of other kinds a number behind may count something.
_NAMED = frozenset({"đa", "da", "ctr", "nđ", "tt", "ct", "nq", "qđ"})
_DATED = frozenset({"thang", "ngay", "quy", "tuan", "nam", "khoa", "ky"})
_DIGITS = re.compile(r"(\d{1,6})([a-zđ]?)", re.IGNORECASE)
_CODE_AND_DIGITS = re.compile(r"(?P<code>[^\W\d_]{2,3})(?P<number>(?!(?:19|20)\d\d$)\d{1,6})")
_OF_A_YEAR = re.compile(
    r"(?<![\w/.,\-])(?P<number>\d{1,6})(?P<suffix>[a-zđ]?)/(?P<year>(?:19|20)\d\d)(?![\w/\-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One document number that the reader asks for: as typed, and the key it stands for."""

    typed: str
    number: Number
    kind: str = ""
    exact: bool = True
    #: The year of the date that was typed behind it.
    dated: int | None = None
    #: The year that stands behind it without a word: rather of that year.
    likely: int | None = None
    #: The number as it was written, where the code of its kind was left out and put in here.
    written: Written | None = None

    @property
    def is_named_by_kind(self) -> bool:
        """Whether it says "quyết định số 8" where another kind may well have a number 8."""
        return bool(self.kind) and not self.number.symbols

    @property
    def has_its_word(self) -> bool:
        """Whether what was typed says «số» itself, so that a sentence about it need not."""
        return any(word.text in {"số", "so"} for word in syllables(self.typed))

    @property
    def name(self) -> tuple[Syllable, ...]:
        """The words by which texts name it without its «số»: Đề án 06, Nghị định 100."""
        words = tuple(syllables(self.typed))
        is_sure = self.number.number > 10 or words[-1].text.startswith("0")
        is_named = is_sure and not self.number.year and self.is_named_by_kind
        return words if is_named and self.kind in _NAMED and len(words) > 1 else ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that a document may bear, the surest first; typed without marks, D may be Đ."""
        return self._keys(dated=self.dated)

    def keys_of_kind(self, kind_key: str) -> tuple[str, ...]:
        """The keys by which a document of that kind bears this number."""
        if self.written is None or self.written.kind_key != kind_key:
            return self.keys
        return (*self.keys, self.written.key(exact=self.exact, dated=self.dated))

    @property
    def cited_keys(self) -> tuple[str, ...]:
        """The keys by which another document may name it: without the year of its date."""
        written = () if self.written is None else (self.written.key(exact=self.exact),)
        return (*self._keys(dated=None), *written)

    @property
    def likely_key(self) -> str:
        """The key of the document of the year that stands behind the number; empty: none does."""
        if not self.likely:
            return ""
        return key_asked(self.number, kind=self.kind, exact=self.exact, dated=self.likely)

    def _keys(self, *, dated: int | None) -> tuple[str, ...]:
        sure = key_asked(self.number, kind=self.kind, exact=True, dated=dated)
        if self.exact:
            return (sure,)
        return (sure, key_asked(self.number, kind=self.kind, exact=False, dated=dated))


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim with the place that it takes in the question."""

    start: int
    end: int
    number: Number
    kind: str = ""


def take_claims(text: str) -> tuple[tuple[Claim, ...], str]:
    """Find the numbers in canonical text; give them, and the text without them."""
    text = _CALLED.sub("số ", tight(text))
    found = list(_written_whole(text))
    found += _apart(_of_a_year(text), found)
    found += _apart(_spelt_apart(text), found)
    found.sort(key=lambda one: one.start)
    is_marked = has_tone_marks(text)
    claims, left, at = [], [], 0
    for one in found:
        start = one.start - _introduction(text[: one.start])
        left.append(text[at : max(at, start)])
        at = one.end
        typed = text[one.start : one.end].strip()
        exact = is_marked and _is_written_out(one.number) and _is_code_written_out(typed)
        claim = Claim(typed, one.number, one.kind, exact)
        before = text[start : one.start]
        claim = of_kind(claim, kind_before(list(syllables(before)))[0], before)
        claims.append(_dated(claim, text[one.end :]))
    left.append(text[at:])
    return tuple(claims), " ".join(part.strip() for part in left if part.strip())


#: «số ký hiệu 123» and «số hiệu 123» are said as «số 123» is.
_CALLED = re.compile(
    r"(?<!\w)(?:(?:số|so)(?: k[ýyíi])?|k[ýyíi]) (?:hiệu|hieu) (?=\d)",
    re.IGNORECASE,
)


def of_kind(claim: Claim, kind: str, before: str = "") -> Claim:
    """The claim with the code of its kind, where only words beside the number say the kind."""
    kind = claim.kind or kind
    put_in = with_code(claim.number, kind)
    if put_in is None:
        return claim
    written = Written(claim.number, kind, claim.typed if claim.kind else f"{before}{claim.typed}")
    return replace(claim, typed=put_in.shown, number=put_in.number, written=written)


def _is_written_out(number: Number) -> bool:
    """Whether no symbol stands for one with its mark: QD is QĐ typed without, DA is dự án."""
    return not any(
        symbol not in SYMBOLS and "d" in symbol and symbol in BARE_SYMBOLS
        for symbol in number.symbols
    )


def _is_code_written_out(typed: str) -> bool:
    """Whether a code before a number is no other one without its mark: QD 12 is QĐ 12."""
    first = next(syllables(typed), None)
    return not first or first.text in _CODES or first.folded not in _BARE_CODES


def _dated(claim: Claim, behind: str) -> Claim:
    """The claim of that year, where a date or a year stands behind the number."""
    found = DATE_BEHIND.match(behind) or (claim.number.symbols and YEAR_JOINED.match(behind))
    if claim.number.year:
        return claim
    if not found:
        alone = YEAR_ALONE.match(behind)
        return replace(claim, likely=int(alone["year"])) if alone else claim
    year, typed = int(found["year"]), f"{claim.typed}{found[0]}"
    if claim.number.symbols:
        return replace(claim, typed=typed, dated=year)
    return replace(claim, typed=typed, number=replace(claim.number, year=year))


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
        more = _more_symbols(text, found.end())
        typed = text[found.start("symbols") : more]
        if is_notation(typed) or _is_strange(text, found):
            number = replace(number_of(found), symbols=_unglued(symbols_in(typed)))
            yield _Found(found.start(), more, number)
    for found in _GLUED.finditer(text):  # 166KH-UBND
        first = bare(found["symbols"].lower()).split("-", maxsplit=1)[0]
        symbols = _unglued(symbols_in(found["symbols"]))
        if bare(symbols[0]) in BARE_SYMBOLS and not is_syllable(first) and first not in _COUNTED:
            number = Number(int(found["number"]), "", None, symbols)
            yield _Found(*found.span(), number)


_GLUED = re.compile(
    r"(?<![\w/.,\-])(?P<number>\d{1,6})(?P<symbols>[^\W\d_]{2,}(?:[/\-][^\W\d_]+)*)(?![\w/\-])"
)


def _unglued(symbols: tuple[str, ...]) -> tuple[str, ...]:
    """Symbols that were typed as one, apart: QĐUBND is QĐ-UBND."""
    apart: list[str] = []
    for symbol in symbols:
        at = next((at for at in (2, 3) if _are_two(symbol, at)), len(symbol))
        apart += [part for part in (symbol[:at], symbol[at:]) if part]
    return tuple(apart)


def _are_two(symbol: str, at: int) -> bool:
    one, two = bare(symbol[:at]), bare(symbol[at:])
    is_known = bare(symbol) in BARE_SYMBOLS
    return not is_known and one in _BARE_CODES and len(two) > 2 and two in BARE_SYMBOLS


def _more_symbols(text: str, end: int) -> int:
    """Where a notation ends whose symbols were typed with blanks: 7/QĐ UBND."""
    while found := _ONE_MORE.match(text, end):
        folded = bare(found["symbol"].lower())
        if folded not in BARE_SYMBOLS or is_syllable(folded):
            break
        end = found.end()
    return end


_ONE_MORE = re.compile(r" (?P<symbol>[^\W\d_]{2,})(?![\w/\-])")


def _is_strange(text: str, found: re.Match[str]) -> bool:
    """Whether a number is followed by letters that are no word: 12/btctw; not 3/kg."""
    letters = bare(found["symbols"].lower())
    if is_syllable(letters) or letters in _COUNTED or not letters.isalpha() or len(letters) < 3:
        return False
    return found["slash"] == "/" or bool(_introduction(text[: found.start()]))


def _of_a_year(text: str) -> Iterator[_Found]:
    """166/2025, but not tháng 12/2025 and not 03/12/2025."""
    for found in _OF_A_YEAR.finditer(text):
        words = list(syllables(text[: found.start()]))
        kind, length = kind_before(words)
        if words and (words[-1].folded in _DATED or _is_scale(found, words, kind)):
            continue
        start = words[-length].start if kind else found.start()
        after = list(syllables(text[found.end() :]))
        symbols = symbols_after(text[found.end() :], after)
        end = found.end() + (after[len(symbols) - 1].end if symbols else 0)
        behind = () if kind or symbols else symbols_before(text, words)
        if len(behind) > 1 and bare(behind[0]) in _BARE_CODES:
            # «NĐ-CP 30/2020»: whether the year is part of the number is not said
            start, symbols = words[-len(behind)].start, behind[:1]
        year = int(found["year"])
        number = Number(int(found["number"]), found["suffix"].lower(), year, symbols)
        yield _Found(start, end, number, kind)


def _is_scale(found: re.Match[str], words: Sequence[Syllable], kind: str) -> bool:
    """Whether it is the scale of a plan: «quy hoạch phân khu 1/2000»."""
    is_said = bool(kind) or words[-1].folded == "so"
    return words[-1].folded == "le" or (found[0] == "1/2000" and not is_said)


def kind_before(words: Sequence[Syllable]) -> tuple[str, int]:
    """The kind named by the last words, and how many words name it ("quyết định số" is three)."""
    so = 1 if words and words[-1].folded == "so" else 0
    rest = words[: len(words) - so]
    for length in (3, 2, 1):
        name = tuple(word.folded for word in rest[-length:])
        if len(name) == length and (kind := KINDS.get(name)):
            return kind, length + so
    code = _code_of(rest[-1]) if rest else ""
    # A code that is a word too needs its "số", and «đa số» is never one.
    is_code = code and (not is_syllable(rest[-1].folded) or (so and rest[-1].folded != "da"))
    return (code, 1 + so) if is_code else ("", 0)


def _code_of(word: Syllable) -> str:
    """The code of a kind as it is typed, or the one that it may stand for without its mark."""
    return word.text if word.text in _CODES else _BARE_CODES.get(word.folded, "")


def _introduction(before: str) -> int:
    """How much of the text before a claim only introduces it ("quyết định số", "văn bản số")."""
    words = list(syllables(before))
    folded = [word.folded for word in words]
    _, length = kind_before(words)
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
        glued = _CODE_AND_DIGITS.fullmatch(word.text)
        is_sure = len(words) == 1 or (glued and len(glued["number"]) > 1)  # «QĐ3» alone, «QĐ123»
        if glued and is_sure and (glued["code"] in _CODES or glued["code"] in _BARE_CODES):
            code = _BARE_CODES[bare(glued["code"])]
            yield _Found(word.start, word.end, Number(int(glued["number"])), code)  # QĐ123
            continue
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
    kind, length = kind_before(words[:at])
    said = bool(before) and before[-1] == "so"
    start = words[at - length].start if kind else words[at].start
    number = Number(int(digits[1]), digits[2].lower())
    symbols = symbols_after(text, after) if kind or said or not before else ()
    if symbols:
        end = after[len(symbols) - 1].end
        return _Found(start, end, replace(number, symbols=symbols), kind)
    is_sure = said or (bool(kind) and (number.number > 10 or digits[1].startswith("0")))
    if after and after[0].folded in _COUNTED and not _is_dated(text, after, is_sure=is_sure):
        return None
    is_year = len(digits[1]) == 4 and digits[1][:2] in {"19", "20"}
    if len(words) == 1 and not is_year:
        return _Found(start, words[at].end, number)
    behind = symbols_before(text, words[:at])
    if len(behind) > 1:
        named = replace(number, symbols=behind)
        return _Found(words[at - len(behind) - said].start, words[at].end, named)
    if (kind and (said or not is_year)) or _opens(before, number, is_year=is_year):
        return _Found(start, words[at].end, number, kind)
    return None


def _is_dated(text: str, after: Sequence[Syllable], *, is_sure: bool) -> bool:
    """Whether a date follows a number: «số 12 năm 2025»; «kế hoạch 5 năm 2021» counts years."""
    if len(after) < 2 or not after[1].text.isdigit():
        return False
    is_range = text[after[1].end : after[1].end + 1] == "-"
    is_year = after[0].folded == "nam" and not is_range
    return (is_year and is_sure) or after[0].folded == "ngay"


def _opens(before: list[str], number: Number, *, is_year: bool) -> bool:
    """Whether nothing but "số" or "văn bản số" stands before; few are counted: "văn bản 3"."""
    if before in (["van", "ban"], ["vb"]):
        return number.number > 10 and not is_year
    return before in (["so"], ["van", "ban", "so"], ["vb", "so"], ["tim", "so"])
