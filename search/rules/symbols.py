"""Symbols of a notation that were typed with blanks: «123 QĐ UBND», «QĐ-UBND 123»."""

import re
from collections.abc import Sequence

from docs_mgmt.rules.vietnamese import Syllable, bare, is_syllable
from search.rules.numbers import BARE_SYMBOLS, SYMBOLS

_MOST = 4


def _is_symbol(text: str, word: Syllable) -> bool:
    typed = text[word.start : word.end]
    known = word.folded in BARE_SYMBOLS and not is_syllable(word.folded)
    in_capitals = typed.isupper() and len(typed) > 1 and typed.isalpha()
    is_unsayable = re.fullmatch("[b-df-hj-np-tv-xz]{3,}", word.folded) is not None
    return known or in_capitals or word.text in SYMBOLS or is_unsayable


def symbols_after(text: str, words: Sequence[Syllable]) -> tuple[str, ...]:
    """Symbols of a notation typed with blanks: at least two, or one that is no syllable."""
    run: list[str] = []
    for word in words[:_MOST]:
        if not _is_symbol(text, word):
            break
        run.append(word.text)
    return _notation(run)


def symbols_before(text: str, words: Sequence[Syllable]) -> tuple[str, ...]:
    """The same before a number; before its «số» only those that registers know."""
    said = bool(words) and words[-1].folded == "so"
    run: list[str] = []
    for word in reversed(words[: len(words) - said][-_MOST:]):
        if not _is_symbol(text, word) or (said and word.folded not in BARE_SYMBOLS):
            break
        run.insert(0, word.text)
    return _notation(run)


def _notation(run: list[str]) -> tuple[str, ...]:
    if any(not is_syllable(bare(symbol)) for symbol in run):
        return tuple(run)
    return ()
