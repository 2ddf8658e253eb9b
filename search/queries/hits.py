"""Documents that were found, each with its words marked and why it was found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise

from docs_mgmt.models import Version
from docs_mgmt.permissions import Reach
from search.labels import label_of
from search.queries.lines import FoundDocument, Line, lines_of
from search.rules.claims import Claim
from search.rules.marking import Marker, Piece, Snippet
from search.rules.numbers import keys_of, parse_own_number
from search.rules.question import Question
from search.rules.words import Column


@dataclass(frozen=True)
class Why:
    """One reason why a document was found: the words that its facts have, or its number."""

    label: Promise
    words: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """One document that was found, as the page shows it."""

    line: Line
    title: tuple[Piece, ...]
    snippet: Snippet
    in_title: tuple[str, ...] = ()
    in_facts: tuple[Why, ...] = ()
    #: The document's own number is the one that was asked for.
    is_by_number: bool = False
    is_citing: bool = False
    #: What was asked, for the page that marks it; empty: a number, or nothing.
    asked: str = ""

    @property
    def document(self) -> FoundDocument:
        """The document with what a line shows of it."""
        return self.line.document

    @cached_property
    def url(self) -> str:
        """The document, at the page of the hit where pages are known, to be marked there."""
        return address_of(self.document.url, self.snippet.page, self.asked)


def address_of(url: str, page: int | None, asked: str) -> str:
    """The document's page with the place and the words that lead there."""
    told = {"page": str(page) if page else "", "find": asked}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{url}{'?' if query else ''}{query}{f'#page-{page}' if page else ''}"


def hits_of(
    reach: Reach, ids: Sequence[int], question: Question, columns: Sequence[Column] = ()
) -> tuple[Hit, ...]:
    """The documents in the order of their ids, as far as the reader may see them now."""
    lines = {line.document.pk: line for line in lines_of(reach, ids, columns, with_words=True)}
    marker = Marker(question)
    found = [lines[pk] for pk in ids if pk in lines]
    return tuple(_hit(line, marker, question.claims) for line in found)


def newest_text(documents: Iterable[int]) -> QuerySet[Version, int]:
    """The newest version of each of these documents, which whoever sees a document may read."""
    newest = Version.objects.filter(document=OuterRef("document")).order_by("-number").values("pk")
    rows = Version.objects.filter(document__in=list(documents), pk=Subquery(newest[:1]))
    return rows.values_list("pk", flat=True)


def _hit(line: Line, marker: Marker, claims: Sequence[Claim]) -> Hit:
    document, text = line.document, line.text
    own = bool(claims) and _bears_one_of(claims, document)
    return Hit(
        line=line,
        title=marker.mark(document.title),
        snippet=marker.snippet(text.paragraphs, text.page_starts),
        in_title=marker.met(document.title),
        in_facts=tuple(_in_facts(line, marker)),
        is_by_number=own,
        is_citing=bool(claims) and not own,
        asked=_words_asked(marker.question),
    )


def _bears_one_of(claims: Sequence[Claim], document: FoundDocument) -> bool:
    number = parse_own_number(document.number) if document.number else None
    if number is None:
        return False
    own = keys_of(number, issued=document.year, kind=document.kind_key.lower())
    return any(not own.isdisjoint(claim.keys_of_kind(document.kind_key)) for claim in claims)


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
