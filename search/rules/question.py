"""What a reader typed, taken apart: numbers claimed, words, the word still being typed."""

from dataclasses import dataclass, field
from functools import cached_property

from docs_mgmt.rules.vietnamese import Syllable, canon, is_syllable, syllables
from search.rules.abbreviations import rewritings, spans
from search.rules.claims import Claim, take_claims
from search.rules.numbers import BARE_SYMBOLS

#: A pasted page is asked by its beginning.
LONGEST = 40
#: A longer row of letters is no beginning of a syllable.
_LONGEST_START = 8


@dataclass(frozen=True)
class Question:
    """One question, the same for every engine; equal questions give equal lists."""

    text: str
    claims: tuple[Claim, ...] = ()
    left: str = ""
    words: tuple[Syllable, ...] = ()
    #: The last word is not a whole syllable yet: it may still grow.
    is_growing: bool = False
    others: tuple[tuple[Syllable, ...], ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.claims)

    @cached_property
    def shorter(self) -> dict[str, frozenset[str]]:
        """For each folded syllable of an expansion, the abbreviations that may stand for it."""
        found: dict[str, set[str]] = {}
        for start, end, other in spans(self.words):
            if end - start > len(other) == 1:
                short = next(syllables(other[0])).folded
                for word in self.words[start:end]:
                    found.setdefault(word.folded, set()).add(short)
        return {word: frozenset(shorts) for word, shorts in found.items()}


def read_question(typed: str, *, words_only: bool = False) -> Question:
    """Take a question apart; with words only, numbers are words like others."""
    text = " ".join(canon(typed).split())
    claims, left = ((), text) if words_only else take_claims(text)
    words = tuple(syllables(left))[:LONGEST]
    return Question(
        text=text,
        claims=claims,
        left=left,
        words=words,
        is_growing=bool(words) and not typed[-1:].isspace() and _may_grow(words[-1]),
        others=tuple(rewritings(words)),
    )


def _may_grow(word: Syllable) -> bool:
    folded = word.folded
    return (
        folded.isalpha()
        and not is_syllable(folded)
        and (len(folded) < 4 or folded not in BARE_SYMBOLS)
    )
