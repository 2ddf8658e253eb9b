"""Field words, phrases and exclusions in what a reader typed; and what is wrong with them.

«loại: quyết định người ký: "Lê Văn An" từ: 3/2025 "rác thải" -họp» is a few wishes and no words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.vietnamese import Syllable, bare, canon, clean, fold, small, syllables
from search.rules.claims import kind_before, take_claims
from search.rules.numbers import BARE_SYMBOLS
from search.rules.typed_dates import period_at_start


class FieldWord(StrEnum):
    """The particular of a document that a field word asks for."""

    KIND = "kind"
    NUMBER = "number"
    SIGNER = "signer"
    UNIT = "unit"
    FROM = "from"
    TO = "to"
    DOSSIER = "dossier"
    FIELD = "field"
    YEAR = "year"


class Wrong(StrEnum):
    """What is wrong with a part of a question."""

    NO_FIELD = "no_field"  # nguoi ka: has no such field
    NO_VALUE = "no_value"
    NO_KIND = "no_kind"
    NO_DATE = "no_date"  # từ: 32/13/2026: left out
    NO_YEAR = "no_year"
    WORDS_NO_DATE = "words_no_date"  # từ: tháng: its words are words like others
    WORDS_NO_YEAR = "words_no_year"
    NO_NUMBER = "no_number"
    NO_CODE = "no_code"  # quyết định số 123/UBND: its code was put in
    TURNED = "turned"  # from is after to: the two are taken in their order
    OPEN_QUOTE = "open_quote"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part that could not be taken as it was meant; its words are words like others."""

    wrong: Wrong
    #: The part as it was typed.
    said: str
    #: The field that it was written for, or nearly.
    field: FieldWord | None = None
    #: As what it was taken instead.
    meant: str = ""


@dataclass(frozen=True, slots=True)
class FieldWish:
    """One field with its value, as typed and as it narrows the list."""

    field: FieldWord
    said: str
    #: For kinds and years: any of these.
    values: tuple[str, ...] = ()
    #: For names: these words in a row.
    words: tuple[Syllable, ...] = ()
    first: date | None = None
    last: date | None = None
    is_excluded: bool = False
    #: A name without quotes: where it ends is not said, and other words may follow it.
    is_open: bool = False


_NAMES: dict[FieldWord, tuple[str, ...]] = {
    FieldWord.KIND: ("loại văn bản", "loại", "kind", "type"),
    FieldWord.NUMBER: ("số ký hiệu", "số hiệu", "số", "number"),
    FieldWord.SIGNER: ("người ký", "người kí", "signed by", "signer"),
    FieldWord.UNIT: ("đơn vị", "cơ quan", "cơ quan ban hành", "agency", "office", "unit"),
    FieldWord.FROM: ("từ ngày", "từ", "from"),
    FieldWord.TO: ("đến ngày", "đến", "to"),
    FieldWord.DOSSIER: ("hồ sơ", "dossier"),
    FieldWord.FIELD: ("lĩnh vực", "field"),
    FieldWord.YEAR: ("năm", "year"),
}
#: Each name as it may be typed, with its marks or without any.
_BY_NAME = {
    spelling: field for field, names in _NAMES.items() for n in names for spelling in (n, fold(n))
}
_FIELD = rf"(?P<name>{'|'.join(sorted(_BY_NAME, key=len, reverse=True))}) ?: ?"
#: Where something else than words begins, in small letters.
_BEGINS = re.compile(
    rf"(?<![^\s(])(?P<minus>-)?(?:{_FIELD}(?!//)|(?P<quote>[\"“”„«])|(?P<word>(?<=-)\w[\w/.\-]*))"
    r"|(?<![\w/.])(?P<other>[^\W\d_]{2,20}) ?: ?(?=[^\s/])"
)
_CLOSES = re.compile(r"[\"“”»](?!\w)")
#: The types that an English reader looks for most.
_ENGLISH = {
    "resolution": "NQ", "decision": "QĐ", "directive": "CT", "notice": "TB", "guideline": "HD",
    "programme": "CTr", "program": "CTr", "plan": "KH", "report": "BC", "minutes": "BB",
    "submission": "TTr", "proposal": "TTr", "contract": "HĐ", "official letter": "CV",
    "official dispatch": "CV", "invitation": "GM",
}  # fmt: skip
_KINDS = {
    **_ENGLISH,
    **{fold(kind.name): kind.key for kind in TYPES},
    **{fold(kind.code): kind.key for kind in TYPES if kind.code},
    "cv": "CV",
}
_KIND = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})(?!\w)")
_YEAR = re.compile(
    r"((?:19|20)\d\d)(?:\s?-\s?((?:19|20)\d\d))?(?![\w/]|[.\-]\d|,(?!(?:19|20)\d\d)\d)"
)
_COMMA = re.compile(r" ?[,;] ?| (?:hoặc|hoac|và|va|or|and) ", re.IGNORECASE)


