"""Where the words of a question stand in a text: the marks, the best place, and its page.

Places are found in folded text and hold for the shown text, whatever engine gave the hit.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from docs_mgmt.rules.vietnamese import (
    Syllable,
    bare_word,
    clean,
    small,
    spellings_of,
    with_any_marks,
)
from search.rules.question import Question

#: A snippet is about so long, and looks no farther into a text than this.
LENGTH = 220
FARTHEST = 120_000
#: So many places of a text are explained, and so many different words of a page are named.
MOST, SHOWN = 200, 5
#: Words of a row stand no farther apart.
NEAR = 3


class Place(NamedTuple):
    """One word of the text that the question asks for."""

    start: int
    end: int
    word: str
    #: Its neighbour in the text is its neighbour in the question too.
    is_paired: bool = False


class Piece(NamedTuple):
    """A piece of shown text; marked where it is a word of the question."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """The words of the question that one page has, as they are written there."""

    page: int | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Snippet:
    """The best place of a text: its pieces, its page where pages are known, how many more."""

    pieces: tuple[Piece, ...]
    page: int | None = None
    more: int = 0
    starts_inside: bool = False
    ends_inside: bool = False


class Marker:
    """Finds the words of one question in any number of texts."""

    def __init__(self, question: Question) -> None:
        self.question = question
        ways = [question.words, *question.others, *question.phrases]
        self._typed = {one.folded: set[str]() for way in ways for one in _spelt(way)}
        for way in ways:
            for one in _spelt(way):
                if one.is_marked:
                    self._typed[one.folded].add(one.text)
        own = (question.words, *question.phrases)
        self._own = {one.folded for row in own for one in _spelt(row)}
        self._pairs = {
            (one.folded, two.folded)
            for way in ways
            for before, after in pairwise(way)
            for one, two in product(before.spellings, after.spellings)
        }
        self._growing = question.words[-1].folded if question.is_growing else ""
        self._pattern = self._compiled()
        #: Facts such as types and units stand on many lines of one page.
        self._met: dict[str, tuple[str, ...]] = {}

    def _compiled(self) -> re.Pattern[str] | None:
        """All words as one pattern; it begins with their first letters, which is read fast."""
        words = [(word, "") for word in sorted(self._typed, key=len, reverse=True)]
        if self._growing:
            words.append((self._growing, r"[^\W_]*"))
        if not words:
            return None
        letters = "".join(sorted({*"".join(spellings_of(word[0]) for word, _ in words)}))
        ways = "|".join(
            f"(?<={with_any_marks(word[0])}){with_any_marks(word[1:])}{end}" for word, end in words
        )
        return re.compile(rf"[{letters}](?<![^\W_][{letters}])(?:{ways})(?![^\W_])")

    def places(self, text: str) -> list[Place]:
        """Every word of the question in a cleaned text; typed marks decide if they can."""
        if self._pattern is None:
            return []
        written = small(text)
        found = [
            (*match.span(), match[0], bare_word(match[0]))
            for match in self._pattern.finditer(written)
        ]
        typed = self._typed
        sure = [one for one in found if not (known := typed.get(one[3])) or one[2] in known]
        return self._paired(sure or found, written)

    def _paired(self, found: Sequence[tuple[int, int, str, str]], text: str) -> list[Place]:
        """Tell which words stand beside their neighbour; words of a rewriting only count so."""
        beside = [False] * len(found)
        for at, ((_, end, _, word), (start, _, _, after)) in enumerate(pairwise(found)):
            if start - end <= NEAR and _parts_nothing(text[end:start]):
                grows = bool(self._growing) and after.startswith(self._growing)
                if (word, self._growing if grows else after) in self._pairs:
                    beside[at] = beside[at + 1] = True
        return [
            Place(start, end, word, pair)
            for (start, end, _, word), pair in zip(found, beside, strict=True)
            if pair or word in self._own or self._is_grown(word)
        ]

    def _is_grown(self, word: str) -> bool:
        return bool(self._growing) and word.startswith(self._growing)

    def mark(self, text: str) -> tuple[Piece, ...]:
        """A whole short text (a title) with its words marked."""
        shown = clean(text)
        return _pieces(shown, _worth_marking(self.places(shown)), 0, len(shown))

    def snippet(self, paragraphs: Sequence[str], page_starts: Sequence[int] = ()) -> Snippet:
        """The best place of a document's text."""
        lengths, text = _joined(paragraphs)
        places = self.places(text)
        if not places:
            return _beginning(text)
        best = _best(places)
        start, end = _window(text, best)
        inside = [one for one in _worth_marking(places) if start <= one.start and one.end <= end]
        return Snippet(
            pieces=_pieces(text, inside, start, end),
            page=_Pages(lengths, page_starts).of(inside[0].start if inside else start),
            more=_more(places, start, end) if len(text) < FARTHEST else 0,
            starts_inside=start > 0,
            ends_inside=end < len(text),
        )

    def meetings(
        self, paragraphs: Sequence[str], page_starts: Sequence[int] = ()
    ) -> tuple[Meeting, ...]:
        """Why a document's text was found: its pages, each with the words that it has."""
        lengths, text = _joined(paragraphs)
        pages = _Pages(lengths, page_starts)
        by_page: dict[int | None, list[str]] = {}
        for start, end in _rows(_worth_marking(self.places(text))[:MOST]):
            by_page.setdefault(pages.of(start), []).append(_flat(text[start:end]))
        return tuple(Meeting(page, _different(words)) for page, words in by_page.items())

    def met(self, text: str) -> tuple[str, ...]:
        """The words of the question that a short text has, as they are written there."""
        if text not in self._met:
            shown = clean(text)
            rows = self.rows(shown)
            self._met[text] = _different(_flat(shown[start:end]) for start, end in rows)
        return self._met[text]

    def rows(self, text: str) -> list[tuple[int, int]]:
        """Where rows of the question's words begin and end in a cleaned text."""
        return list(_rows(_worth_marking(self.places(text))))


