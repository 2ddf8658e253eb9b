"""Where the words of a question stand on the pages of a version in hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from docs_mgmt.files.page_words import PlacedWord, placed_words
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import path_of
from docs_mgmt.models import Person, Version
from docs_mgmt.permissions import reach_of
from docs_mgmt.queries.files import rendition_of
from docs_mgmt.rules.vietnamese import clean
from search.queries.abbreviations import table_for
from search.rules.marking import Marker
from search.rules.question import read_question

#: A page's words are read from its PDF in a child; the PDF never changes.
_KEPT = 24 * 3600
#: So many places of a page are marked.
_MOST = 200


@dataclass(frozen=True)
class FoundPlace:
    """One row of the words asked for on a page: as written, and a box a word."""

    words: str
    boxes: tuple[tuple[float, float, float, float], ...]


def places_on(reader: Person, version: Version, page: int, typed: str) -> tuple[FoundPlace, ...]:
    """The words of the question on one page; none where the page has no words of its own."""
    rendition = rendition_of(version)
    if rendition is None:
        return ()
    words = _placed(version.text.searchable_sha256 or rendition.sha256, page)
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += f"{clean(word.text)} "
    rows = _marker(reader, typed).rows(text)[:_MOST]
    return tuple(_place(text, start, end, words, starts) for start, end in rows)


def pages_with(reader: Person, version: Version, typed: str) -> tuple[int, ...]:
    """The pages on which words of the question stand, by the text that was read."""
    text = version.text
    met = _marker(reader, typed).meetings(text.paragraphs, text.page_starts)
    return tuple(sorted(meeting.page for meeting in met if meeting.page))


def _marker(reader: Person, typed: str) -> Marker:
    """Mark what the reader's question means, the office's own abbreviations included."""
    return Marker(read_question(typed + " ", table=table_for(reach_of(reader))))


def _placed(sha256: str, page: int) -> tuple[PlacedWord, ...]:
    """The words of a page; a scan's are read in the copy that it has beside it."""
    key = f"placed-upright-{sha256}-{page}"
    kept = cache.get(key)
    if isinstance(kept, tuple):
        return kept
    try:
        words = placed_words(path_of(sha256), page)
    except (FileRefusedError, FileNotFoundError):
        return ()
    cache.set(key, words, _KEPT)
    return words


def _place(
    text: str, start: int, end: int, words: Sequence[PlacedWord], starts: Sequence[int]
) -> FoundPlace:
    return FoundPlace(" ".join(text[start:end].split()), tuple(_boxes(start, end, words, starts)))


def _boxes(
    start: int, end: int, words: Sequence[PlacedWord], starts: Sequence[int]
) -> Iterator[tuple[float, float, float, float]]:
    """The words touched; one that holds more than what was asked for is marked in its part."""
    for word, at in zip(words, starts, strict=True):
        length = len(clean(word.text))
        first, last = max(start - at, 0), min(end - at, length)
        if length and first < last:
            if _lies(word, length):
                first, last = 0, length
            width = (word.right - word.left) / length
            yield (
                round(word.left + first * width, 4),
                round(word.top, 4),
                round(word.left + last * width, 4),
                round(word.bottom, 4),
            )


#: A word of so many letters that is higher than wide lies on its side: its parts have no place.
_UPRIGHT = 3


def _lies(word: PlacedWord, length: int) -> bool:
    is_tall = word.bottom - word.top > word.right - word.left
    return is_tall and length >= _UPRIGHT