@dataclass
class Cut:
    """A question cut into its parts; `free` is what is left for numbers and words."""

    free: list[str] = field(default_factory=list)
    phrases: list[tuple[Syllable, ...]] = field(default_factory=list)
    excluded: list[tuple[Syllable, ...]] = field(default_factory=list)
    wishes: list[FieldWish] = field(default_factory=list)
    #: Texts that are numbers because a field word says so.
    numbers: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    #: Whether the text ends with a free word, which may still be typed.
    ends_free: bool = True


def cut(typed: str) -> Cut:
    """Take the field words, phrases and exclusions out of what was typed."""
    return _Cutter(typed).cut()


class _Cutter:
    """Goes through a text once. The three forms of the text have the same places."""

    def __init__(self, typed: str) -> None:
        shown = clean(typed)
        self.raw = re.sub(r"\s", " ", shown)
        self.text = canon(shown)
        self.small = small(shown)
        self.found = Cut()

    def cut(self) -> Cut:
        at = 0
        while at < len(self.text):
            begins = self._next(at)
            if begins is None:
                break
            self._free(at, begins.start())
            at = self._take(begins)
        self._free(at, len(self.text))
        _in_their_order(self.found)
        return self.found

    def _next(self, at: int) -> re.Match[str] | None:
        """The next place where something begins: the dash typed as such, the marks agreeing."""
        for begins in _BEGINS.finditer(self.small, at):
            if begins["minus"] and self.raw[begins.start()] != "-":
                continue
            if begins["word"] and (not begins["minus"] or self._is_of_a_notation(begins)):
                continue
            if begins["name"] in {"số", "so"} and self._is_named_by_kind(begins.start()):
                continue
            return begins
        return None

    def _is_of_a_notation(self, begins: re.Match[str]) -> bool:
        """Whether a dash joins two symbols: 7/QĐ -UBND leaves nothing out."""
        before = re.search(r"[\w/.\-]+ ?$", self.text[: begins.start()])
        symbols = re.split(r"[/.\-]", before[0].strip()) if before else [""]
        return bool(_is_symbol(symbols[-1]) and _is_symbol(re.split(r"\W", begins["word"])[0]))

    def _is_named_by_kind(self, at: int) -> bool:
        """Whether a number is named as texts do: «quyết định số: 12»."""
        return bool(kind_before(list(syllables(f"{self.text[:at]} số")))[0])

    def _free(self, start: int, end: int) -> None:
        if start == end:
            return
        part = re.sub(r"[\"“”„«»]", " ", self.text[start:end])
        self.found.ends_free = end == len(self.text) and bool(part.strip())
        if part.strip():
            self.found.free.append(part)

    def _take(self, begins: re.Match[str]) -> int:
        """Take one part; gives where the text goes on."""
        is_excluded = bool(begins["minus"])
        if begins["quote"]:
            return self._phrase(begins, is_excluded=is_excluded)
        if begins["word"]:
            words = tuple(syllables(self.text[slice(*begins.span("word"))]))
            self.found.excluded += [words] if words else []
            return begins.end()
        if begins["other"]:
            return self._unknown(begins)
        return self._field(begins, is_excluded=is_excluded)

    def _phrase(self, begins: re.Match[str], *, is_excluded: bool) -> int:
        closes = _CLOSES.search(self.text, begins.end())
        if closes is None:
            said = self.text[begins.end() :].strip()
            self.found.troubles += [Trouble(Wrong.OPEN_QUOTE, said)] if said else []
            return begins.end()
        said = self.text[begins.end() : closes.start()]
        claims, left = take_claims(said)
        if claims and not left and not is_excluded:  # a number in quotes is a number
            self.found.free.append(said)
            return closes.end()
        words = tuple(syllables(said))
        if words:
            (self.found.excluded if is_excluded else self.found.phrases).append(words)
        return closes.end()

    def _unknown(self, begins: re.Match[str]) -> int:
        said = self.text[slice(*begins.span("other"))]
        before = self.text[: begins.start()].split()[-1:]
        meant = _nearly(" ".join([*before, said])) or _nearly(said)
        self.found.troubles.append(Trouble(Wrong.NO_FIELD, said, meant))
        self.found.free.append(said)
        return begins.end()

    def _field(self, begins: re.Match[str], *, is_excluded: bool) -> int:
        asked = _BY_NAME[begins["name"]]
        start, end, after = self._value(begins.end())
        value = self.text[start:end].strip()
        if not value:
            name = self.text[slice(*begins.span("name"))]
            self.found.troubles.append(Trouble(Wrong.NO_VALUE, name, asked))
            self.found.free.append(name)
            return after
        is_quoted = start > begins.end()
        left = self._wish(asked, value, is_excluded=is_excluded, is_quoted=is_quoted)
        if left.strip():
            self.found.free.append(left)
        # A rest that is words may still grow; a value does not.
        self.found.ends_free = after == len(self.text) and bool(left.strip())
        return after

    def _value(self, start: int) -> tuple[int, int, int]:
        """Where a value stands, and where the text goes on: in quotes, or to the next part."""
        if self.text[start : start + 1] in set('"“”„«'):
            closes = _CLOSES.search(self.text, start + 1)
            if closes:
                return start + 1, closes.start(), closes.end()
        begins = self._next(start)
        while begins and begins["other"]:
            begins = self._next(begins.end())
        end = begins.start() if begins else len(self.text)
        return start, end, end

    def _wish(self, asked: FieldWord, value: str, *, is_excluded: bool, is_quoted: bool) -> str:
        """Read a value; gives what of it is only words."""
        if asked is FieldWord.NUMBER and not is_excluded:
            self.found.numbers.append(value)
            return ""
        wish, left = _READERS.get(asked, _named)(asked, value)
        if isinstance(wish, Trouble):
            self.found.troubles.append(wish)
            return left
        is_open = len(wish.words) > 1 and not (is_quoted or is_excluded)
        wish = replace(wish, is_excluded=is_excluded, is_open=is_open)
        self.found.wishes.append(wish)
        return left


