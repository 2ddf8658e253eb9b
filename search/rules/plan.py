"""The one plan of a question: what must be met and what counts, for every engine to compile.

The weights were measured (libraries.md, "the measured plan"); a change needs a measurement too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise, product

from docs_mgmt.rules.vietnamese import Syllable, may_become
from search.rules.abbreviations import Table
from search.rules.claims import Claim
from search.rules.entry import on_day, pair_of
from search.rules.numbers import WHOLE
from search.rules.question import Question
from search.rules.wishes import FieldWish, FieldWord

PLACES = {"title": (4.0, 3.0), "body": (2.0, 1.5), "meta": (2.0, 1.5)}
#: A folded pair says little beside one that was typed with marks.
BESIDE_MARKS = 0.3
#: Another way to put the question wins only when it says more.
REWRITTEN = 0.95
#: The same word with y for i, or i for y: it is not the one that was typed.
TURNED = 0.5
#: Names with more such words are sought as they were typed.
_MOST_NAMES = 8
#: What a word that still grows is worth where a whole one would be weighed by its rarity.
GROWING = 4.0
#: A longer row of letters is sought by its beginning: engines take no pattern of any length.
LONGEST_START = 40
#: From so many different syllables on a question is asked like a sentence.
SENTENCE = 5
OWN_NUMBER, OWN_NUMBER_UNMARKED, CITED_NUMBER = 4000.0, 2000.0, 1.0
#: 7/UBND itself stands before 7/UBND-VX.
WHOLLY = 1.5
#: A document of which nobody knows the year stands behind one of the year that was asked for.
UNDATED = 0.75


@dataclass(frozen=True)
class Term:
    """A word in a field, weighed by its rarity."""

    field: str
    word: str
    weight: float = 1.0


@dataclass(frozen=True)
class Phrase:
    """Words in a row in a field."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Grows:
    """Any word of a field that fits a pattern; all of the same worth."""

    field: str
    pattern: str
    worth: float = 1.0


@dataclass(frozen=True)
class Fixed:
    """A word in a field that is worth the same wherever it stands."""

    field: str
    word: str
    worth: float


@dataclass(frozen=True)
class Best:
    """The best one of several counts."""

    parts: tuple["Node", ...]
    weight: float = 1.0


@dataclass(frozen=True)
class AtLeast:
    """So many of the parts must be met; all that are met count."""

    parts: tuple["Node", ...]
    need: int


@dataclass(frozen=True)
class Sum:
    """All of `must` are met and count; `should` counts where it is met."""

    must: tuple["Node", ...]
    should: tuple["Node", ...] = ()


@dataclass(frozen=True)
class OneOf:
    """A field has one of these values; scores nothing."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Between:
    """A number of the document is not below `low` and not above `high`; scores nothing."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Met:
    """A part that is met or not, and scores nothing."""

    node: "Node"


@dataclass(frozen=True)
class Within:
    """What `node` finds and scores (None: everything, and scores nothing), narrowed.

    Every part of `only` is met, no part of `never`; neither scores.
    """

    node: "Node | None"
    only: tuple["Node", ...] = ()
    never: tuple["Node", ...] = ()


Node = Term | Phrase | Grows | Fixed | Best | AtLeast | Sum | OneOf | Between | Met | Within


def is_ranked(node: Node | None) -> bool:
    """Whether a plan says which document is the better one; else the newest comes first."""
    return node.node is not None if isinstance(node, Within) else node is not None


def plan_of(question: Question) -> Node | None:
    """Compile a question; nothing asked is no plan (everything the reader may see)."""
    node = _asked(question)
    table = question.table
    only = tuple(_narrowed(wish, table) for wish in question.wishes if not wish.is_excluded)
    never = tuple(_narrowed(wish, table) for wish in question.wishes if wish.is_excluded)
    never += tuple(_row(words) for words in question.excluded)
    return Within(node, only, never) if only or never else node


