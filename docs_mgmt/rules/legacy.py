"""Text of the years before Unicode: TCVN3 (ABC) and VNI, told by font or by syllables, decoded.

Such text comes out of a Word file as western characters. Nothing here opens a file, and text that
is Unicode already is given back as it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from docs_mgmt.rules.syllable_list import everyday, is_marked_syllable
from docs_mgmt.rules.vietnamese import canon, has_tone_marks


class Encoding(StrEnum):
    """How the letters of a text were written down."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph in one font: its effective font, styles included, if known."""

    text: str
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in Unicode, and in which encodings it was found."""

    text: str
    encodings: frozenset[Encoding] = frozenset()


# The letters of TCVN3 in the order of its bytes; marked capitals have none and are typed small.
_TCVN3_SMALL = {
    "à": "µ", "ả": "¶", "ã": "·", "á": "¸", "ạ": "¹",
    "ă": "¨", "ằ": "»", "ẳ": "¼", "ẵ": "½", "ắ": "¾", "ặ": "Æ",
    "â": "©", "ầ": "Ç", "ẩ": "È", "ẫ": "É", "ấ": "Ê", "ậ": "Ë",
    "đ": "®", "è": "Ì", "ẻ": "Î", "ẽ": "Ï", "é": "Ð", "ẹ": "Ñ",
    "ê": "ª", "ề": "Ò", "ể": "Ó", "ễ": "Ô", "ế": "Õ", "ệ": "Ö",
    "ì": "×", "ỉ": "Ø", "ĩ": "Ü", "í": "Ý", "ị": "Þ",
    "ò": "ß", "ỏ": "á", "õ": "â", "ó": "ã", "ọ": "ä",
    "ô": "«", "ồ": "å", "ổ": "æ", "ỗ": "ç", "ố": "è", "ộ": "é",
    "ơ": "¬", "ờ": "ê", "ở": "ë", "ỡ": "ì", "ớ": "í", "ợ": "î",
    "ù": "ï", "ủ": "ñ", "ũ": "ò", "ú": "ó", "ụ": "ô",
    "ư": "\u00ad", "ừ": "õ", "ử": "ö", "ữ": "÷", "ứ": "ø", "ự": "ù",
    "ỳ": "ú", "ỷ": "û", "ỹ": "ü", "ý": "ý", "ỵ": "þ",
}  # fmt: skip
_TCVN3_CAPITALS = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}
#: Letter -> character, for whoever has to write such text; marked capitals are not in it.
TCVN3_LETTERS: dict[str, str] = {**_TCVN3_SMALL, **_TCVN3_CAPITALS}
_FROM_TCVN3 = {sign: letter for letter, sign in TCVN3_LETTERS.items()}
_FROM_TCVN3["μ"] = "à"  # some programs write the Greek letter for the micro sign

# VNI: a vowel, then a sign for its tone, its hat, or both.
_TONE_SIGNS = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_HAT_SIGNS = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BOWL_SIGNS = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_ALONE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò"}
_VNI_ALONE["ỵ"] = "î"


def _vni_letters() -> dict[str, str]:
    """All letters as VNI writes them, small and capital."""
    letters = dict(_VNI_ALONE)
    for base, written in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"),
                          ("ơ", "ô"), ("ư", "ö")):  # fmt: skip
        for tone, sign in _TONE_SIGNS.items():
            letters.setdefault(_one(base + tone), written + sign)
    for base in "aeo":
        for tone, sign in _HAT_SIGNS.items():
            letters[_one(base + "\u0302" + tone)] = base + sign
    for tone, sign in _BOWL_SIGNS.items():
        letters[_one("a\u0306" + tone)] = "a" + sign
    return letters | {letter.upper(): written.upper() for letter, written in letters.items()}


def _one(letters: str) -> str:
    return unicodedata.normalize("NFC", letters)


#: Letter -> its one or two characters.
VNI_LETTERS: dict[str, str] = _vni_letters()


def _from_vni() -> dict[str, str]:
    table = {written: letter for letter, written in VNI_LETTERS.items()}
    for letter, written in VNI_LETTERS.items():
        if len(written) > 1:  # a capital with its sign typed small, and the other way round
            table.setdefault(written[0] + written[1].swapcase(), letter)
    return table


_FROM_VNI = _from_vni()
_VNI_SIGN = re.compile("|".join(re.escape(one) for one in sorted(_FROM_VNI, key=len, reverse=True)))
_LETTERS = re.compile(r"[^\W\d_]+")
#: Letters that western code pages do not have: where they stand the text is Unicode.
SURE = re.compile("[^\\W\x00-\xffœŒšŠžŽŸƒμ]|[\u0300\u0301\u0303\u0309\u0323]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def encoding_of_font(name: str | None) -> Encoding | None:
    """The encoding that a font stands for: .VnTime TCVN3, VNI-Times VNI; others tell nothing."""
    first = _first_font(name).casefold()
    if first.startswith(".vn"):
        return Encoding.TCVN3
    if re.match(r"vni[-_ ]", first):
        return Encoding.VNI
    return None


def is_capitals_font(name: str | None) -> bool:
    """Whether small letters are shown as capitals: the TCVN3 fonts that end in H (.VnTimeH)."""
    first = _first_font(name)
    if encoding_of_font(first) is not Encoding.TCVN3:
        return False
    return first.endswith("H") or (first.islower() and re.search(r"[^s]h$", first) is not None)


def _first_font(name: str | None) -> str:
    return re.split(r"[;,]", name or "", maxsplit=1)[0].strip(" \"'")


def decode(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Text of an encoding in Unicode; capitals: it was typed small and shown as capitals."""
    if encoding is Encoding.TCVN3:
        plain = text.translate(_TCVN3_TABLE)
        return plain.upper() if capitals else _with_capitals(text, plain)
    if encoding is Encoding.VNI:
        return _VNI_SIGN.sub(lambda found: _FROM_VNI[found[0]], text)
    return text


