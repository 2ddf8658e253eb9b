"""One book of the register as it lies open: its agency, year and series, and the lines shown."""

from dataclasses import dataclass
from datetime import date

from docs_mgmt.clock import today
from docs_mgmt.models import (
    Agency,
    Document,
    DocumentType,
    NumberingScheme,
    NumberSeries,
    Person,
    RegisterEntry,
)
from docs_mgmt.queries.registers import agencies_whose_book, register_seen_by
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.numbering import ADMIN, series_key
from docs_mgmt.rules.words import EntryState, SchemeKind

#: How many lines of the book stand on one page of the screen.
LINES = 100


@dataclass(frozen=True)
class Choice:
    """What the reader asked for: a book, and perhaps where to open it."""

    agency: int | None = None
    year: int | None = None
    series: str = ""
    last: int | None = None


@dataclass(frozen=True)
class SeriesChoice:
    """One series of the book: its key, and the types that it counts (none: all others)."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """The open book: its lines, oldest first, and the number that comes next."""

    agency: Agency
    agencies: tuple[Agency, ...]
    year: int
    years: tuple[int, ...]
    series: SeriesChoice
    all_series: tuple[SeriesChoice, ...]
    is_single: bool
    lines: tuple[RegisterEntry, ...]
    last_number: int
    waiting: tuple[Document, ...]

    @property
    def next_number(self) -> int | None:
        """The number that comes next in a book of this year; past years are closed."""
        return self.last_number + 1 if self.year == today().year else None

    @property
    def rows(self) -> tuple[tuple[RegisterEntry, str], ...]:
        """Each line with its recipients as one sentence, as the book has room for them."""
        return tuple((line, "; ".join(line.recipients.splitlines())) for line in self.lines)

    @property
    def first(self) -> RegisterEntry | None:
        """The first line shown."""
        return self.lines[0] if self.lines else None

    @property
    def last(self) -> RegisterEntry | None:
        """The last line shown."""
        return self.lines[-1] if self.lines else None

    @property
    def void(self) -> int:
        """How many of the numbers shown are void."""
        return sum(line.state is EntryState.VOID for line in self.lines)

    @property
    def missing(self) -> int:
        """How many numbers between the first and the last shown have no line; always none."""
        if not self.lines:
            return 0
        return self.lines[-1].number - self.lines[0].number + 1 - len(self.lines)

    @property
    def before(self) -> int | None:
        """The number before the first one shown, if the book goes further back."""
        return self.lines[0].number - 1 if self.lines and self.lines[0].number > 1 else None

    @property
    def after(self) -> int | None:
        """Where to open the book for the lines after these."""
        if not self.lines or self.lines[-1].number >= self.last_number:
            return None
        return min(self.lines[-1].number + LINES, self.last_number)

    @property
    def opened_on(self) -> date | None:
        """The date of the first line shown."""
        return self.lines[0].date if self.lines else None


def book_of(reader: Person, choice: Choice) -> Book | None:
    """Open the book that the reader asks for; None: there is none that they may read."""
    agencies = tuple(agencies_whose_book(reader))
    agency = next((row for row in agencies if choice.agency in {None, row.pk}), None)
    if agency is None:
        return None
    year = choice.year or today().year
    rows = list(NumberSeries.objects.filter(agency=agency).order_by("-year", "key"))
    years = tuple(sorted({row.year for row in rows} | {today().year}, reverse=True))
    if year not in years:
        return None
    own = {row.key: row.last_number for row in rows if row.year == year}
    scheme = _scheme_of(agency, year)
    all_series = _series_of(own, scheme)
    series = next((row for row in all_series if row.key == choice.series), None)
    if choice.series and series is None:
        return None
    series = series or _last_used(rows, year, all_series)
    last_number = own.get(series.key, 0)
    return Book(
        agency=agency,
        agencies=agencies,
        year=year,
        years=years,
        series=series,
        all_series=all_series,
        is_single=scheme.kind is SchemeKind.SINGLE,
        lines=_lines(
            reader, agency, (year, series.key), min(choice.last or last_number, last_number)
        ),
        last_number=last_number,
        waiting=_waiting(agency, scheme, series.key) if year == today().year else (),
    )


def _last_used(
    rows: list[NumberSeries], year: int, all_series: tuple[SeriesChoice, ...]
) -> SeriesChoice:
    """The series in which a number was given last: there the clerk goes on."""
    used = [row for row in rows if row.year == year and row.last_date is not None]
    last = max(used, key=lambda row: (row.last_date, row.last_number), default=None)
    found = [series for series in all_series if last is not None and series.key == last.key]
    return found[0] if found else SeriesChoice(ADMIN, ())


@dataclass(frozen=True)
class _Scheme:
    """How the agency numbers in a year: the series of each type that has one, and their names."""

    kind: SchemeKind | None
    own: dict[str, str]
    names: dict[str, tuple[str, ...]]


def _scheme_of(agency: Agency, year: int) -> _Scheme:
    """The scheme of the year with its rows, in one question; no kind: there is none."""
    rows = list(
        NumberingScheme.objects.filter(agency=agency, year__lte=year)
        .order_by("-year", "rows__type__ordinal")
        .values_list("pk", "kind", "rows__key", "rows__type__key", "rows__type__name")
    )
    own: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    for pk, _kind, key, type_key, name in rows:
        if pk == rows[0][0] and key is not None and type_key is not None:
            own[type_key] = key
            names[key] = (*names.get(key, ()), name or "")
    return _Scheme(rows[0][1] if rows else None, own, names)


def _series_of(given: dict[str, int], scheme: _Scheme) -> tuple[SeriesChoice, ...]:
    """The series in which numbers were given, the common one last; one may count several types."""
    names = dict(scheme.names)
    if scheme.kind is SchemeKind.PER_TYPE:
        types = DocumentType.objects.filter(key__in=given)
        names = {row.key: (row.name,) for row in types}
    keys = sorted(given, key=lambda key: (key == ADMIN, key))
    return tuple(SeriesChoice(key, () if key == ADMIN else names.get(key, (key,))) for key in keys)


def _lines(
    reader: Person, agency: Agency, book: tuple[int, str], last: int
) -> tuple[RegisterEntry, ...]:
    year, key = book
    lines = register_seen_by(reader, agency, year).filter(
        series__key=key, number__lte=last, number__gt=last - LINES
    )
    return tuple(lines)


def _waiting(agency: Agency, scheme: _Scheme, key: str) -> tuple[Document, ...]:
    """The signed documents that wait for a number of this series, the longest waiting first."""
    if scheme.kind is None:
        return ()
    kind, own = scheme.kind, scheme.own
    signed = Document.objects.filter(agency=agency, stage=Stage.SIGNED, body__isnull=True)
    return tuple(
        document
        for document in signed.select_related("type").order_by("stage_since")
        if series_key(kind, document.type.key, own) == key
    )