def _joined(paragraphs: Sequence[str]) -> tuple[list[int], str]:
    """How long each paragraph is as it is shown, and all of them as one text."""
    text = "\n".join(paragraphs)
    shown = clean(text)
    is_clean = shown == text
    lengths = [len(one if is_clean else clean(one)) for one in paragraphs]
    return lengths, shown[:FARTHEST]


def _spelt(words: Iterable[Syllable]) -> Iterator[Syllable]:
    """The words with their other spellings."""
    return (one for word in words for one in word.spellings)


def _rows(places: Iterable[Place]) -> Iterator[tuple[int, int]]:
    """Neighbouring words of the question as one row of words: where it begins and ends."""
    start = end = -1
    was_paired = False
    for one in places:
        if was_paired and one.is_paired and one.start - end <= NEAR:
            end = one.end
        else:
            if end > 0:
                yield start, end
            start, end = one.start, one.end
        was_paired = one.is_paired
    if end > 0:
        yield start, end


def _different(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, whatever its capitals; the longest rows of words first."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(small(word), word)
    return tuple(sorted(found.values(), key=lambda word: -len(word.split()))[:SHOWN])


def _worth_marking(places: list[Place]) -> list[Place]:
    """Pairs, and single words that stand in no pair anywhere in the text."""
    paired = {one.word for one in places if one.is_paired}
    return [one for one in places if one.is_paired or one.word not in paired]


def _parts_nothing(gap: str) -> bool:
    return gap == " " or not any(letter.isalnum() for letter in gap)


def _best(places: list[Place]) -> Place:
    """The word where the window with most of the question begins; the earliest of equals."""
    best, most = places[0], 0.0
    all_of_it = 3.0 * len({one.word for one in places})
    for at, first in enumerate(places):
        seen: set[str] = set()
        worth = 0.0
        for one in places[at : at + 30]:
            if one.end - first.start > LENGTH - 40:
                break
            if one.word not in seen:
                seen.add(one.word)
                worth += 3.0 if one.is_paired else 1.0
        if worth > most:
            best, most = first, worth
            if most == all_of_it:
                break
    return best


def _window(text: str, first: Place) -> tuple[int, int]:
    """A window of whole words round the best place, inside its paragraphs if that is enough."""
    start = max(0, first.start - 60)
    line = text.rfind("\n", start, first.start)
    if line >= 0:
        start = line + 1
    elif start:
        start = text.find(" ", start, first.start) + 1 or first.start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        blank = text.rfind(" ", first.end, end)
        end = blank if blank > 0 else end
    return start, end


def _pieces(text: str, places: Iterable[Place], start: int, end: int) -> tuple[Piece, ...]:
    """Cut a window into marked and plain pieces; a blank between two marked words is marked too."""
    pieces: list[Piece] = []
    at, last_is_paired = start, False
    for one in places:
        gap = text[at : one.start]
        if gap == " " and one.is_paired and last_is_paired:
            pieces[-1] = Piece(pieces[-1].text + gap + text[one.start : one.end], is_marked=True)
        else:
            if gap:
                pieces.append(Piece(_flat(gap)))
            pieces.append(Piece(text[one.start : one.end], is_marked=True))
        at, last_is_paired = one.end, one.is_paired
    if at < end:
        pieces.append(Piece(_flat(text[at:end])))
    return tuple(pieces)


def _flat(text: str) -> str:
    if text.isprintable() and "  " not in text:  # no blank but single ones, as nearly always
        return text
    return re.sub(r"\s+", " ", text)


def _beginning(text: str) -> Snippet:
    end = min(len(text), LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", 0, end), 0) or end
    pieces = (Piece(_flat(text[:end])),) if text.strip() else ()
    return Snippet(pieces=pieces, ends_inside=end < len(text))


class _Pages:
    """Which page a place of a text stands on, where the first paragraph of each page is known."""

    def __init__(self, lengths: Iterable[int], page_starts: Sequence[int]) -> None:
        self._starts = list(page_starts)
        self._ends = list(accumulate(length + 1 for length in lengths))

    def of(self, place: int) -> int | None:
        """The page of a place; None where pages are unknown."""
        if not self._starts:
            return None
        return max(bisect_right(self._starts, bisect_right(self._ends, place)), 1)


def _more(places: list[Place], start: int, end: int) -> int:
    """How many more places there are: rows of paired words outside the window."""
    rows, last = 0, -10
    for one in places:
        if one.is_paired and not (start <= one.start < end):
            rows += one.start - last > 3
            last = one.end
    return rows
