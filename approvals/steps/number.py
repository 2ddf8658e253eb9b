"""Number: the signed document gets the next number of its series; its side step voids one."""

from approvals.steps._take import take
from docs_mgmt.clock import now, today
from docs_mgmt.labels import label_of
from docs_mgmt.models import Document, NumberSeries, PaperCopy, Person, RegisterEntry
from docs_mgmt.queries.registers import lines_of_book, scheme_of, series_name
from docs_mgmt.rules.flow import Obstacle, Path, Stage, Step, StepNotAllowedError
from docs_mgmt.rules.notation import full_number, notation_of
from docs_mgmt.rules.words import CopyKind, EntryState
from docs_mgmt.writes._reasons import plain_reason


def number_document(document: Document, *, actor: Person, token: str) -> RegisterEntry:
    """Give the signed document the next number of its series and today's date (NĐ 30/2020, Đ15)."""
    with take(Step.NUMBER, document, actor=actor, token=token) as taken:
        series = _locked_series(taken.subject)
        entry = _next_entry(series, taken.subject)
        taken.subject.issued_on = entry.date
        taken.note(number=entry.full, date=str(entry.date), register_entry=entry.pk)
    return entry


def _locked_series(document: Document) -> NumberSeries:
    """Lock the series row until commit: two clerks never get the same number."""
    year = today().year
    scheme = scheme_of(document.agency, year)
    if scheme is None:
        raise StepNotAllowedError(Step.NUMBER, document.stage, Obstacle.NO_SERIES)
    key = series_name(document, scheme)
    NumberSeries.objects.get_or_create(agency=document.agency, year=year, key=key)
    return NumberSeries.objects.select_for_update().get(agency=document.agency, year=year, key=key)


def _next_entry(series: NumberSeries, document: Document) -> RegisterEntry:
    day = today()
    if series.last_date is not None and series.last_date > day:
        raise StepNotAllowedError(Step.NUMBER, document.stage, Obstacle.EARLIER_DATE)
    series.last_number += 1
    series.last_date = day
    series.save(update_fields=["last_number", "last_date"])
    notation = notation_of(
        document.type.code,
        issuer=document.body.abbreviation if document.body else document.agency.abbreviation,
        maker=document.unit.code,
    )
    return RegisterEntry.objects.create(
        series=series,
        agency=document.agency,
        document=document,
        year=series.year,
        number=series.last_number,
        notation=notation,
        full=full_number(series.last_number, notation=notation),
        date=day,
        **lines_of_book(document),
    )


def void_number(document: Document, *, reason: str, actor: Person, token: str) -> RegisterEntry:
    """Void the live number with the reason; it stays in the book, never given again (Đ15.1)."""
    why = plain_reason(reason)
    with take(Step.VOID_NUMBER, document, actor=actor, token=token) as taken:
        entry = RegisterEntry.objects.select_for_update().get(
            document=taken.subject, state=EntryState.TAKEN
        )
        entry.state, entry.void_reason = EntryState.VOID, why
        entry.remark = f"{label_of(EntryState.VOID)}: {why}"
        entry.save(update_fields=["state", "void_reason", "remark"])
        _spoil(taken.subject, why)
        taken.subject.issued_on = None
        taken.note(number=entry.full, register_entry=entry.pk, reason=why)
    return entry


def _spoil(document: Document, why: str) -> None:
    """Spoil the sealed copies; on PAPER the signed original stays, on MIXED the print goes too."""
    copies = PaperCopy.objects.filter(document=document, spoiled_at__isnull=True)
    if document.path is not Path.MIXED or document.stage is Stage.NUMBERED:
        copies = copies.exclude(kind=CopyKind.ORIGINAL)
    copies.update(spoiled_at=now(), spoiled_why=why)
