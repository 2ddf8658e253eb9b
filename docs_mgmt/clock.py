"""Now and today, as the office counts them; only the demo and the tests turn this clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

#: The office's own time: the year of the registers turns at midnight here (NĐ 30/2020, Đ15.1).
OFFICE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")

_turned: ContextVar[timedelta | None] = ContextVar("turned", default=None)


def now() -> datetime:
    """The moment at which a deed happens."""
    shift = _turned.get()
    return timezone.now() if shift is None else timezone.now() + shift


def today() -> date:
    """The date of the office, not that of Greenwich."""
    return now().astimezone(OFFICE_TIME).date()


@contextmanager
def turned_to(moment: datetime) -> Iterator[None]:
    """Let deeds happen at another time, for the demo's past; whoever turns it asks first if it may.

    Refusing where a real person exists is `office.demo`'s part: the clock knows no people.
    """
    mark = _turned.set(moment - timezone.now())
    try:
        yield
    finally:
        _turned.reset(mark)
