"""Documents that were found, as a page or an export shows them: a few questions for any number."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.functional import Promise

from docs_mgmt.labels import label_of as label_of_word
from docs_mgmt.models import (
    Document,
    DossierItem,
    Recipient,
    RegisterEntry,
    Signatory,
    Version,
    VersionText,
)
from docs_mgmt.rules.words import EntryState
from docs_mgmt.templatetags._dates import day_of
from search.labels import label_of
from search.rules.marking import Marker, Piece, Snippet
from search.rules.numbers import keys_of, parse_number
from search.rules.question import Question
from search.rules.words import Column


@dataclass(frozen=True)
class Told:
    """One fact of a line: what it is called, what it says, whether people wrote it."""

    label: Promise
    value: str
    is_written: bool


@dataclass(frozen=True)
class Why:
    """One reason why a document was found: the words that its facts have, or its number."""

    label: Promise
    words: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """One document that was found, as the page shows it."""

    document: Document
    number: str
    signer: str
    version: int
    title: tuple[Piece, ...]
    snippet: Snippet
    told: tuple[Told, ...] = ()
    in_title: tuple[str, ...] = ()
    in_facts: tuple[Why, ...] = ()
    text: VersionText | None = None
    #: The document's own number is the one that was asked for.
    is_by_number: bool = False
    #: What was asked, for the page that marks it; empty: a number, or nothing.
    asked: str = ""
    is_citing: bool = False

    @cached_property
    def url(self) -> str:
        """The document, at the page of the hit where pages are known, to be marked there."""
        return address_of(self.document, self.snippet.page, self.asked)


def address_of(document: Document, page: int | None, asked: str) -> str:
    """The document's page with the place and the words that lead there."""
    told = {"page": str(page) if page else "", "find": asked}
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in told.items() if value})
    at = f"#page-{page}" if page else ""
    return f"{document.get_absolute_url()}{'?' if query else ''}{query.urlencode()}{at}"


def hits_of(
    seen: QuerySet[Document],
    ids: Iterable[int],
    question: Question,
    columns: Collection[Column] = (),
) -> tuple[Hit, ...]:
    """The documents in the order of their ids, as far as they are among those seen."""
    lines = {line.document.pk: line for line in lines_of(seen, columns, with_text=True)}
    marker = Marker(question)
    asked = {key for claim in question.claims for key in claim.keys}
    found = [lines[pk] for pk in ids if pk in lines]
    return tuple(_hit(line, marker, asked) for line in found)


@dataclass(frozen=True)
class Line:
    """What a line shows beside the document's own row."""

    document: Document
    #: What was read of its newest version; the words only where they were asked for.
    text: VersionText
    number: str
    year: int | None
    signer: str
    columns: tuple[Column, ...]

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
    Column.SIGNER: lambda line: line.signer,
    Column.KIND: lambda line: line.document.type.name,
    Column.UNIT: lambda line: line.document.unit.name,
    Column.AGENCY: lambda line: line.document.agency.name,
    Column.FIELD: lambda line: line.document.field,
    Column.DRAFTER: lambda line: line.document.drafter.full_name,
    Column.STAGE: lambda line: str(label_of_word(line.document.stage)),
    Column.STANDING: lambda line: (
        str(label_of_word(line.document.standing)) if line.document.standing else ""
    ),
    Column.RECIPIENTS: lambda line: "; ".join(
        recipient.words for recipient in line.document.recipients.all()
    ),
    Column.DOSSIER: lambda line: "; ".join(
        str(item.dossier) for item in line.document.dossier_items.all()
    ),
}


def lines_of(
    seen: QuerySet[Document], columns: Collection[Column] = (), *, with_text: bool = False
) -> Iterator[Line]:
    """The documents with what stands beside them, in one question and in no order."""
    rows = _ROWS.filter(version__document__in=seen.order_by().values("pk"))
    if not with_text:
        rows = rows.defer("paragraphs", "page_starts")
    if Column.RECIPIENTS in columns:
        recipients = Recipient.objects.order_by("order")
        rows = rows.prefetch_related(Prefetch("version__document__recipients", recipients))
    if Column.DOSSIER in columns:
        items = DossierItem.objects.select_related("dossier")
        rows = rows.prefetch_related(Prefetch("version__document__dossier_items", items))
    for text in rows:
        told = vars(text)
        yield Line(
            text.version.document,
            text,
            number=told["of_number"] or "",
            year=told["of_year"],
            signer=told["of_signer"] or "",
            columns=tuple(columns),
        )


def _rows() -> QuerySet[VersionText]:
    """What was read of each document's newest version, with the document and its facts."""
    document = OuterRef("version__document")
    newest = Version.objects.filter(document=document).order_by("-number")
    entry = RegisterEntry.objects.filter(document=document, state=EntryState.TAKEN)
    signatory = Signatory.objects.filter(document=document).order_by("order")
    signer = signatory.annotate(name=Coalesce("person__full_name", "outsider__name"))
    return (
        VersionText.objects.filter(version=Subquery(newest.values("pk")[:1]))
        .select_related(*(f"version__document__{name}" for name in _BESIDE))
        .annotate(
            of_number=Subquery(entry.values("full")[:1]),
            of_year=Subquery(entry.values("year")[:1]),
            of_signer=Subquery(signer.values("name")[:1]),
        )
    )


_BESIDE = ("type", "agency", "unit", "drafter")
#: Built once: putting so many parts together costs more than asking them.
_ROWS = _rows()


def newest_text(documents: Iterable[int]) -> QuerySet[Version, int]:
    """The newest version of each of these documents, which whoever sees a document may read."""
    newest = Version.objects.filter(document=OuterRef("document")).order_by("-number").values("pk")
    rows = Version.objects.filter(document__in=list(documents), pk=Subquery(newest[:1]))
    return rows.values_list("pk", flat=True)


def _hit(line: Line, marker: Marker, asked: set[str]) -> Hit:
    document, text = line.document, line.text
    number = parse_number(line.number) if line.number else None
    own: frozenset[str] = frozenset()
    if number:
        own = keys_of(number, issued=line.year, kind=document.type.key.lower())
    return Hit(
        document=document,
        number=line.number,
        signer=line.signer,
        version=text.version.number,
        title=marker.mark(document.title),
        snippet=marker.snippet(text.paragraphs, text.page_starts),
        told=line.told,
        in_title=marker.met(document.title),
        in_facts=tuple(_in_facts(line, marker)),
        text=text,
        is_by_number=bool(own & asked),
        is_citing=bool(asked and not own & asked),
        asked=_words_asked(marker.question),
    )


def _words_asked(question: Question) -> str:
    """The words and rows of words alone, as the document's page marks them."""
    rows = (f'"{" ".join(word.text for word in row)}"' for row in question.phrases)
    return " ".join(part for part in (question.left, *rows) if part)


_FACTS = (
    Column.KIND,
    Column.SIGNER,
    Column.UNIT,
    Column.AGENCY,
    Column.FIELD,
)


def _in_facts(line: Line, marker: Marker) -> Iterator[Why]:
    """The words of the question that stand in what the index knows of the document beside its text.

    Only whole rows of words are named: one common syllable in an agency's name explains nothing.
    """
    for column in _FACTS:
        words = tuple(word for word in marker.met(line.value(column)) if " " in word)
        if words:
            yield Why(label_of(column), words)