def _is_symbol(letters: str) -> bool:
    return bare(letters.lower()) in BARE_SYMBOLS


# Values


def _kind(asked: FieldWord, value: str) -> tuple[FieldWish | Trouble, str]:
    """One kind or several with commas; what follows is words."""
    folded, keys, at = fold(value), list[str](), 0
    while found := _KIND.match(folded, at):
        keys.append(_KINDS[found[0]])
        at = found.end()
        comma = _COMMA.match(folded, at)
        if not comma or not _KIND.match(folded, comma.end()):
            break
        at = comma.end()
    if not keys:
        return Trouble(Wrong.NO_KIND, value, asked), value
    return FieldWish(asked, value[:at], values=tuple(dict.fromkeys(keys))), value[at:]


def _date(asked: FieldWord, value: str) -> tuple[FieldWish | Trouble, str]:
    period = period_at_start(value)
    if period is None:
        return _no_time(asked, value, Wrong.NO_DATE, Wrong.WORDS_NO_DATE)
    said, left = value[: period.length], value[period.length :]
    if asked is FieldWord.FROM:
        return FieldWish(asked, said, first=period.first), left
    return FieldWish(asked, said, last=period.last), left


def _no_time(
    asked: FieldWord, value: str, figures: Wrong, words: Wrong
) -> tuple[FieldWish | Trouble, str]:
    """Figures that are no date are left out, or they would be sought in the texts."""
    first, _, rest = value.partition(" ")
    if any(letter.isdigit() for letter in first):
        return Trouble(figures, first, asked), rest
    return Trouble(words, value, asked), value


