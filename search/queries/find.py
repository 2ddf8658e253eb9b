"""What a reader finds: the engine's answer, checked again in the database before it leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from docs_mgmt.models import (
    Document,
    Person,
    RegisterEntry,
    Signatory,
    Version,
    VersionText,
)
from docs_mgmt.permissions import condition_of, reach_of, tokens_of_reach
from docs_mgmt.rules.words import EntryState
from search.engine import Ask, Order
from search.engines import the_engine
from search.queries.choices import Choice, choices_of
from search.rules.marking import Marker, Piece, Snippet
from search.rules.numbers import keys_of, parse_number
from search.rules.question import Question, read_question

PAGE = 20


@dataclass(frozen=True)
class Hit:
    """One document that was found, as the page shows it."""

    document: Document
    number: str
    signer: str
    version: int
    title: tuple[Piece, ...]
    snippet: Snippet
    #: The document's own number is the one that was asked for.
    is_by_number: bool = False

    @property
    def url(self) -> str:
        """The document, at the page of the hit where pages are known."""
        at = f"?page={self.snippet.page}#page-{self.snippet.page}" if self.snippet.page else ""
        return f"{self.document.get_absolute_url()}{at}"


@dataclass(frozen=True)
class Results:
    """One page of what a reader finds."""

    question: Question
    total: int
    hits: tuple[Hit, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    page: int = 1
    pages: int = 1

    @property
    def by_number(self) -> tuple[Hit, ...]:
        """The documents whose own number was asked for."""
        return tuple(hit for hit in self.hits if hit.is_by_number)

    @property
    def by_words(self) -> tuple[Hit, ...]:
        """All the others."""
        return tuple(hit for hit in self.hits if not hit.is_by_number)

    @property
    def has_no_number_hit(self) -> bool:
        """Whether the list of words is the first one on the page."""
        return not self.by_number

    @property
    def is_unknown_number(self) -> bool:
        """Whether a number was asked for that nothing bears and nothing cites."""
        return bool(self.question.claims) and not self.total

    @property
    def first(self) -> int:
        """The place of the page's first hit in the whole list."""
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The place of the page's last hit."""
        return self.first + len(self.hits) - 1


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the reader asks: the words, how narrow, in what order, which page."""

    typed: str = ""
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: Order = Order.BEST
    is_words_only: bool = False
    page: int = 1


def find(reader: Person, wish: Wish) -> Results:
    """Find what the reader may see. Raises IndexNotReadyError."""
    question = read_question(wish.typed, words_only=wish.is_words_only)
    reach = reach_of(reader)
    ask = Ask(
        question=question,
        readers=tokens_of_reach(reach),
        narrowed=wish.narrowed,
        order=wish.order,
        offset=(wish.page - 1) * PAGE,
        limit=PAGE,
    )
    found = the_engine().search(ask)
    seen = Document.objects.filter(condition_of(reach), pk__in=found.ids)
    hits = _hits(seen, found.ids, question)
    # A right that was taken away a moment ago: the hit is gone from the list and from its count.
    total = found.total - (len(found.ids) - len(hits))
    return Results(
        question=question,
        total=total,
        hits=hits,
        choices=choices_of(found, wish.narrowed),
        page=wish.page,
        pages=max(1, -(-found.total // PAGE)),
    )


def ids_found(reader: Person, typed: str, *, limit: int = 10) -> tuple[int, tuple[int, ...]]:
    """How many documents a question finds, and the first of them: for commands and tests."""
    reach = reach_of(reader)
    found = the_engine().search(
        Ask(question=read_question(typed), readers=tokens_of_reach(reach), limit=limit)
    )
    seen = set(
        Document.objects.filter(condition_of(reach), pk__in=found.ids).values_list("pk", flat=True)
    )
    ids = tuple(pk for pk in found.ids if pk in seen)
    return found.total - (len(found.ids) - len(ids)), ids


def _hits(seen: QuerySet[Document], ids: Iterable[int], question: Question) -> tuple[Hit, ...]:
    rows = seen.select_related("type", "agency", "unit", "drafter").annotate(**_facts())
    by_id = {document.pk: _with_facts(document) for document in rows}
    texts = {
        text.version_id: text
        for text in VersionText.objects.filter(version__in=[f.version for _, f in by_id.values()])
    }
    marker = Marker(question)
    asked = {key for claim in question.claims for key in claim.keys}
    found = [by_id[pk] for pk in ids if pk in by_id]
    return tuple(
        _hit(document, facts, texts.get(facts.version), marker, asked) for document, facts in found
    )


@dataclass(frozen=True)
class _Facts:
    """What a line shows beside the document's own row."""

    version: int
    version_number: int
    number: str
    year: int | None
    signer: str


def _facts() -> dict[str, Subquery]:
    """Asked for in the same query, so that a page costs the same for one hit and for twenty."""
    newest = Version.objects.filter(document=OuterRef("pk")).order_by("-number")
    entry = RegisterEntry.objects.filter(document=OuterRef("pk"), state=EntryState.TAKEN)
    signatory = Signatory.objects.filter(document=OuterRef("pk")).order_by("order")
    signer = signatory.annotate(name=Coalesce("person__full_name", "outsider__name"))
    return {
        "of_version": Subquery(newest.values("pk")[:1]),
        "of_version_number": Subquery(newest.values("number")[:1]),
        "of_number": Subquery(entry.values("full")[:1]),
        "of_year": Subquery(entry.values("year")[:1]),
        "of_signer": Subquery(signer.values("name")[:1]),
    }


def _with_facts(document: Document) -> tuple[Document, _Facts]:
    told = vars(document)
    return document, _Facts(
        version=told["of_version"] or 0,
        version_number=told["of_version_number"] or 0,
        number=told["of_number"] or "",
        year=told["of_year"],
        signer=told["of_signer"] or "",
    )


def _hit(
    document: Document, facts: _Facts, text: VersionText | None, marker: Marker, asked: set[str]
) -> Hit:
    number = parse_number(facts.number) if facts.number else None
    own: frozenset[str] = frozenset()
    if number:
        own = keys_of(number, issued=facts.year, kind=document.type.key.lower())
    return Hit(
        document=document,
        number=facts.number,
        signer=facts.signer,
        version=facts.version_number,
        title=marker.mark(document.title),
        snippet=marker.snippet(text.paragraphs, text.page_starts) if text else Snippet(()),
        is_by_number=bool(own & asked),
    )
