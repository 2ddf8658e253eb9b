"""Reads a letter's text file: a head of `key: value` lines, a line `---`, then the body."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scripts.letters.people import Agency

TYPES = {
    "QĐ": "QUYẾT ĐỊNH",
    "CT": "CHỈ THỊ",
    "TB": "THÔNG BÁO",
    "HD": "HƯỚNG DẪN",
    "CTr": "CHƯƠNG TRÌNH",
    "KH": "KẾ HOẠCH",
    "PA": "PHƯƠNG ÁN",
    "ĐA": "ĐỀ ÁN",
    "BC": "BÁO CÁO",
    "BB": "BIÊN BẢN",
    "TTr": "TỜ TRÌNH",
    "CĐ": "CÔNG ĐIỆN",
    "GM": "GIẤY MỜI",
    "CV": "",
}


@dataclass(frozen=True)
class Annex:
    """An annex: its title and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """One document before its number is given."""

    stem: str
    agency: Agency
    head: dict[str, str]
    body: tuple[str, ...]
    annexes: tuple[Annex, ...] = field(default=())

    def words(self, key: str) -> list[str]:
        """A head line that holds several things, split at its bars."""
        return [word.strip() for word in self.head.get(key, "").split("|") if word.strip()]

    @property
    def type(self) -> str:
        """The key of the document's type."""
        return self.head["type"]

    @property
    def date(self) -> date:
        """The day of issue."""
        return date.fromisoformat(self.head["date"])

    @property
    def unit(self) -> str:
        """The code of the drafting unit."""
        return self.agency.units[self.head["drafter"]]

    @property
    def authority(self) -> str:
        """Whether the committee or its chair decides."""
        return self.head.get("authority", "COLLECTIVE")

    @property
    def notation(self) -> str:
        """What stands after the slash of the number."""
        return f"UBND-{self.unit}" if self.type == "CV" else f"{self.type}-UBND"


def read_letter(path: Path, agency: Agency) -> Letter:
    """The letter written in a text file."""
    top, _, rest = path.read_text(encoding="utf-8").partition("\n---\n")
    head = dict(line.split(": ", 1) for line in top.splitlines())
    if head["type"] not in TYPES:
        raise ValueError(f"{path.name}: no type {head['type']}")
    body: list[str] = []
    annexes: list[tuple[str, list[str]]] = []
    for line in (line.strip() for line in rest.splitlines()):
        if line.startswith("+++ "):
            annexes.append((line[4:], []))
        elif line:
            (annexes[-1][1] if annexes else body).append(line)
    return Letter(
        stem=path.stem,
        agency=agency,
        head=head,
        body=tuple(body),
        annexes=tuple(Annex(title, tuple(lines)) for title, lines in annexes),
    )
