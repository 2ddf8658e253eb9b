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
_DAY = re.compile(rf"(\d{{1,2}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{4}}){_ENDS}")
_DAY_TURNED = re.compile(rf"(\d{{4}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{1,2}}){_ENDS}")
_MONTH = re.compile(rf"(\d{{1,2}}){_SIGN}(\d{{4}}){_ENDS}")
_YEARS = re.compile(rf"(\d{{4}})(?:\s?-\s?(\d{{4}}))?{_ENDS}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2155


def period_at_start(text: str) -> Period | None:
    """The period with which a text begins; None where there is none in the calendar."""
    for pattern, reading in _READINGS:
        found = pattern.match(text)
        if found is None:
            continue
        try:
            first, last = reading(*(int(part) for part in found.groups() if part))
        except ValueError:
            return None  # 31/2/2025: a date by its form, but no day of any year
        is_known = _FIRST_YEAR <= first.year <= last.year <= _LAST_YEAR
        return Period(first, last, found.end()) if is_known else None
    return None


def _day(day: int, month: int, year: int) -> tuple[date, date]:
    return date(year, month, day), date(year, month, day)


def _day_turned(year: int, month: int, day: int) -> tuple[date, date]:
    return _day(day, month, year)


def _month(month: int, year: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _years(first: int, last: int | None = None) -> tuple[date, date]:
    return date(first, 1, 1), date(last or first, 12, 31)


_READINGS: tuple[tuple[re.Pattern[str], Callable[..., tuple[date, date]]], ...] = (
    (_DAY, _day),
    (_DAY_TURNED, _day_turned),
    (_MONTH, _month),
    (_YEARS, _years),
)
