"""One spelling for Vietnamese text and questions; keeps out the index, the file and the screen.

`clean` is what a person is shown. `canon` and `fold` have exactly one character for each character
of `clean`, so a place found in folded text is a place in the shown text.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LEFT_OVER = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f"
    "\u0300-\u036f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff]"  # halves of letters, which no engine takes
)
_LOOK_ALIKES: dict[str, str] = {
    "Ð": "Đ",
    "Ɖ": "Đ",
    "ð": "đ",
    "ɖ": "đ",
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008", " "),
    **dict.fromkeys("\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f", " "),
    **dict.fromkeys("∕⁄／", "/"),
}
_LOOKS_ALIKE = re.compile(f"[{re.escape(''.join(_LOOK_ALIKES))}]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = frozenset(_TONES + "\u0302\u0306\u031b")
_WORD = re.compile(r"[^\W_]+")


def _moved_tones() -> dict[str, str]:
    """Pairs such as "oà" -> "òa" in every mix of capitals."""
    moved = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            for a in (first, first.upper()):
                for b in (second, second.upper()):
                    typed = a + unicodedata.normalize("NFC", b + tone)
                    moved[typed] = unicodedata.normalize("NFC", a + tone) + b
    return moved


_MOVED = _moved_tones()
# Only at the end of a syllable: hoàn stays.
_MISPLACED = re.compile(
    f"[{''.join(sorted({pair[0] for pair in _MOVED}))}]"
    f"[{''.join(sorted({pair[1] for pair in _MOVED}))}](?![^\\W_])"
)


def _in_place(found: re.Match[str]) -> str:
    """Move a tone; after q the u belongs to the consonant: quý stays."""
    before = found.string[found.start() - 1 : found.start()]
    return found[0] if before in ("q", "Q") else _MOVED.get(found[0], found[0])


def clean(text: str) -> str:
    """Text as it is shown: composed letters, nothing invisible between them."""
    return _LEFT_OVER.sub("", unicodedata.normalize("NFC", text))


# Whole documents: those of a page of results are met again on the next page and the way back.
@lru_cache(maxsize=32)
def canon(text: str) -> str:
    """Text in the one spelling that is compared: đ, dashes, blanks and tones in one way."""
    text = _LOOKS_ALIKE.sub(lambda found: _LOOK_ALIKES[found[0]], clean(text))
    return _MISPLACED.sub(_in_place, text)


class _Letters(dict[int, str]):
    """A table for `str.translate` that works out each letter once."""

    def __init__(self, *, keep_marks: bool) -> None:
        super().__init__()
        self.keep_marks = keep_marks

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if not self.keep_marks:
            letter = "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0]
        small = letter.lower()
        self[code] = small if len(small) == 1 else letter
        return self[code]


_SMALL = _Letters(keep_marks=True)
_FOLDED = _Letters(keep_marks=False)


def small(text: str) -> str:
    """Canonical text in small letters, marks kept, one character for each of `clean`."""
    text = canon(text)
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_SMALL)


def fold(text: str) -> str:
    """Canonical text in small letters without marks, one character for each of `clean`."""
    return canon(text).translate(_FOLDED)


def bare(text: str) -> str:
    """Text that is already canonical, folded: for those who hold both forms."""
    return text.translate(_FOLDED)


bare_word = lru_cache(maxsize=65536)(bare)
_SPELT_SO: dict[str, list[str]] = defaultdict(list)
for _code in range(0x80, 0x1F00):
    if (_letter := chr(_code)).islower():
        _SPELT_SO[bare(_letter)].append(_letter)


def spellings_of(letter: str) -> str:
    """A folded small letter with whatever marks: a, à, á, ..."""
    return "".join((letter, *_SPELT_SO.get(letter, ())))


def with_any_marks(folded: str) -> str:
    """A pattern for folded letters in small text that was written with whatever marks."""
    return "".join(
        f"[{spellings_of(letter)}]" if letter in _SPELT_SO else re.escape(letter)
        for letter in folded
    )


@lru_cache(maxsize=65536)
def has_tone_marks(text: str) -> bool:
    """Whether any letter carries a mark of Vietnamese (đ counts)."""
    return any(
        letter in "đĐÐð" or not _MARKS.isdisjoint(unicodedata.normalize("NFD", letter))
        for letter in text
        if letter > "\x7f"
    )


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable of a text: as written in small letters, folded, and where it stands."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_marked(self) -> bool:
        """Whether it was written with a mark."""
        return self.text != self.folded

    @property
    def spellings(self) -> tuple["Syllable", ...]:
        """As it is written, then with y for i or i for y where both are in use: kỹ and kĩ."""
        if not _I_OR_Y.fullmatch(self.text):
            return (self,)
        turned = self.text.translate(_TURNED)
        return (self, Syllable(turned, bare(turned), self.start, self.end))


_I_OR_Y = re.compile("(?:[hklmst]|qu)[iìíỉĩịyỳýỷỹỵ]")
_TURNED = str.maketrans("iìíỉĩịyỳýỷỹỵ", "yỳýỷỹỵiìíỉĩị")


def syllables(text: str) -> Iterator[Syllable]:
    """Cut a text at everything that is neither letter nor digit; places are those of `clean`."""
    written = small(text)
    folded = bare(written)
    for found in _WORD.finditer(folded):
        start, end = found.span()
        yield Syllable(written[start:end], found[0], start, end)


def syllables_of(text: str) -> tuple[list[str], list[str]]:
    """The same cut as two lists, as written and folded: for whole documents."""
    written = _WORD.findall(small(text))
    return written, [*map(bare_word, written)]


_CONSONANT_WORDS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYME_WORDS = """
    a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu
    i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op
    ot u ua uan uang uat uay uc ue uech uenh ui um un ung uoc uoi uom uon uong uop uot uou
    up ut uu uy uya uych uyen uyet uyn uynh uyp uyt uyu y yem yen yeng yet yeu
"""
_CONSONANTS = _CONSONANT_WORDS.split()
_RHYMES = frozenset(_RHYME_WORDS.split())


@lru_cache(maxsize=16384)
def is_syllable(folded: str) -> bool:
    """Whether folded letters can be a whole Vietnamese syllable."""
    if folded in _RHYMES or folded in {"gi", "thuo", "huo", "khuo", "quynh", "quyt"}:
        return True
    return any(
        folded.startswith(consonant) and folded[len(consonant) :] in _RHYMES
        for consonant in _CONSONANTS
    )


_EXTENDED = {
    plain: "".join(
        letter
        for code in range(0x61, 0x1EFA)
        if (letter := chr(code)).islower()
        and unicodedata.normalize("NFD", letter)[0] == plain
        and (letter == plain or has_tone_marks(letter))
    )
    for plain in "aeiouy"
}


def may_become(letter: str) -> str:
    """Letters that a typed letter may still become: marks are typed last (e, then ê, then ế).

    A letter with a mark of another language becomes nothing else: ë.
    """
    typed = set(unicodedata.normalize("NFD", letter)[1:])
    variants = _EXTENDED.get(fold(letter), letter)
    fitting = (v for v in variants if typed <= set(unicodedata.normalize("NFD", v)[1:]))
    return "".join(fitting) or letter
