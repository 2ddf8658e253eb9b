"""Words keyed while the Vietnamese keyboard was off: «quyeets ddinhj» (Telex), «d9a6t1» (VNI)."""

import re
import unicodedata
from collections.abc import Callable

from docs_mgmt.rules.syllable_list import is_marked_syllable
from docs_mgmt.rules.vietnamese import is_syllable
from search.rules.numbers import BARE_SYMBOLS, SYMBOLS

_KEYED = re.compile(r"(?<!\w)[A-Za-z][A-Za-z1-9]+(?!\w)")
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_LETTERS = (
    ("uow", "ươ"), ("uwow", "ươ"), ("uwo", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"),
    ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"), ("dd", "đ"),
)  # fmt: skip
_FIGURES = {
    "1": "s",
    "2": "f",
    "3": "r",
    "4": "x",
    "5": "j",
    "7": "w",
    "8": "w",
    **{f"{letter}6": letter * 2 for letter in "aeo"},
    "d9": "dd",
}
_FIGURE = re.compile("[aeo]6|d9|[1-578]")
_VOWELS = "aeiouyăâêôơư"


def as_meant_to_be_keyed(text: str, *, is_word: Callable[[str], bool]) -> str:
    """The text with such words as the keyboard would have made them.

    Beside a word of letters that is none, in either way, the others are misspelt: the text stays.
    """
    made = {
        word: _made(word.lower()) for word in _KEYED.findall(text) if not _is_whole(word, is_word)
    }
    if not all(made[word] or not word.isalpha() for word in made):
        return text
    return _KEYED.sub(lambda found: made.get(found[0]) or found[0], text)


def _is_whole(word: str, is_word: Callable[[str], bool]) -> bool:
    small = word.lower()
    return is_syllable(small) or small in BARE_SYMBOLS or is_word(small)


def _made(word: str) -> str:
    """The one marked syllable, or the symbol with Đ, that the keys stand for; empty: none."""
    keys = _FIGURE.sub(lambda found: _FIGURES[found[0]], word)
    symbol = keys.replace("dd", "đ")
    if "đ" in symbol and symbol in SYMBOLS:
        return symbol.upper()
    first = next((at for at, key in enumerate(keys) if key in _VOWELS), len(keys))
    tones = [at for at, key in enumerate(keys) if key in _TONES and at > first]
    tone = ""
    if tones:
        tone = _TONES[keys[tones[-1]]]
        keys = keys[: tones[-1]] + keys[tones[-1] + 1 :]
    for typed, letter in _LETTERS:
        keys = keys.replace(typed, letter)
    return next(filter(is_marked_syllable, _toned(keys, tone)), "")


def _toned(word: str, tone: str) -> list[str]:
    """The word with its tone on each of its vowels in turn."""
    if not tone:
        return [word]
    return [
        unicodedata.normalize("NFC", f"{word[:at]}{letter}{tone}{word[at + 1 :]}")
        for at, letter in enumerate(word)
        if letter in _VOWELS
    ]
