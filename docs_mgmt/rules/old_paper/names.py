"""What the name of an old file and its folders give away: a number, a type, a date, a year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from docs_mgmt.rules.old_paper.numbers import date_of
from docs_mgmt.rules.old_paper.types import NAMES
from docs_mgmt.rules.vietnamese import fold

#: Codes that people put into file names; those that mean two things are left out.
_CODES = {
    "qd": "QĐ",
    "nq": "NQ",
    "ct": "CT",
    "tb": "TB",
    "kh": "KH",
    "bc": "BC",
    "ttr": "TTr",
    "cv": "CV",
    "gm": "GM",
    "ctr": "CTr",
    "bb": "BB",
    "pa": "PA",
    "ggt": "GGT",
}
_CODE = "|".join(sorted(_CODES, key=len, reverse=True))
_NAME = "|".join(sorted((*NAMES, "cong van"), key=len, reverse=True))
_Y, _M, _D = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_DATES = (
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[ ._-](?P<month>\d{1,2})[ ._-](?P<day>\d{1,2})(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})[ ._-](?P<month>\d{1,2})[ ._-](?P<year>(?:19|20)\d\d)(?!\d)"
    ),
)
_OLD_SYSTEM = re.compile(r"^(?P<date>[\d_]+).*!~!")
_SEP = r"[ ._\-]*"
_TYPE_NUMBER = re.compile(
    rf"(?<![a-z])(?P<type>{_CODE}|{_NAME}){_SEP}(?:so{_SEP})?(?P<number>\d{{1,5}})(?!\d)"
)
_NUMBER_TYPE = re.compile(
    rf"(?<!\d)(?P<number>\d{{1,5}}){_SEP}(?:(?:19|20)\d\d{_SEP})?(?P<type>{_CODE}|{_NAME})(?![a-z])"
)
_TYPE = re.compile(rf"(?<![a-z])(?P<type>{_CODE}|{_NAME})(?![a-z])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Place:
    """What a file's name and folders say; each may be wrong, none is proof."""

    number: str = ""
    type_key: str = ""
    day: date | None = None
    #: The years that its folders and its name carry.
    years: frozenset[int] = frozenset()


def place_of(name: str, folders: Sequence[str]) -> Place:
    """Read the name of an old file and the folders that it lies in."""
    stem = fold(PurePosixPath(name.replace("\\", "/")).stem)
    day, rest = _date_in(stem)
    if old_system := _OLD_SYSTEM.match(stem):
        rest = stem[old_system.end() :]
    number, kind = _number_in(rest)
    years = {int(found) for folder in folders for found in _YEAR.findall(fold(folder))}
    if day is not None:
        years.add(day.year)
    return Place(number, kind or _kind_of(folders), day, frozenset(years))


def _date_in(stem: str) -> tuple[date | None, str]:
    for pattern in _DATES:
        found = pattern.search(stem)
        day = found and date_of(int(found["year"]), int(found["month"]), int(found["day"]))
        if found and day:
            return day, stem[: found.start()] + " " + stem[found.end() :]
    return None, stem


def _number_in(stem: str) -> tuple[str, str]:
    for pattern in (_TYPE_NUMBER, _NUMBER_TYPE):
        found = pattern.search(stem)
        if found and not _YEAR.fullmatch(found["number"]):
            return str(int(found["number"])), _key(found["type"])
    alone = _TYPE.search(stem)
    return "", _key(alone["type"]) if alone else ""


def _kind_of(folders: Sequence[str]) -> str:
    for folder in reversed(folders):
        if found := _TYPE.search(fold(folder)):
            return _key(found["type"])
    return ""


def _key(word: str) -> str:
    if word == "cong van":
        return "CV"
    return _CODES.get(word) or NAMES.get(word, "")
