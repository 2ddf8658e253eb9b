"""Nơi nhận as people type or paste it: one recipient a line, perhaps with its copies."""

import re
import unicodedata
from dataclasses import dataclass

from docs_mgmt.rules.vietnamese import clean

#: «(2 bản)», «(02)», «(2 copies)» at the end of a line; «(để báo cáo)» belongs to the words.
_COPIES = re.compile(r"\s*\(\s*(\d{1,4})\s*(?:bản|ban|copies|copy)?\s*\)$", re.IGNORECASE)
#: What Word's own Nơi nhận carries besides the recipients.
_NO_RECIPIENT = re.compile(r"^(nơi nhận\s*:?$|lưu\s*:)", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One recipient as typed."""

    words: str
    copies: int = 1


def lines_of(text: str) -> tuple[Line, ...]:
    """Take a list of recipients apart; dashes, semicolons and the line «Lưu:» are left out."""
    lines = []
    for row in clean(text).splitlines():
        words = " ".join(row.split()).lstrip("-–•+ ").rstrip(";. ")
        if not words or _NO_RECIPIENT.match(words):
            continue
        found = _COPIES.search(words)
        if found and found.start():
            lines.append(Line(words[: found.start()].rstrip(" ;"), int(found[1])))
        else:
            lines.append(Line(words))
    return tuple(lines)


def text_of(lines: tuple[Line, ...], copies: str) -> str:
    """Write recipients one a line again; `copies` says «%(copies)s bản» in the page's language."""
    return "\n".join(
        line.words if line.copies == 1 else f"{line.words} ({copies % {'copies': line.copies}})"
        for line in lines
    )


def likeness(words: str) -> str:
    """What two ways of writing one name have in common: capitals and blanks do not count."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())