def _asked(question: Question) -> Node | None:
    """What the words, the phrases and the numbers ask for."""
    phrases = tuple(_row(words) for words in question.phrases)
    beside = [node for words in question.phrases for node in _counts(words)]
    if question.claims:
        must = Best(tuple(node for claim in question.claims for node in _claim(claim)))
        words = _counts(question.words, is_growing=question.is_growing)
        return Sum((must, *phrases), (*words, *beside))
    if not question.words:
        return Sum(phrases, tuple(beside)) if phrases else None
    ways: list[Node] = [_way(question, question.words)]
    ways += [Best((_way(question, words),), REWRITTEN) for words in question.others]
    node = ways[0] if len(ways) == 1 else Best(tuple(ways))
    return Sum((node, *phrases), tuple(beside)) if phrases else node


def _row(words: Sequence[Syllable]) -> Node:
    """Words in a row as they were typed: with marks as written, without any as folded."""
    written = any(word.is_marked for word in words)
    tokens = tuple(word.text if written else word.folded for word in words)
    return _in_a_row("words" if written else "bare_words", tokens)


def _in_a_row(field: str, tokens: tuple[str, ...]) -> Node:
    return Term(field, tokens[0]) if len(tokens) == 1 else Phrase(field, tokens)


def _narrowed(wish: FieldWish, table: Table) -> Node:
    """A field with its value, as the index holds it."""
    match wish.field:
        case FieldWord.KIND | FieldWord.YEAR:
            return OneOf(str(wish.field), wish.values)
        case FieldWord.FROM | FieldWord.TO:
            low = on_day(wish.first or date.min)  # what bears no date is of no time
            high = on_day(wish.last + timedelta(days=1)) - 1 if wish.last else None
            return Between("newest", low, high)
        case _:
            rows = tuple(_in_a_row("facts", row) for row in _names(wish, table))
            return rows[0] if len(rows) == 1 else Best(rows)


def _names(wish: FieldWish, table: Table) -> Iterator[tuple[str, ...]]:
    """A name as it was typed, with other spellings and with its abbreviations read or written."""
    written = any(word.is_marked for word in wish.words)
    ways = product(*(word.spellings for word in wish.words))
    for way in (*islice(ways, _MOST_NAMES), *table.rewritings(wish.words)):
        yield tuple(f"{wish.field}:{word.text if written else word.folded}" for word in way)


def matching(node: Node) -> Node:
    """The same plan with only what decides which documents match: enough to count them."""
    match node:
        case Sum():
            return Sum(tuple(matching(part) for part in node.must))
        case Best():
            return Best(tuple(matching(part) for part in node.parts))
        case Within():
            return Within(node.node and matching(node.node), node.only, node.never)
        case _:
            return node


def _claim(claim: Claim) -> Iterator[Node]:
    """The document's own number first, then those that cite it, else nothing."""
    for key, worth in zip(claim.keys, (OWN_NUMBER, OWN_NUMBER_UNMARKED), strict=False):
        yield Fixed("own", key, worth)
        if len(claim.number.symbols) == 1:
            yield Fixed("own", key + WHOLE, worth * WHOLLY)
        if claim.dated:
            yield Fixed("own", key.replace(f"@{claim.dated}", "@?"), worth * UNDATED)
    if claim.likely_key:
        yield Fixed("own", claim.likely_key, OWN_NUMBER * WHOLLY)
    if claim.written:  # and a paper of that kind which really bears the number as it was typed
        key = claim.written.key(exact=claim.exact, dated=claim.dated)
        kind = OneOf("kind", (claim.written.kind_key,))
        yield Within(Fixed("own", key, OWN_NUMBER_UNMARKED), only=(kind,))
    if claim.name:
        yield _row(claim.name)
    for key in claim.cited_keys:
        yield Fixed("cited", key, CITED_NUMBER)


def _way(question: Question, words: Sequence[Syllable]) -> Node:
    counts = _counts(words, is_growing=question.is_growing)
    return Sum((_entrance(question, words),), tuple(counts))