def _year(asked: FieldWord, value: str) -> tuple[FieldWish | Trouble, str]:
    """One year, several from one to another, or several with commas; what follows is words."""
    years, at = list[str](), 0
    while found := _YEAR.match(value, at):
        first, last = int(found[1]), int(found[2] or found[1])
        if first > last:
            break
        years += [str(year) for year in range(first, last + 1)]
        at = found.end()
        comma = _COMMA.match(value, at)
        if not comma or not _YEAR.match(value, comma.end()):
            break
        at = comma.end()
    if not years:
        return _no_time(asked, value, Wrong.NO_YEAR, Wrong.WORDS_NO_YEAR)
    return FieldWish(asked, value[:at], values=tuple(dict.fromkeys(years))), value[at:]


def _named(asked: FieldWord, value: str) -> tuple[FieldWish | Trouble, str]:
    """A name: all of it, to the next field word or the end of the quotes."""
    words = tuple(syllables(value))
    if not words:
        return Trouble(Wrong.NO_VALUE, value, asked), value
    return FieldWish(asked, value, words=words), ""


def _number(asked: FieldWord, value: str) -> tuple[FieldWish | Trouble, str]:
    """Only for «-số:»: a number is asked for, never left out."""
    return Trouble(Wrong.NO_NUMBER, value, asked), value


_READERS: dict[FieldWord, Callable[[FieldWord, str], tuple[FieldWish | Trouble, str]]] = {
    FieldWord.KIND: _kind,
    FieldWord.NUMBER: _number,
    FieldWord.FROM: _date,
    FieldWord.TO: _date,
    FieldWord.YEAR: _year,
}


def _in_their_order(found: Cut) -> None:
    """Where the first day is after the last, take the two in their order and say so."""
    begins = next((one for one in found.wishes if one.first and not one.is_excluded), None)
    ends = next((one for one in found.wishes if one.last and not one.is_excluded), None)
    if not (begins and ends and begins.first and ends.last and begins.first > ends.last):
        return
    first, last = period_at_start(ends.said), period_at_start(begins.said)
    if first is None or last is None:
        return
    found.troubles.append(Trouble(Wrong.TURNED, f"{begins.said} – {ends.said}", FieldWord.FROM))
    turned = {id(begins): replace(begins, first=first.first, said=ends.said)}
    turned[id(ends)] = replace(ends, last=last.last, said=begins.said)
    found.wishes = [turned.get(id(one), one) for one in found.wishes]


def _nearly(typed: str) -> FieldWord | None:
    """The field whose name differs by one letter from what was typed."""
    near = (field for name, field in _BY_NAME.items() if _is_nearly(fold(typed), name))
    return next(near, None)


def _is_nearly(one: str, other: str) -> bool:
    """Whether two words differ by one letter at most: more, less, another, or two turned round."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or len(long) < 3:
        return False
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    turned = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return turned or short[at + 1 :] == long[at + 1 :]
