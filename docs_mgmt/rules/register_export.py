"""The export of an old register: which column is what, and which row is of which paper."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from docs_mgmt.rules.facts import Fact, Facts
from docs_mgmt.rules.old_archive import are_alike
from docs_mgmt.rules.old_paper.numbers import date_of
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
        columns = _columns_of(row)
        if {"title", "date"} <= set(columns) and {"full", "number"} & set(columns):
            return tuple(line for cells in table[at + 1 :] if (line := _line(cells, columns)).full)
    return ()


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
    found = _ISO.search(text) or _DAY.search(text)
    day = found and date_of(int(found["year"]), int(found["month"]), int(found["day"]))
    return day.isoformat() if day else ""


def _type_and_title(line: Line) -> tuple[str, str]:
    """The key of the type, and the title without the type's name before it."""
    said = fold(line.type)
    key = "CV" if said == "cong van" else NAMES.get(said, "")
    for name in sorted(NAMES, key=len, reverse=True):
        if fold(line.title).startswith(f"{name} ") and key in {"", NAMES[name]}:
            rest = line.title[len(name) :].strip(" :-")
            return NAMES[name], rest[:1].upper() + rest[1:]
    notation = line.full.partition("/")[2].rpartition("/")[2]
    return key or (type_by_notation(notation) if notation else ""), line.title


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