def _entrance(question: Question, words: Sequence[Syllable]) -> Node:
    """Over two thirds of the folded syllables, anywhere in the document; of sentences also less."""
    parts: dict[str, Node] = {}
    for word in words:
        node = Term("bare_words", word.folded)
        others = [Term("bare_words", one.folded, TURNED) for one in word.spellings[1:]]
        shorts = question.shorter.get(word.folded, frozenset())
        others += [Term("bare_words", short) for short in sorted(shorts)]
        parts[word.folded] = Best((node, *others)) if others else node
    if question.is_growing:
        last = words[-1].folded
        parts[last] = Best((Term("bare_words", last), Grows("bare_words", beginning(last))))
    most, some = 2 * len(parts) // 3 + 1, len(parts) // 2 + 1
    if len({word.folded for word in question.words}) < SENTENCE:
        return AtLeast(tuple(parts.values()), most)
    # A sentence has words that no document repeats: over half is enough where two stand together,
    # which counts for as many words as there are between the two numbers.
    neighbours = Met(Best(tuple(dict.fromkeys(_bare_pairs(words)))))
    return AtLeast((*parts.values(), *(neighbours for _ in range(most - some))), most)


def _bare_pairs(words: Sequence[Syllable]) -> Iterator[Node]:
    for one, two in pairwise(words):
        for (a, b), place in product(product(one.spellings, two.spellings), PLACES):
            yield Term(f"{place}_bare_pairs", f"{a.folded}_{b.folded}")


def _counts(words: Sequence[Syllable], *, is_growing: bool = False) -> Iterator[Node]:
    marked = any(word.is_marked for word in words)
    for one, two in pairwise(words):
        yield _pair(one, two, marked=marked)
    if is_growing and len(words) > 1:
        yield _growing_pair(words[-2], words[-1], marked=marked)
    if marked:
        yield from (Term("words", word.text) for word in words if word.is_marked)
    if 3 <= len(words) <= 7:
        yield _all_pairs(words, marked=marked)


def _all_pairs(words: Sequence[Syllable], *, marked: bool) -> Node:
    """All words in a row: every pair of them in one place, as good as a row and sooner found.

    For a row the engine looks up where each word stands in every document that has them all.
    """
    tokens = [word.text if marked else word.folded for word in words]
    pairs = [f"{one}_{two}" for one, two in pairwise(tokens)]
    fields = [f"{place}_pairs" if marked else f"{place}_bare_pairs" for place in PLACES]
    return Best(
        tuple(AtLeast(tuple(Term(name, pair) for pair in pairs), len(pairs)) for name in fields)
    )


def _pair(one: Syllable, two: Syllable, *, marked: bool) -> Node:
    """A pair of neighbours, the best of its spellings and places."""
    parts: list[Node] = []
    for a, b in product(one.spellings, two.spellings):
        parts += _pair_as(a, b, 1.0 if (a, b) == (one, two) else TURNED, marked=marked)
    return Best(tuple(parts))


def _pair_as(one: Syllable, two: Syllable, worth: float, *, marked: bool) -> Iterator[Node]:
    pair_marked = one.is_marked or two.is_marked
    plain = BESIDE_MARKS if pair_marked else 1.0
    for place, (accented, folded) in PLACES.items():
        if marked:
            spelt = pair_of(one.text, two.text)
            if one.is_marked and two.is_marked:
                spelt = spelt[:1]  # both sides are sure: the halves would only repeat it
            for token in spelt:
                yield Term(f"{place}_pairs", token, accented * worth)
        token = f"{one.folded}_{two.folded}"
        yield Term(f"{place}_bare_pairs", token, folded * plain * worth)


def beginning(word: str) -> str:
    """A pattern for every word that begins like this one."""
    return f"{re.escape(word[:LONGEST_START])}.*"


def _growing_pair(one: Syllable, two: Syllable, *, marked: bool) -> Node:
    """The last word still grows: marks are typed last, only its first letters are sure."""
    if marked:
        letters = "".join(f"[{may_become(letter)}]" for letter in two.text[:LONGEST_START])
        suffix, pattern = "pairs", f"{re.escape(one.text[:LONGEST_START])}_{letters}.*"
    else:
        suffix, pattern = (
            "bare_pairs",
            f"{re.escape(one.folded[:LONGEST_START])}_{beginning(two.folded)}",
        )
    return Best(
        tuple(
            Grows(f"{place}_{suffix}", pattern, GROWING * weights[1])
            for place, weights in PLACES.items()
        )
    )
