"""What changed between two texts, by paragraph and by word: pure Python over words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

#: Blanks, a word with the marks inside it («486.000.000», «09/QĐ-UBND», «80%»), or one mark.
_TOKEN = re.compile(r"\s+|\w(?:[\w.,/%-]*[\w%])?|.", re.DOTALL)
#: Two paragraphs that share less than this are two paragraphs, not one that changed.
_ALIKE = 0.45
#: Beyond this a paragraph is shown as taken out and put in whole; comparing it would take seconds.
_TOO_LONG = 3000
_TOO_MANY = 900
#: How many words stand around a change where a paragraph is cut short.
_AROUND = 8


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some words in a row that share their fate."""

    kind: Kind
    words: str

    @property
    def is_gone(self) -> bool:
        """Whether the words were taken out."""
        return self.kind is Kind.GONE

    @property
    def is_new(self) -> bool:
        """Whether the words were put in."""
        return self.kind is Kind.NEW


@dataclass(frozen=True)
class Change:
    """One paragraph that changed; its number counts the paragraphs of the newer text, from 1."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def is_new(self) -> bool:
        """Whether the whole paragraph was put in."""
        return all(piece.is_new for piece in self.pieces)

    @property
    def is_gone(self) -> bool:
        """Whether the whole paragraph was taken out."""
        return all(piece.is_gone for piece in self.pieces)


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two texts, and how many paragraphs are the same."""

    changes: tuple[Change, ...]
    same: int


def difference_of(before: Sequence[str], after: Sequence[str]) -> Difference:
    """Compare two texts word by word, paragraph beside paragraph."""
    old, new = _plain(before), _plain(after)
    changes: list[Change] = []
    same = 0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            same += b2 - b1
        else:
            changes.extend(_changes_of(old[a1:a2], new[b1:b2], b1))
    return Difference(tuple(changes), same)


def shortened(change: Change) -> tuple[Piece, ...]:
    """Leave out the words far from what changed: «… có ít nhất 85% 80% hộ gia đình …»."""
    last = len(change.pieces) - 1
    return tuple(
        piece
        if piece.kind is not Kind.SAME
        else Piece(Kind.SAME, _cut(piece.words, keeps_head=at > 0, keeps_tail=at < last))
        for at, piece in enumerate(change.pieces)
    )


def _plain(text: Sequence[str]) -> list[str]:
    return [words for paragraph in text if (words := " ".join(paragraph.split()))]


def _changes_of(old: list[str], new: list[str], first: int) -> Iterator[Change]:
    """Pair what changed with what it was; what has no pair was put in or taken out whole."""
    at = 0
    for one, other in _paired(old, new):
        if other is None:
            yield Change(first + at + 1, (Piece(Kind.GONE, one or ""),))
            continue
        at += 1
        pieces = (Piece(Kind.NEW, other),) if one is None else words_of(one, other)
        yield Change(first + at, pieces)


def _paired(old: list[str], new: list[str]) -> list[tuple[str | None, str | None]]:
    if len(old) * len(new) > _TOO_MANY:
        return [*((words, None) for words in old), *((None, words) for words in new)]
    return list(reversed(_walked_back(old, new, _best_pairs(old, new))))


def _best_pairs(old: list[str], new: list[str]) -> list[list[float]]:
    """The best sum of likenesses of pairs that do not cross, for each pair of beginnings."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old, 1):
        for j, other in enumerate(new, 1):
            likeness = _likeness(one, other)
            pair = best[i - 1][j - 1] + likeness if likeness >= _ALIKE else 0.0
            best[i][j] = max(best[i - 1][j], best[i][j - 1], pair)
    return best


def _walked_back(
    old: list[str], new: list[str], best: list[list[float]]
) -> list[tuple[str | None, str | None]]:
    pairs: list[tuple[str | None, str | None]] = []
    i, j = len(old), len(new)
    while i or j:
        if j and best[i][j] == best[i][j - 1]:
            j -= 1
            pairs.append((None, new[j]))
        elif i and best[i][j] == best[i - 1][j]:
            i -= 1
            pairs.append((old[i], None))
        else:
            i, j = i - 1, j - 1
            pairs.append((old[i], new[j]))
    return pairs


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def words_of(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two paragraphs word by word."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) > _TOO_LONG or len(new) > _TOO_LONG:
        return _pieces(before, after)
    runs: list[tuple[str, str, str]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        runs.append((tag, "".join(old[a1:a2]), "".join(new[b1:b2])))
    return tuple(piece for tag, gone, put in _joined(runs) for piece in _run(tag, gone, put))


def _joined(runs: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Read over a blank between two changes: «ngân sách phường» is one change, not three."""
    gone = put = ""
    for at, (tag, old, new) in enumerate(runs):
        is_blank = tag == "equal" and not old.strip() and 0 < at < len(runs) - 1
        if tag != "equal" or is_blank:
            gone, put = gone + old, put + new
            continue
        if gone or put:
            yield "replace", gone, put
        gone = put = ""
        yield tag, old, new
    if gone or put:
        yield "replace", gone, put


def _run(tag: str, gone: str, put: str) -> tuple[Piece, ...]:
    return (Piece(Kind.SAME, put),) if tag == "equal" else _pieces(gone, put)


def _pieces(gone: str, put: str) -> tuple[Piece, ...]:
    both = (Piece(Kind.GONE, gone), Piece(Kind.NEW, put))
    return tuple(piece for piece in both if piece.words)


def _cut(words: str, *, keeps_head: bool, keeps_tail: bool) -> str:
    tokens = _TOKEN.findall(words)
    around = 2 * _AROUND
    if len(tokens) <= around * (keeps_head + keeps_tail) + 2:
        return words
    head = "".join(tokens[:around]).rstrip() + " " if keeps_head else ""
    tail = " " + "".join(tokens[-around:]).lstrip() if keeps_tail else ""
    return f"{head}…{tail}"
