"""The lines of a set that somebody else wrote, read one by one or by several processes at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import django

from search.jobs.in_turn import done_in_turn, end_with_the_one_who_asks, hands
from search.rules.entry import Entry
from search.rules.given import BadLineError, entry_of

#: Fewer bytes are read sooner than a process has begun.
WORTH_IT = 10_000_000
#: A part ends at so many lines or bytes.
_LINES, _BYTES = 200, 1_000_000
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One line as it stands in its file.

    Places count what is read, so they have no gaps where blank lines stand.
    """

    number: int
    place: int
    raw: bytes

    def read(self, reading: Callable[[str, int], _Read]) -> _Read:
        """What the line says. Raises BadLineError."""
        try:
            line = self.raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError as wrong:
            raise BadLineError("is not UTF-8") from wrong
        return reading(line, self.place)


@dataclass(frozen=True, slots=True)
class GivenDocument:
    """A document of a set, its name and its line; without an entry: why it cannot be read."""

    number: int
    name: str = ""
    entry: Entry | None = None
    wrong: str = ""


def lines_of(path: Path) -> Iterator[GivenLine]:
    """The lines of a file; a blank one is none. Raises OSError."""
    place = 0
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if raw.strip():
                place += 1
                yield GivenLine(number, place, raw)


def documents_of(path: Path, *, worth_it: int = WORTH_IT) -> Iterator[GivenDocument]:
    """The documents of a set in its order, as far as the first that is wrong. Raises OSError."""
    lines = lines_of(path)
    if hands() == 1 or path.stat().st_size < worth_it:
        yield from map(_document, lines)
        return
    for documents in done_in_turn(_read, _parts(lines), begin=django.setup):
        yield from documents


def _parts(lines: Iterator[GivenLine]) -> Iterator[list[GivenLine]]:
    part, size = list[GivenLine](), 0
    for line in lines:
        part.append(line)
        size += len(line.raw)
        if len(part) == _LINES or size > _BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _read(part: list[GivenLine]) -> list[GivenDocument]:
    """In the other process."""
    _begin()
    return [_document(line) for line in part]


@lru_cache(maxsize=1)
def _begin() -> None:
    end_with_the_one_who_asks()


def _document(line: GivenLine) -> GivenDocument:
    try:
        name, entry = line.read(entry_of)
    except BadLineError as wrong:
        return GivenDocument(line.number, wrong=str(wrong))
    return GivenDocument(line.number, name, entry.worked_out())
