"""Dates as people type them: a day, a month or a year, each with its first and last day."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month, a year or several, and how long it is as typed."""

    first: date
    last: date
    length: int = 0


_SIGN = r"\s?[/.\-]\s?"
_ENDS = r"(?![\w/]|[.\-,]\d)"
_IN_DAY, _IN_YEAR = "(?:ng[àa]y )?", "(?:n[ăa]m )?"
#: «15 tháng 3 năm 2023» is said as 15/3/2023 is.
_OF_MONTH = rf"(?:{_SIGN}|\s?th[áa]ng\s?)"
_OF_YEAR = rf"(?:{_SIGN}|\s?n[ăa]m\s?)"


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form + _ENDS, re.IGNORECASE)


_DAY = _pattern(rf"{_IN_DAY}(\d{{1,2}}){_OF_MONTH}(\d{{1,2}}){_OF_YEAR}(\d{{4}})")
_DAY_TURNED = _pattern(rf"{_IN_DAY}(\d{{4}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{1,2}})")
_MONTH = _pattern(rf"(?:th[áa]ng )?(\d{{1,2}}){_OF_YEAR}(\d{{4}})")
_QUARTER = _pattern(rf"qu[ýyíi] ([1-4]|iv|i{{1,3}}){_OF_YEAR}(\d{{4}})")
_YEARS = _pattern(rf"{_IN_YEAR}(\d{{4}})(?:\s?-\s?(\d{{4}}))?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FIRST_YEAR, _LAST_YEAR = 1900, 2155
#: A date or a year as they stand behind the number of a document.
DATE_BEHIND = re.compile(
    r"[,\s]*(?:(?:ban hành |ký )?(?:ngày|ngay) \d{1,2}"
    r"(?:[/.\-]\d{1,2}[/.\-]| ?(?:tháng|thang) ?\d{1,2} ?(?:năm|nam) ?)|(?:năm|nam) )"
    r"(?P<year>(?:19|20)\d\d)(?![\w/\-])",
    re.IGNORECASE,
)
YEAR_JOINED = re.compile(r"[/\-](?P<year>(?:19|20)\d\d)(?![\w/\-])")
YEAR_ALONE = re.compile(r"[,\s(]+(?P<year>(?:19|20)\d\d)(?![\w/\-]|[.,]\d)")


def period_at_start(text: str) -> Period | None:
    """The period with which a text begins; None where there is none in the calendar."""
    for pattern, reading in _READINGS:
        found = pattern.match(text)
        if found is None:
            continue
        try:
            first, last = reading(*(_figure(part) for part in found.groups() if part))
        except ValueError:
            return None  # 31/2/2025: a date by its form, but no day of any year
        is_known = _FIRST_YEAR <= first.year <= last.year <= _LAST_YEAR
        return Period(first, last, found.end()) if is_known else None
    return None


def _figure(part: str) -> int:
    return _ROMAN.get(part.lower()) or int(part)


def _day(day: int, month: int, year: int) -> tuple[date, date]:
    return date(year, month, day), date(year, month, day)


def _day_turned(year: int, month: int, day: int) -> tuple[date, date]:
    return _day(day, month, year)


def _month(month: int, year: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _quarter(quarter: int, year: int) -> tuple[date, date]:
    return date(year, 3 * quarter - 2, 1), _month(3 * quarter, year)[1]


def _years(first: int, last: int | None = None) -> tuple[date, date]:
    return date(first, 1, 1), date(last or first, 12, 31)


_READINGS: tuple[tuple[re.Pattern[str], Callable[..., tuple[date, date]]], ...] = (
    (_DAY, _day),
    (_DAY_TURNED, _day_turned),
    (_MONTH, _month),
    (_QUARTER, _quarter),
    (_YEARS, _years),
)
