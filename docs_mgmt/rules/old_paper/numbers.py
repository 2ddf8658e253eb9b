"""The number and date of an old paper, out of the pieces of its head."""

import re
from dataclasses import dataclass
from datetime import date

from docs_mgmt.rules.old_paper.lines import DATE, DATE_IN_FIGURES, Line
from docs_mgmt.rules.old_paper.types import BARRED_AGENCIES, WITHOUT_BAR

_LEAD = re.compile(r"s[o06]\s*[:;.]?\s*")
_LOOSE = re.compile(r"\s*([/\-])\s*")
_SYMBOL = r"[^\W\d_][\w&]*"
_NUMBER = re.compile(
    r"(?:(?P<number>[0-9lIO]{1,6})(?P<suffix>[a-zđ]?)(?![^\W_]))?[\s.…_]*"
    r"(?:[/\-](?P<year>(?:19|20)\d\d)(?!\d))?[\s.…_]*(?P<slash>[/\-. ]?)[\s.…_]*"
    rf"(?P<notation>{_SYMBOL}(?:[/\-.]{_SYMBOL})*)?"
)
_FIGURES = str.maketrans("lIiOo", "11100")
#: Before this no paper of the State has its present form; later than that none is old.
FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class OldNumber:
    """What stands behind «Số:»; what is missing is empty."""

    number: str = ""
    suffix: str = ""
    year: int | None = None
    notation: str = ""
    #: What stands between number and notation; a dash in papers of the Party.
    slash: str = "/"
    #: Whether letters had to be put right: 6 for ố, l for 1, D for Đ.
    is_mended: bool = False


def number_in(line: Line, type_key: str = "") -> OldNumber:
    """Read «Số: 15/2011/QĐ-UBND», blanks, dots and misread letters and all."""
    lead = _LEAD.match(line.folded)
    rest = _LOOSE.sub(r"\1", line.plain[lead.end() if lead else 0 :]).strip(" .…_")
    found = _NUMBER.match(rest)
    if found is None:
        return OldNumber()
    typed = found["number"] or ""
    figures = typed.translate(_FIGURES)
    if typed and not any(sign.isdigit() for sign in typed):
        figures = ""
    notation = _notation_of(found["notation"] or "")
    mended = _with_bars(notation, type_key)
    misread = lead is not None and lead[0].strip(" :;.") in {"s6", "s0"}
    return OldNumber(
        str(int(figures)) if figures else "",
        found["suffix"] or "",
        int(found["year"]) if found["year"] else None,
        mended,
        "-" if found["slash"] == "-" else "/",
        is_mended=mended != notation or typed != figures or misread,
    )


def _notation_of(written: str) -> str:
    """The notation up to where words begin: «QĐ-UBND Hòa Minh» is «QĐ-UBND»."""
    return written if written[:1].isupper() or written[1:2].isupper() else ""


def _with_bars(notation: str, type_key: str) -> str:
    """Put the bar of Đ back that reading lost: QD-UBND is QĐ-UBND."""
    parts = re.split(r"([-/.])", notation)
    if len(parts) < 2:
        return notation
    first = parts[0].upper()
    if first in WITHOUT_BAR:
        parts[0] = WITHOUT_BAR[first]
    elif type_key and first == type_key.upper().replace("Đ", "D"):
        parts[0] = type_key
    for index, part in enumerate(parts[1:], 1):
        parts[index] = BARRED_AGENCIES.get(part, part)
    return "".join(parts)


def full_of(old: OldNumber) -> str:
    """Number and notation as on paper: 07/QĐ-UBND, 15/2011/QĐ-UBND."""
    if not (old.number and old.notation):
        return ""
    year = f"/{old.year}" if old.year else ""
    return f"{int(old.number):02d}{old.suffix}{year}{old.slash}{old.notation}"


@dataclass(frozen=True, slots=True)
class OldDate:
    """A date, or what of it is written: month and year may stand without a day."""

    day: date | None
    month: int | None = None
    year: int | None = None
    is_mended: bool = False


def date_in(line: Line) -> OldDate | None:
    """The date that a line writes, with words or in figures; None: it writes none."""
    found = DATE.search(line.folded) or DATE_IN_FIGURES.search(line.folded)
    if found is None:
        return None
    written = [found["day"] or "", found["month"] or "", found["year"] or ""]
    day, month, year = (_figure(part) for part in written)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        year = None
    is_mended = any(part and not part.isdigit() for part in written)
    return OldDate(date_of(year, month, day), month, year, is_mended)


def _figure(written: str) -> int | None:
    figures = written.translate(_FIGURES)
    return int(figures) if figures.isdigit() else None


def date_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """A day of the calendar; None: there is no such day."""
    if year is None or month is None or day is None:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
