"""The export of an old register: which column is what, and which row is of which paper."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from docs_mgmt.rules.facts import Fact, Facts
from docs_mgmt.rules.old_archive import are_alike
from docs_mgmt.rules.old_paper.numbers import FIRST_YEAR, date_of
from docs_mgmt.rules.old_paper.types import NAMES, type_by_notation
from docs_mgmt.rules.vietnamese import canon, clean, fold
from docs_mgmt.rules.words import Source

#: Columns by the words of their heads, folded; the first that fits counts.
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("file", r"(?:ten )?(?:tep|file)|duong dan|tap tin"),
    ("full", r"so[,/ va]*ky hieu|so hieu|so van ban|ky hieu"),
    ("date", r"ngay(?:,? thang)?|ngay (?:ban hanh|van ban|ky)"),
    ("signer", r"nguoi ky"),
    ("issuer", r"(?:co quan|don vi|noi) ban hanh|tac gia"),
    ("remark", r"ghi chu|hieu luc|tinh trang"),
    ("title", r"(?:ten loai va )?trich yeu|noi dung|ten van ban"),
    ("type", r"(?:ten )?loai|loai van ban|hinh thuc"),
    ("number", r"so(?: di)?"),
)
_DAY = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})")
_SHORT_DAY = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<short>\d\d)(?!\d)")
#: Under the heads some registers number their columns: (1), (2).
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FULL = re.compile(
    r"0*(?P<number>\d{1,6}[a-zđ]?)(?P<rest>(?:/(?:19|20)\d\d)?[/\-]\S.*)", re.IGNORECASE
)
_HEAD_WITHIN = 15
#: How sure a fact is that register and paper both say; that only the register says.
_BOTH, _REGISTER, _AGAINST = 99, 85, 50


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the old register."""

    full: str = ""
    date: str = ""
    type: str = ""
    title: str = ""
    signer: str = ""
    issuer: str = ""
    remark: str = ""
    file: str = ""
    number: str = ""

    @property
    def year(self) -> str:
        """The year of its date."""
        return self.date[:4]


def lines_in(rows: Iterable[Sequence[str]]) -> tuple[Line, ...]:
    """Every line of a table, its columns told by their heads; none if no head is found."""
    table = [[" ".join(clean(str(cell)).split()) for cell in row] for row in rows]
    for at, row in enumerate(table[:_HEAD_WITHIN]):
        below = table[at + 1] if at + 1 < len(table) else []
        for heads, first in ((row, at + 1), (_of_two_rows(row, below), at + 2)):
            columns = _columns_of(heads)
            if {"title", "date"} <= set(columns) and {"full", "number"} & set(columns):
                return tuple(_lines(table[first:], columns))
    return ()


