"""Dates, times and numbers as the office writes them, in the language of the page."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dateformat import format as django_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from docs_mgmt.clock import today
from docs_mgmt.rules.working_days import working_days_between

_SWAPPED = str.maketrans(",.", ".,")


def _is_vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")


def local(moment: date) -> tuple[date, time | None]:
    """Part a moment into the day and hour of the office; a date has no hour."""
    if not isinstance(moment, datetime):
        return moment, None
    if timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return moment.date(), moment.time()


def day_of(moment: date) -> str:
    """The day in full: 14/05/2026, in English 14 May 2026."""
    day, _hour = local(moment)
    return f"{day:%d/%m/%Y}" if _is_vietnamese() else django_format(day, "j F Y")


def short_day_of(moment: date) -> str:
    """The day without its year where that is this year."""
    day, _hour = local(moment)
    if day.year != today().year:
        return day_of(day)
    return f"{day:%d/%m}" if _is_vietnamese() else django_format(day, "j F")


def exact(moment: date) -> str:
    """The moment in full: 14/05/2026, 07:55."""
    _day, hour = local(moment)
    return f"{day_of(moment)}, {hour:%H:%M}" if hour else day_of(moment)


def when(moment: date) -> str:
    """The moment as one says it: today, 17:00; 14/05, 07:55; with its year when that is past."""
    day, hour = local(moment)
    distance = (day - today()).days
    words = {
        -1: pgettext("day", "yesterday"),
        0: pgettext("day", "today"),
        1: pgettext("day", "tomorrow"),
    }.get(distance) or (short_day_of(moment) if hour else day_of(moment))
    return f"{words}, {hour:%H:%M}" if hour else words


def weekday_of(moment: date) -> str:
    """The name of the day in the week, as it stands inside a sentence."""
    day, _hour = local(moment)
    return (
        pgettext("weekday", "Monday"),
        pgettext("weekday", "Tuesday"),
        pgettext("weekday", "Wednesday"),
        pgettext("weekday", "Thursday"),
        pgettext("weekday", "Friday"),
        pgettext("weekday", "Saturday"),
        pgettext("weekday", "Sunday"),
    )[day.weekday()]


def standing_of(due: date) -> tuple[str, str]:
    """How a deadline stands today, in words and as the class of its tag."""
    day, hour = local(due)
    if day < today():
        days = max(-working_days_between(today(), day), 1)
        words = ngettext("%(days)s day overdue", "%(days)s days overdue", days)
        return words % {"days": days}, "late"
    if day == today():
        words = gettext("Today, %(hour)s") % {"hour": f"{hour:%H:%M}"} if hour else gettext("Today")
        return words, "today"
    days = max(working_days_between(today(), day), 1)
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}, ""


def number_of(value: float) -> str:
    """A number with the marks of the language: 1.450.000 and 71,4."""
    words = f"{value:,}"
    if words.isdecimal():
        return words
    return words.translate(_SWAPPED) if _is_vietnamese() else words


def spelled(count: int) -> str:
    """A small count as a word inside a sentence; from eleven on in digits."""
    words = (
        pgettext("count", "no"),
        pgettext("count", "one"),
        pgettext("count", "two"),
        pgettext("count", "three"),
        pgettext("count", "four"),
        pgettext("count", "five"),
        pgettext("count", "six"),
        pgettext("count", "seven"),
        pgettext("count", "eight"),
        pgettext("count", "nine"),
        pgettext("count", "ten"),
    )
    return words[count] if 0 <= count < len(words) else number_of(count)
