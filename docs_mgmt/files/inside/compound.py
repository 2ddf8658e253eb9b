"""The directory of an old office file (an OLE compound file): which streams it has, and where."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_FREE = 0xFFFFFFFA  # this and what is above it names no sector
_IN_HEADER = 109
_ROOT, _STREAM = 5, 2
_SMALLEST_LARGE, _SMALL_SECTOR = 4096, 64


class BrokenCompoundError(Exception):
    """The directory cannot be followed."""


@dataclass(frozen=True)
class Entry:
    """One name in the directory."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """A compound file in memory; its directory, and streams one by one."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise BrokenCompoundError
        self._data = data
        shift = int.from_bytes(data[30:32], "little")
        if shift not in (9, 12):
            raise BrokenCompoundError
        self._sector = 1 << shift
        self._table = self._read_table()
        first = int.from_bytes(data[48:52], "little")
        self.entries = list(self._read_entries(first))
        if not self.entries or self.entries[0].kind != _ROOT:
            raise BrokenCompoundError

    @property
    def names(self) -> set[str]:
        """Every name, at whichever depth."""
        return {entry.name for entry in self.entries}

    @property
    def top(self) -> dict[str, Entry]:
        """The names right under the root: they say what the file is."""
        found, seen = {}, set[int]()
        waiting = [self.entries[0].child]
        while waiting:
            place = waiting.pop()
            if place >= len(self.entries) or place in seen:
                continue
            seen.add(place)
            entry = self.entries[place]
            found[entry.name] = entry
            waiting += [entry.left, entry.right]
        return found

    def start_of(self, entry: Entry, length: int) -> bytes:
        """The first bytes of a large stream; empty where it is a small one, kept elsewhere."""
        if entry.kind != _STREAM or entry.size < _SMALLEST_LARGE:
            return b""
        return self._sector_at(entry.start)[:length]

    def whole(self, entry: Entry) -> bytes:
        """A stream from first to last; small ones lie together in the stream of the root."""
        if entry.kind != _STREAM or entry.size > len(self._data):
            return b""
        if entry.size >= _SMALLEST_LARGE:
            return self._chained(entry.start, entry.size)
        first, count = struct.unpack_from("<II", self._data, 60)
        raw = self._chained(first, min(count * self._sector, len(self._data)))
        table = struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
        root = self.entries[0]
        small = self._chained(root.start, min(root.size, len(self._data)))
        pieces, number = list[bytes](), entry.start
        while number < len(table) and len(pieces) * _SMALL_SECTOR < entry.size:
            pieces.append(small[number * _SMALL_SECTOR : (number + 1) * _SMALL_SECTOR])
            number = table[number]
        return b"".join(pieces)[: entry.size]

    def _chained(self, number: int, size: int) -> bytes:
        sectors = list[bytes]()
        while number < len(self._table) and len(sectors) * self._sector < size:
            sectors.append(self._sector_at(number))
            number = self._table[number]
        return b"".join(sectors)[:size]

    def _sector_at(self, number: int) -> bytes:
        at = (number + 1) * self._sector
        return self._data[at : at + self._sector]

    def _read_table(self) -> list[int]:
        header = struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76)
        sectors = [number for number in header if number < _FREE]
        following = int.from_bytes(self._data[68:72], "little")
        most = len(self._data) // self._sector + 1
        rounds = 0
        while following < _FREE and rounds < most:
            numbers = self._numbers(following)
            if not numbers:
                raise BrokenCompoundError
            sectors += [number for number in numbers[:-1] if number < _FREE]
            following, rounds = numbers[-1], rounds + 1
        table: list[int] = []
        for number in sectors[:most]:
            table += self._numbers(number)
        return table

    def _numbers(self, sector: int) -> list[int]:
        raw = self._sector_at(sector)
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    def _read_entries(self, sector: int) -> Iterator[Entry]:
        for _round in range(len(self._table) + 1):
            if sector >= _FREE:
                return
            raw = self._sector_at(sector)
            for at in range(0, len(raw) - _ENTRY + 1, _ENTRY):
                yield _entry(raw[at : at + _ENTRY])
            if sector >= len(self._table):
                raise BrokenCompoundError
            sector = self._table[sector]
        raise BrokenCompoundError  # a ring


def _entry(raw: bytes) -> Entry:
    length = min(max(int.from_bytes(raw[64:66], "little") - 2, 0), 62)
    left, right, child = struct.unpack_from("<3I", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    name = raw[:length].decode("utf-16-le", errors="replace")
    return Entry(name, raw[66], left, right, child, start, size)