_TCVN3_TABLE = str.maketrans(_FROM_TCVN3)


def _with_capitals(text: str, plain: str) -> str:
    """Raise marked letters among capitals: TCVN3 has none and writes QUYẾT as QUYếT."""
    if not _LONG_CAPITALS.search(text):
        return plain
    words = list(_LETTERS.finditer(plain))
    shapes = [_shape(text[word.start() : word.end()]) for word in words]
    raised = list(plain)
    for at, word in enumerate(words):
        near = [shapes[place] for place in (at - 1, at + 1) if 0 <= place < len(words)]
        if shapes[at] == "CAPITALS" or (shapes[at] == "EITHER" and set(near) == {"CAPITALS"}):
            raised[word.start() : word.end()] = plain[word.start() : word.end()].upper()
    return "".join(raised)


_LONG_CAPITALS = re.compile(r"[A-Z¡-§][^a-z\s]*[A-Z¡-§]")


def _shape(written: str) -> str:
    """Whether a word is all capitals, or may be: its marked letters have no capital form."""
    sure = [sign for sign in written if sign in _CASED]
    if any(sign.islower() for sign in sure):
        return "SMALL"
    return "CAPITALS" if len(sure) > 1 else "EITHER"


_CASED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ¡¢£¤¥¦§")


# Finding out


def detect(text: str) -> Encoding:
    """The encoding of a line whose font is not known; what is not surely old is Unicode.

    Where some words are surely Unicode, the others tell.
    """
    is_mixed = bool(SURE.search(text))
    if not _NOT_ASCII.search(text) or (is_mixed and not _looks_strange(text)):
        return Encoding.UNICODE
    new = _weigh(text, Encoding.UNICODE)
    best, old = max(((one, _weigh(text, one)) for one in _OLD), key=lambda told: told[1].worth)
    is_old = old.worth > new.worth and _is_convincing(old, new, is_mixed=is_mixed)
    return best if is_old else Encoding.UNICODE


def _is_convincing(old: "_Weighed", new: "_Weighed", *, is_mixed: bool) -> bool:
    """Whether nearly all words read well; one or two must be everyday, and strange otherwise."""
    if old.right < 3 * old.wrong:
        return False
    if old.right > 2 or is_mixed:
        return old.right > 2
    strange = new.wrong > 1 or (old.has_strange_signs and (new.wrong or not new.right))
    return old.is_everyday and bool(strange)


