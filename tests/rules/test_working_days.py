"""Working days: no weekends, no public holidays; the holidays that move are given."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from docs_mgmt.rules.working_days import is_working, working_days_after, working_days_between

#: Tết Bính Ngọ and Giỗ Tổ Hùng Vương 2026, as an office would enter them.
TET = frozenset(date(2026, 2, 14) + timedelta(days=n) for n in range(9))
MOVING = TET | {date(2026, 4, 27)}
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def test_weekends_and_public_holidays_are_no_working_days():
    assert is_working(date(2026, 11, 26))  # a Thursday
    assert not is_working(date(2026, 11, 28))  # Saturday
    assert not is_working(date(2026, 11, 29))  # Sunday
    assert not is_working(date(2026, 9, 2))  # Quốc khánh, a Wednesday
    assert not is_working(date(2026, 2, 17), MOVING)  # mồng Một Tết
    assert is_working(date(2026, 2, 17))  # nobody said that it was Tết


def test_two_working_days_after_friday_is_tuesday():
    assert working_days_after(date(2026, 11, 27), 2) == date(2026, 12, 1)
    assert working_days_after(date(2026, 11, 28), 1) == date(2026, 11, 30)
    assert working_days_after(date(2026, 11, 27), 0) == date(2026, 11, 27)


def test_tet_is_jumped_over():
    assert working_days_after(date(2026, 2, 13), 1, MOVING) == date(2026, 2, 23)
    assert working_days_after(date(2026, 4, 24), 1, MOVING) == date(2026, 4, 28)
    assert working_days_after(date(2026, 4, 29), 1, MOVING) == date(2026, 5, 4)


def test_what_is_left_and_what_is_overdue():
    assert working_days_between(date(2026, 11, 26), date(2026, 11, 30)) == 2
    assert working_days_between(date(2026, 11, 30), date(2026, 11, 26)) == -2
    assert working_days_between(date(2026, 11, 26), date(2026, 11, 26)) == 0


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(1, 60))
def test_counting_back_gives_what_was_counted_on(start, days):
    end = working_days_after(start, days, MOVING)
    assert is_working(end, MOVING)
    assert working_days_between(start, end, MOVING) == days
