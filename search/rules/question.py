"""What a reader typed, taken apart: numbers claimed, words, the word still being typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from docs_mgmt.rules.vietnamese import Syllable, canon, is_syllable, syllables
from search.rules.abbreviations import BUILT_IN, Table
from search.rules.claims import Claim, number_named, of_kind, take_claims
from search.rules.keyed import as_meant_to_be_keyed
from search.rules.numbers import BARE_SYMBOLS
from search.rules.wishes import Cut, FieldWish, FieldWord, Trouble, Wrong, cut

#: A pasted page is asked by its beginning.
LONGEST = 40
#: Letters, figures and signs as wide as Chinese ones, of some keyboards.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
#: Of so many words every one must be met; of more the last one is not needed.
_ALL_MET = 3
#: No name of a person, a unit or a dossier has more words.
_LONGEST_NAME = 24


@dataclass(frozen=True)
class Question:
    """One question, the same for every engine; equal questions give equal lists."""

    text: str
    claims: tuple[Claim, ...] = ()
    left: str = ""
    words: tuple[Syllable, ...] = ()
    #: The last word is not a whole syllable yet: it may still grow.
    is_growing: bool = False
    #: The last word stands at the very end: a whole syllable may be the beginning of a longer one.
    is_unfinished: bool = field(default=False, compare=False)
    is_words_only: bool = field(default=False, compare=False)
    #: Rows of words that must stand so; they are not among `words`.
    phrases: tuple[tuple[Syllable, ...], ...] = ()
    #: Words and rows that must not stand anywhere.
    excluded: tuple[tuple[Syllable, ...], ...] = ()
    #: Fields that narrow the list.
    wishes: tuple[FieldWish, ...] = ()
    #: What could not be taken as it was meant, and was taken for words.
    troubles: tuple[Trouble, ...] = field(default=(), compare=False)
    others: tuple[tuple[Syllable, ...], ...] = field(default=(), compare=False)
    #: The abbreviations by which it was read.
    table: Table = field(default=BUILT_IN, compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        asked = (self.words, self.claims, self.phrases, self.excluded, self.wishes)
        return not any(asked)

    @cached_property
    def shorter(self) -> dict[str, frozenset[str]]:
        """For each folded syllable of an expansion, the abbreviations that may stand for it."""
        found: dict[str, set[str]] = {}
        for start, end, other in self.table.spans(self.words):
            if end - start > len(other) == 1:
                short = next(syllables(other[0])).folded
                for word in self.words[start:end]:
                    found.setdefault(word.folded, set()).add(short)
        return {word: frozenset(shorts) for word, shorts in found.items()}


def other_readings(question: Question) -> Iterator[Question]:
    """How else a question may be meant that finds nothing as it stands."""
    is_whole = question.is_unfinished and not (question.is_growing or question.claims)
    if is_whole and 1 < len(question.words) <= _ALL_MET:
        yield replace(question, is_growing=True)  # «sốt xuất huy»
    yield from with_shorter_names(question)
    keyed = as_meant_to_be_keyed(question.text, is_word=question.table.is_short)
    if keyed != question.text:
        yield read_question(keyed, words_only=question.is_words_only, table=question.table)


def with_shorter_names(question: Question) -> Iterator[Question]:
    """The question with a name that no quotes close ending earlier, the longest name first.

    «người ký: Tạ Quốc Vỹ thu hồi đất» does not say where the name ends; the index knows. Two words
    at least are the name and two are words, or one person's name would be answered with another's.
    """
    name = next((wish for wish in question.wishes if wish.is_open), None)
    if name is None:
        return
    for at in range(min(len(name.words) - 2, _LONGEST_NAME), 1, -1):
        rest = name.words[at:]
        shorter = replace(
            name, words=name.words[:at], said=" ".join(word.text for word in name.words[:at])
        )
        words = (*question.words, *rest)[:LONGEST]
        yield replace(
            question,
            words=words,
            left=" ".join((question.left, *(word.text for word in rest))).strip(),
            wishes=tuple(shorter if wish is name else wish for wish in question.wishes),
            others=tuple(question.table.rewritings(words)),
        )


def read_question(typed: str, *, words_only: bool = False, table: Table = BUILT_IN) -> Question:
    """Take a question apart; with words only, everything is words like others."""
    typed = typed.translate(_WIDE)
    text = " ".join(canon(typed).split())
    parts = Cut(free=[text]) if words_only else cut(" ".join(typed.split()))
    free = " ".join(" ".join(parts.free).split())
    claims, left = ((), free) if words_only else take_claims(free)
    claims, left, troubles = _with_numbers(parts, claims, left)
    words = tuple(syllables(left))[:LONGEST]
    ends_here = bool(words) and parts.ends_free and not typed[-1:].isspace()
    return Question(
        text=text,
        claims=claims,
        left=left,
        words=words,
        is_growing=ends_here and _may_grow(words[-1], table),
        is_unfinished=ends_here and words[-1].end == len(left) and words[-1].folded.isalpha(),
        phrases=tuple(words[:LONGEST] for words in parts.phrases),
        excluded=tuple(words[:LONGEST] for words in parts.excluded),
        wishes=tuple(parts.wishes),
        is_words_only=words_only,
        troubles=(*parts.troubles, *troubles),
        others=tuple(table.rewritings(words)),
        table=table,
    )


def _with_numbers(
    parts: Cut, claims: tuple[Claim, ...], left: str
) -> tuple[tuple[Claim, ...], str, list[Trouble]]:
    """Add the numbers that a field word asks for; what is none is words, and said so."""
    troubles: list[Trouble] = []
    for value in parts.numbers:
        named, rest = number_named(value)
        claims += named
        left = f"{left} {rest}".strip()
        if not named:
            troubles.append(Trouble(Wrong.NO_NUMBER, value, FieldWord.NUMBER))
    kinds = [value for wish in parts.wishes for value in _kinds_of(wish)]
    if len(kinds) == 1:
        claims = tuple(of_kind(claim, kinds[0].lower()) for claim in claims)
    for claim in claims:
        if claim.written:
            said = claim.written.said
            troubles.append(Trouble(Wrong.NO_CODE, said, FieldWord.NUMBER, claim.typed))
    return claims, left, troubles


def _kinds_of(wish: FieldWish) -> tuple[str, ...]:
    return wish.values if wish.field is FieldWord.KIND and not wish.is_excluded else ()


def _may_grow(word: Syllable, table: Table) -> bool:
    folded = word.folded
    return (
        folded.isalpha()
        and not is_syllable(folded)
        and not table.is_short(folded)
        and (len(folded) < 4 or folded not in BARE_SYMBOLS)
    )
