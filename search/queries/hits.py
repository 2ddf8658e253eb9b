"""Documents that were found, each with its words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery

from docs_mgmt.models import Version
from docs_mgmt.permissions import Reach
from search.queries.lines import FoundDocument, Line, lines_of
from search.rules.claims import Claim
from search.rules.marking import Marker, Piece, Snippet
from search.rules.numbers import keys_of, parse_own_number
from search.rules.question import Question
from search.rules.words import Column


@dataclass(frozen=True)
class Hit:
    """One document that was found, as the page shows it."""

    line: Line
    title: tuple[Piece, ...]
    snippet: Snippet
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
    return url + _place_asked(page, asked)


@lru_cache(maxsize=512)  # the hits of a page are asked for by the same words
def _place_asked(page: int | None, asked: str) -> str:
    told = {"page": str(page) if page else "", "find": asked}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{'?' if query else ''}{query}{f'#page-{page}' if page else ''}"


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