def _looks_strange(text: str) -> bool:
    return any(_STRANGE[encoding].search(text) for encoding in _OLD)


_OLD = (Encoding.TCVN3, Encoding.VNI)
_SIGNS_ALONE = re.compile("[¡-¿×÷]+")
_SEPARATE = r"\s\x00-\x40\x5b-\x60\x7b-\x7f²³°\u0100-\u0302\u0304-\uffff"
_IN_WORD = r"[^\s\x00-\x40\x5b-\x60\x7b-\x7f]"
_SURE_WORD = re.compile(rf"{_IN_WORD}*(?:{SURE.pattern}){_IN_WORD}*")
#: A word, or the letter of a point: đ) in its old forms.
_WORD = re.compile(rf"^[®ñ]\)|[^{_SEPARATE}]+")
_ABBREVIATION = re.compile("[BCDGHKLMNPQRSTVX]+Đ[BCDĐGHKLMNPQRSTVX]*|Đ[BCDĐGHKLMNPQRSTVX]+|TƯ")


#: Signs that stand in no word of western text; in VNI a letter with its sign counts as one.
_STRANGE = {
    Encoding.UNICODE: re.compile("(?!)"),
    Encoding.TCVN3: re.compile("[¡-©«-®¶-¹»-¾×÷]"),
    Encoding.VNI: re.compile("[aeouyôöAEOUYÔÖ][à-åèéêëïõøùúûüÀ-ÅÈÉÊËÏÕØÙÚÛÜ]|[ñÑ]"),
}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """How well the marked words of a text read in an encoding."""

    right: int
    wrong: int
    worth: float
    is_everyday: bool
    has_strange_signs: bool


def _weigh(text: str, encoding: Encoding) -> _Weighed:
    judged = [(word, _judge(word, encoding)) for word in _telling_words(text)]
    return _Weighed(
        right=sum(worth > 0 for _, worth in judged),
        wrong=sum(worth < 0 for _, worth in judged),
        worth=sum(worth for _, worth in judged),
        is_everyday=all(worth in (0, 2) for _, worth in judged),
        has_strange_signs=any(
            worth == 2 and _STRANGE[encoding].search(word) for word, worth in judged
        ),
    )


@lru_cache(maxsize=4)  # a line is weighed in each encoding
def _telling_words(text: str) -> tuple[str, ...]:
    words = dict.fromkeys(_WORD.findall(_SURE_WORD.sub(" ", text).lstrip()))
    return tuple(filter(_NOT_ASCII.search, words))


@lru_cache(maxsize=65536)
def _judge(word: str, encoding: Encoding) -> float:
    """What a word says for an encoding: 2 for an everyday syllable, -2 for none at all."""
    if not _NOT_ASCII.search(word):
        return 0.0
    plain = decode(word, encoding)
    low = plain.lower()
    if _ABBREVIATION.fullmatch(plain) or plain == "đ)":
        return 0.5
    if len(plain) == 1:
        return float(word.isalpha() and low in everyday())
    if _is_cased_well(plain, encoding) and has_tone_marks(low):
        if canon(low) in everyday():
            return 2.0
        if is_marked_syllable(low):
            return 1.0
    return 0.0 if _SIGNS_ALONE.fullmatch(word) or low.isascii() else -2.0


def _is_cased_well(plain: str, encoding: Encoding) -> bool:
    """Small, Capital or CAPITALS; in TCVN3 marked letters have no case of their own."""
    if encoding is Encoding.TCVN3:
        plain = "".join(letter for letter in plain if letter.isascii() or letter in _TCVN3_CAPITALS)
    return not plain or plain.islower() or plain.isupper() or plain.istitle()


# Decoding


def decode_text(text: str) -> Decoded:
    """Text without fonts, found out line by line; a short line goes with the nearest sure one."""
    lines = text.split("\n")
    found = [detect(line) for line in lines]
    if any(encoding is not Encoding.UNICODE for encoding in found):
        found = [_beside(lines, found, at) for at in range(len(lines))]
    told = frozenset(
        encoding for line, encoding in zip(lines, found, strict=True) if _says(line, encoding)
    )
    plain = [_decoded(line, encoding) for line, encoding in zip(lines, found, strict=True)]
    return Decoded("\n".join(plain), told)


