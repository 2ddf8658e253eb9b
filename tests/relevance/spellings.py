"""Other ways to type the same question, and every way to type a number."""

import re
import unicodedata
from collections.abc import Iterator

from docs_mgmt.rules.vietnamese import canon, fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def decomposed(text: str) -> str:
    """As some keyboards and PDF files give it: letters and marks apart."""
    return unicodedata.normalize("NFD", text)


def other_tones(text: str) -> str:
    """The tone on the other vowel: hòa and hoà, thủy and thuỷ."""
    text = canon(text)

    def moved(found: re.Match[str]) -> str:
        first, second = found[0]
        letters = unicodedata.normalize("NFD", first)
        return letters[0] + unicodedata.normalize("NFC", second + letters[1:])

    vowels = "[òóỏõọÒÓỎÕỌ][aeAE]|[ùúủũụÙÚỦŨỤ][yY]"
    return re.sub(rf"(?<![qQ])(?:{vowels})(?![^\W_])", moved, text)


def capitals(text: str) -> str:
    return text.upper()


def more_blanks(text: str) -> str:
    return "  " + re.sub(r" ", "   ", text) + "\t"


def without_marks(text: str) -> str:
    return fold(text)


def spellings_of(number: int, suffix: str, year: int | None, symbols: str) -> Iterator[str]:
    """Every way to type a whole number of the register."""
    first, *others = symbols.split("-")
    middle = f"/{year}" if year else ""
    for digits in (f"{number}{suffix}", f"{number:02d}{suffix}", f"{number:04d}{suffix}"):
        for dash in ("-", " - ", "–", "—", "- "):
            sign = dash.join((first, *others))
            for slash in ("/", " / ", "/ "):
                whole = f"{digits}{middle}{slash}{sign}"
                yield whole
                yield whole.lower()
                yield whole.upper()
                yield unicodedata.normalize("NFD", whole)
                yield f"số {whole}"
                yield f"Số: {whole}"
                yield f"văn bản số {whole}"
                yield f"  {whole.replace(' ', '  ')} "
