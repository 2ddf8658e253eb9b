"""Documents as a line of a list or of an export shows them: one question for any number."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise

from approvals.models import Round
from docs_mgmt.labels import label_of as label_of_word
from docs_mgmt.models import (
    DossierItem,
    Recipient,
    RegisterEntry,
    Signatory,
    Version,
    VersionText,
)
from docs_mgmt.permissions import Reach, is_seen
from docs_mgmt.prepared import Prepared, stand_in
from docs_mgmt.rules.flow import Path, Stage, Standing
from docs_mgmt.rules.words import EntryState, WordsFrom
from docs_mgmt.templatetags._dates import day_of
from search.labels import label_of
from search.rules.words import Column


class FoundDocument(NamedTuple):
    """What a line shows of a document and of what stands beside it."""

    pk: int
    title: str
    field: str
    stage: Stage
    standing: Standing | None
    path: Path
    issued_on: date | None
    kind_key: str
    kind: str
    unit: str
    agency: str
    is_sample: bool
    drafter: str
    number: str | None
    year: int | None
    signer: str | None
    round_is_open: bool

    @property
    def url(self) -> str:
        """Its page."""
        before, after = _address()
        return f"{before}{self.pk}{after}"


@lru_cache(maxsize=1)
def _address() -> tuple[str, str]:
    """What stands before and after the id in the address of a document's page."""
    before, _, after = reverse("document", args=[stand_in(0)]).partition(str(stand_in(0)))
    return before, after


_OF_DOCUMENT = (
    *("pk", "title", "field", "stage", "standing", "path", "issued_on", "type__key", "type__name"),
    *("unit__name", "agency__name", "agency__is_sample", "drafter__full_name"),
)
_BESIDE = ("of_number", "of_year", "of_signer", "in_round")


class FoundText(NamedTuple):
    """What was read of the document's newest version; its words only where they were asked for."""

    version: int
    words_from: WordsFrom
    sureness: int | None
    #: The pages that are scans in a file whose other pages are typed.
    scanned_pages: Sequence[int]
    paragraphs: Sequence[str] = ()
    page_starts: Sequence[int] = ()


_OF_TEXT = ("version__number", "words_from", "sureness", "scanned_pages")
_WORDS = ("paragraphs", "page_starts")


@dataclass(frozen=True)
class Told:
    """One fact of a line: what it is called, what it says, whether people wrote it."""

    label: Promise
    value: str
    is_written: bool


@dataclass(frozen=True)
class Line:
    """One document of a list, with the facts that the reader chose to see of it."""

    document: FoundDocument
    text: FoundText
    columns: Sequence[Column] = ()
    recipients: str = ""
    dossiers: str = ""

    @property
    def told(self) -> tuple[Told, ...]:
        """The facts of the chosen columns that the document has."""
        told = ((column, self.value(column)) for column in self.columns)
        written = {Column.DATE, Column.STAGE, Column.STANDING}
        return tuple(
            Told(label_of(column), value, column not in written) for column, value in told if value
        )

    def value(self, column: Column) -> str:
        """The text of one column; empty where the document has none."""
        return _VALUES[column](self)


_VALUES: dict[Column, Callable[[Line], str]] = {
    Column.DATE: lambda line: day_of(line.document.issued_on) if line.document.issued_on else "",
    Column.SIGNER: lambda line: line.document.signer or "",
    Column.KIND: lambda line: line.document.kind,
    Column.UNIT: lambda line: line.document.unit,
    Column.AGENCY: lambda line: line.document.agency,
    Column.FIELD: lambda line: line.document.field,
    Column.DRAFTER: lambda line: line.document.drafter,
    Column.STAGE: lambda line: str(label_of_word(line.document.stage)),
    Column.STANDING: lambda line: (
        str(label_of_word(line.document.standing)) if line.document.standing else ""
    ),
    Column.RECIPIENTS: lambda line: line.recipients,
    Column.DOSSIER: lambda line: line.dossiers,
}


def lines_of(
    reach: Reach,
    ids: Collection[int],
    columns: Sequence[Column] = (),
    *,
    with_words: bool = False,
) -> Iterator[Line]:
    """Those of the documents that the reader may see now, in no order."""
    asked = tuple(dict.fromkeys(ids))
    if not asked:
        return
    places = _ROUNDED * -(-len(asked) // _ROUNDED)
    wanted = {stand_in(place): asked[place % len(asked)] for place in range(places)}
    rows = _question(reach, places, with_words=with_words).ask(wanted)
    pks = [row[0] for row in rows]
    recipients = _recipients(pks) if Column.RECIPIENTS in columns else {}
    dossiers = _dossiers(pks) if Column.DOSSIER in columns else {}
    end = len(FoundDocument._fields)
    for row in rows:
        yield Line(
            FoundDocument._make(row[:end]),
            FoundText(*row[end:]),
            columns,
            "; ".join(recipients.get(row[0], ())),
            "; ".join(dossiers.get(row[0], ())),
        )


#: Lists of nearly the same length share a question; what is left over repeats the first ids.
_ROUNDED = 10


@lru_cache(maxsize=128)
def _question(reach: Reach, places: int, *, with_words: bool) -> Prepared:
    """The facts of so many documents, as far as this reach sees them.

    A reach is what a reader may see, read anew for each page; only the SQL of it is kept.
    """
    ids = [stand_in(place) for place in range(places)]
    document = OuterRef("version__document")
    newest = Version.objects.filter(document=document).order_by("-number")
    entry = RegisterEntry.objects.filter(document=document, state=EntryState.TAKEN).order_by("pk")
    signatory = Signatory.objects.filter(document=document).order_by("order")
    signer = signatory.annotate(name=Coalesce("person__full_name", "outsider__name"))
    rows = VersionText.objects.filter(
        is_seen(reach, "version__document"),
        version__document__in=ids,
        version=Subquery(newest.values("pk")[:1]),
    ).annotate(
        of_number=Subquery(entry.values("full")[:1]),
        of_year=Subquery(entry.values("year")[:1]),
        of_signer=Subquery(signer.values("name")[:1]),
        in_round=Exists(Round.objects.filter(document=document, closed_at__isnull=True)),
    )
    names = [f"version__document__{name}" for name in _OF_DOCUMENT]
    return Prepared(rows.values_list(*names, *_BESIDE, *_OF_TEXT, *(_WORDS if with_words else ())))


def _recipients(pks: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for one in Recipient.objects.filter(document__in=pks).order_by("order"):
        found[one.document_id].append(one.words)
    return found


def _dossiers(pks: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for one in DossierItem.objects.filter(document__in=pks).select_related("dossier"):
        found[one.document_id].append(str(one.dossier))
    return found
