"""Working days of a Vietnamese office: no weekends, no public holidays; the holidays are given."""

from collections.abc import Collection
from datetime import date, timedelta

#: Holidays on the same day each year (Bộ luật Lao động 2019, Đ112); those that move are given.
FIXED = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})


def is_working(day: date, holidays: Collection[date] = ()) -> bool:
    """Say whether the office is open on that day."""
    return day.weekday() < 5 and (day.month, day.day) not in FIXED and day not in holidays


def working_days_after(start: date, days: int, holidays: Collection[date] = ()) -> date:
    """Give the day that is so many working days after the start."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Collection[date] = ()) -> int:
    """Count working days after the start up to the end; negative when the end is past."""
    if end < start:
        return -working_days_between(end, start, holidays)
    span = (end - start).days
    return sum(is_working(start + timedelta(days=n), holidays) for n in range(1, span + 1))