def _of_two_rows(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The heads of columns where some stand under a head of several: «Văn bản»: «Số», «Ngày»."""
    return [under or over for over, under in zip_longest(above, below, fillvalue="")]


def _lines(rows: Iterable[Sequence[str]], columns: dict[str, int]) -> Iterator[Line]:
    for cells in rows:
        line = _line(cells, columns)
        if line.full and not _COLUMN_NUMBER.fullmatch(line.title):
            yield line


def _columns_of(row: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        words = fold(cell).strip(" .:*")
        for name, pattern in _COLUMNS:
            if name not in columns and re.match(rf"(?:{pattern})(?:\b|$)", words):
                columns[name] = index
                break
    return columns


def _line(cells: Sequence[str], columns: dict[str, int]) -> Line:
    said = {name: cells[at] for name, at in columns.items() if at < len(cells)}
    said["date"] = _day(said.get("date", ""))
    said["full"] = tidy_number(said.get("full", ""))
    if not said["full"] and _FULL.fullmatch(whole := tidy_number(said.get("number", ""))):
        said["full"] = whole  # «Số» alone is the head of whole numbers too
    if said["full"] and not said["full"][0].isdigit() and said.get("number", "").isdigit():
        said["full"] = tidy_number(f"{said['number']}/{said['full'].lstrip('/')}")
    line = Line(**said)
    kind, title = _type_and_title(line)
    return replace(line, type=kind, title=title)


def tidy_number(text: str) -> str:
    """Number and notation without loose blanks, under ten with a zero."""
    tight = re.sub(r"\s*([/\-])\s*", r"\1", canon(text)).strip()
    found = _FULL.fullmatch(tight)
    return f"{found['number'].zfill(2)}{found['rest']}" if found else tight


def _day(text: str) -> str:
    found = _ISO.search(text) or _DAY.search(text) or _SHORT_DAY.search(text)
    if found is None:
        return ""
    year = int(found["year"]) if "year" in found.groupdict() else _whole_year(int(found["short"]))
    day = date_of(year, int(found["month"]), int(found["day"]))
    return day.isoformat() if day else ""


def _whole_year(short: int) -> int:
    """09 is 2009, 98 is 1998: no paper of the State is older than 1945."""
    return short + (2000 if 2000 + short < FIRST_YEAR + 100 else 1900)


def _type_and_title(line: Line) -> tuple[str, str]:
    """The key of the type, and the title without the type's name before it."""
    said = fold(line.type)
    notation = line.full.partition("/")[2].rpartition("/")[2]
    by_notation = type_by_notation(notation) if notation else ""
    key = "CV" if said == "cong van" else NAMES.get(said, "")
    for name in sorted(NAMES, key=len, reverse=True):
        # A letter may be about a report: «báo cáo tình hình …» under 87/UBND-VP.
        is_its_type = NAMES[name] in {key, by_notation} or not (key or by_notation)
        if is_its_type and fold(line.title).startswith(f"{name} "):
            rest = line.title[len(name) :].strip(" :-")
            return NAMES[name], rest[:1].upper() + rest[1:]
    return key or by_notation, line.title


class OldRegister:
    """The lines of an export, found by file, by number and date, or by number and year."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._by: dict[tuple[str, ...], list[Line]] = {}
        for line in lines:
            full = _key(line.full)
            keys: list[tuple[str, ...]] = [("day", full, line.date), ("year", full, line.year)]
            if line.file:
                keys.append(("file", _file_key(line.file)))
            for key in keys:
                self._by.setdefault(key, []).append(line)

    def line_for(self, facts: Facts, name: str) -> Line | None:
        """The one line of a paper; none if no line fits or several do."""
        full, day = _key(facts.full.value), facts.date.value
        keys = (("file", _file_key(name)), ("day", full, day), ("year", full, day[:4]))
        for key in keys:
            found = self._by.get(key, []) if all(key) else []
            if len(found) == 1:
                return found[0]
        return None


def _key(full: str) -> str:
    return fold(tidy_number(full)).replace(" ", "")


def _file_key(name: str) -> str:
    return fold(name.replace("\\", "/").rpartition("/")[2])


def with_register(facts: Facts, line: Line | None) -> Facts:
    """The facts held against the register: what both say is sure, what they dispute is not."""
    if line is None:
        return facts
    said = {name: getattr(line, name) for name in ("full", "date", "type", "title", "signer")}
    changed = {
        name: _held(name, getattr(facts, name), value) for name, value in said.items() if value
    }
    if line.issuer and not facts.issuer.value:
        changed["issuer"] = Fact(line.issuer, _REGISTER, Source.REGISTER)
    full = changed.get("full")
    if full is not None and (parts := _FULL.fullmatch(full.value)):
        changed["number"] = replace(full, value=parts["number"].lstrip("0"))
        notation = re.sub(r"^(?:/(?:19|20)\d\d)?[/\-]", "", parts["rest"])
        changed["notation"] = replace(full, value=notation)
    return facts.with_facts(changed)


def _held(name: str, fact: Fact, said: str) -> Fact:
    if not fact.value:
        return Fact(said, _REGISTER, Source.REGISTER)
    if name == "title":
        is_same = are_alike(fact.value, said)
        # The register's wording is the one that people ask for where the paper's end was not plain.
        if is_same and not fact.is_sure:
            return Fact(said, _BOTH, Source.REGISTER)
    elif name == "full":
        is_same = _key(fact.value) == _key(said)
    else:
        is_same = fold(fact.value) == fold(said)
    return replace(fact, sureness=_BOTH) if is_same else fact.doubted(_AGAINST)