def _decoded(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """A text as it was found out: words that are surely Unicode stay."""
    if encoding is Encoding.UNICODE or not SURE.search(text):
        return decode(text, encoding, capitals=capitals)
    pieces, is_old = list[str](), False
    for piece in _BLANKS.split(text):
        old, new = _weigh(piece, encoding).worth, _weigh(piece, Encoding.UNICODE).worth
        if SURE.search(piece):
            is_old = bool(_STRANGE[encoding].search(piece))
        elif old != new:  # else it goes with the word before
            is_old = old > new
        pieces.append(decode(piece, encoding, capitals=capitals) if is_old else piece)
    return "".join(pieces)


_BLANKS = re.compile(r"(\s+)")


def _beside(lines: Sequence[str], found: Sequence[Encoding], at: int) -> Encoding:
    """The encoding of one line: its own if it is sure, else of the nearest line that is."""
    line = lines[at]
    if found[at] is not Encoding.UNICODE or not _NOT_ASCII.search(line) or SURE.search(line):
        return found[at]
    for distance in range(1, _NEAR):
        for place in (at - distance, at + distance):
            if not 0 <= place < len(lines):
                continue
            if found[place] is not Encoding.UNICODE or SURE.search(lines[place]):
                old, new = _weigh(line, found[place]), _weigh(line, Encoding.UNICODE)
                fits = old.right > old.wrong and old.worth >= new.worth
                return found[place] if fits else found[at]
    return found[at]


#: Farther lines say nothing of this one.
_NEAR = 40


def _says(text: str, encoding: Encoding) -> bool:
    """Whether a text bears witness to its encoding: it has letters, for the old ones old signs."""
    if encoding is Encoding.UNICODE:
        return any(letter.isalpha() for letter in text)
    return decode(text, encoding) != text


def decode_runs(runs: Iterable[Run]) -> Decoded:
    """A paragraph of several fonts: each stretch of one encoding is decoded by its font.

    A font is believed only if the letters agree; without a font the syllables tell.
    """
    text, encodings = "", set[Encoding]()
    for stretch in _stretches(runs):
        whole = "".join(run.text for run in stretch)
        encoding = _encoding_of(whole, _font_encoding(stretch))
        for piece, capitals in _by_capitals(stretch, encoding):
            plain = _decoded(piece, encoding, capitals=capitals)
            text += plain
            if _says(piece, encoding) or plain != piece:
                encodings.add(encoding)
    return Decoded(text, frozenset(encodings))


def _stretches(runs: Iterable[Run]) -> list[list[Run]]:
    """Neighbours of one encoding by their fonts; blanks, digits and dots belong to either side."""
    stretches: list[list[Run]] = []
    last: Encoding | None = None
    for run in runs:
        own = encoding_of_font(run.font)
        if stretches and (own is last or not _has_letters(run.text)):
            stretches[-1].append(run)
        elif stretches and not any(_has_letters(one.text) for one in stretches[-1]):
            stretches[-1].append(run)
            last = own
        else:
            stretches.append([run])
            last = own
    return stretches


def _has_letters(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]", text) or _NOT_ASCII.search(text))


def _font_encoding(stretch: Sequence[Run]) -> Encoding | None:
    telling = [run for run in stretch if _has_letters(run.text)]
    return encoding_of_font(telling[0].font) if telling else None


def _encoding_of(text: str, by_font: Encoding | None) -> Encoding:
    if by_font is None:
        return detect(text)
    if SURE.search(text):
        return detect(text)  # pasted Unicode text that kept the old font, or a piece of it
    old, new = _weigh(text, by_font), _weigh(text, Encoding.UNICODE)
    return by_font if old.worth >= new.worth else detect(text)


def _by_capitals(stretch: Sequence[Run], encoding: Encoding) -> list[tuple[str, bool]]:
    """The text of a stretch, cut where capitals begin and end."""
    pieces: list[tuple[str, bool]] = []
    for run in stretch:
        capitals = encoding is Encoding.TCVN3 and is_capitals_font(run.font)
        if pieces and pieces[-1][1] == capitals:
            pieces[-1] = (pieces[-1][0] + run.text, capitals)
        else:
            pieces.append((run.text, capitals))
    return pieces
