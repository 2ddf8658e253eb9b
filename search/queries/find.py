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
    Unit,
    Version,
    VersionText,
)
from docs_mgmt.permissions import condition_of, reach_of, tokens_of_reach
from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import EntryState
from search.engine import FACETS, Ask, Found
from search.engines import the_engine
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
class Choice:
    """One value by which the list can be narrowed, with how many documents it would leave."""

    value: str
    label: object
    count: int
    is_chosen: bool


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
    is_newest_first: bool = False
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
        is_newest_first=wish.is_newest_first,
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
        choices=_choices(found, wish.narrowed),
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


def _choices(
    found: Found, narrowed: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Choice, ...]]:
    """The values of each facet with their names; what is chosen stays, also at zero."""
    values = {
        name: {**dict.fromkeys(narrowed.get(name, ()), 0), **found.counts.get(name, {})}
        for name in FACETS
    }
    units = [int(value) for value in values["unit"]]
    names: dict[str, dict[str, object]] = {
        "kind": {kind.key: kind.name for kind in TYPES},
        "unit": {str(unit.pk): unit.name for unit in Unit.objects.filter(pk__in=units)},
        "stage": {str(stage): stage for stage in Stage},
        "year": {value: value for value in values["year"]},
    }
    # A unit or type that the installation no longer knows has no name, and so no line.
    known = {
        name: {value: count for value, count in values[name].items() if value in names[name]}
        for name in FACETS
    }
    return {
        name: tuple(
            Choice(value, names[name][value], count, is_chosen=value in narrowed.get(name, ()))
            for value, count in _in_order(name, known[name])
        )
        for name in FACETS
    }


def _in_order(name: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(counts.items(), reverse=True)
    if name == "stage":
        order = [str(stage) for stage in Stage]
        return sorted(counts.items(), key=lambda one: order.index(one[0]))
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
