"""What a reader finds: the engine's answer, checked again in the database before it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import Reach, condition_of, reach_of, tokens_of_reach
from search.engine import FACETS, Ask, Found, Order, as_meant
from search.engines import the_engine
from search.labels import sentence_of_trouble
from search.queries.abbreviations import table_for
from search.queries.changes import hidden_since
from search.queries.choices import Choice, choices_of
from search.queries.hits import Hit, hits_of
from search.queries.nearest import Nearest, nearer, nearest
from search.queries.state import IndexState, index_state
from search.queries.talk import TalkFound, talk_found
from search.rules.question import Question, read_question
from search.rules.words import Column

PAGE = 10
#: Where fewer than so many are found by words, another spelling may be meant.
LITTLE = 20
#: Nobody turns pages farther than this; who looks for more narrows the list.
LAST_PAGE = 800
#: A saved search that finds more does not tell of what is new.
WATCHED_AT_MOST = 1000
_NO_TALK = TalkFound((), has_more=False)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the reader asks: the words, how narrow, in what order, which page."""

    typed: str = ""
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: Order = Order.BEST
    is_words_only: bool = False
    page: int = 1
    #: These alone, as far as they answer; where none of them does, the whole list.
    among: frozenset[int] | None = None

    def question_of(self, reach: Reach) -> Question:
        """The question, taken apart with the abbreviations of the reader."""
        table = table_for(reach)
        return read_question(self.typed, words_only=self.is_words_only, table=table)


@dataclass(frozen=True)
class Results:
    """One page of what a reader finds."""

    question: Question
    total: int
    hits: tuple[Hit, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    page: int = 1
    pages: int = 1
    talk: TalkFound = _NO_TALK
    nearest: Nearest | None = None

    @property
    def troubles(self) -> tuple[str, ...]:
        """What of the question could not be taken as it was meant, a sentence each."""
        return tuple(sentence_of_trouble(trouble) for trouble in self.question.troubles)

    @property
    def asks_words(self) -> bool:
        """Whether something else than a number was asked for."""
        question = self.question
        return bool(question.words or question.phrases or question.excluded or question.wishes)

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


def find(
    reader: Person,
    wish: Wish,
    *,
    columns: tuple[Column, ...] = (),
    reach: Reach | None = None,
    state: IndexState | None = None,
) -> Results:
    """Find what the reader may see, with facts of these columns. Raises IndexNotReadyError."""
    reach = reach or reach_of(reader)
    ask, found = as_meant(the_engine(), ask_of(reach, wish, state))
    if found.total and not found.ids:  # a page behind the last one
        wish = replace(wish, page=_pages(found))
        ask = replace(ask, offset=(wish.page - 1) * PAGE)
        found = the_engine().search(ask)
    if wish.among is not None:  # by the question as it is meant for the whole list
        alone = the_engine().search(replace(ask, among=wish.among))
        found = alone if alone.total else found
    question = ask.question
    hits = hits_of(reach, found.ids, question, columns)
    # A right that was taken away a moment ago: the hit is gone from the list and from its count.
    total = found.total - (len(found.ids) - len(hits))
    is_first = wish.page == 1 and not question.is_empty
    return Results(
        question=question,
        total=total,
        hits=hits,
        choices=choices_of(found, wish.narrowed),
        page=wish.page,
        pages=_pages(found),
        talk=talk_found(reader, reach, question, wish.narrowed) if is_first else _NO_TALK,
        nearest=_nearest(reach, wish, ask, total) if is_first else None,
    )


def _pages(found: Found) -> int:
    return min(max(1, -(-found.total // PAGE)), LAST_PAGE)


def _nearest(reach: Reach, wish: Wish, ask: Ask, total: int) -> Nearest | None:
    """Another spelling, where nothing or little was found by words."""
    question = ask.question
    if not question.words or wish.narrowed or wish.among or total >= LITTLE:
        return None
    if not total:
        return nearest(reach, wish.typed, ask.without)
    return None if question.claims else nearer(reach, question, wish.typed, ask.without)


def ask_of(reach: Reach, wish: Wish, state: IndexState | None = None) -> Ask:
    """The question of a page for the engine, within the reader's rights of this moment.

    What was hidden from the reader and is not yet so in the index is left out, of the counts too;
    where so much waits that nobody can say what, nothing is counted.
    """
    hidden = hidden_since(reach, (state or index_state()).subjects)
    return Ask(
        question=wish.question_of(reach),
        readers=tokens_of_reach(reach),
        narrowed=wish.narrowed,
        order=wish.order,
        offset=(wish.page - 1) * PAGE,
        limit=PAGE,
        without=hidden or frozenset(),
        counted=FACETS if hidden is not None else (),
    )


def known_to(reader: Person, wish: Wish) -> tuple[int, ...]:
    """Every document that a question finds for the reader, or one more than can be watched."""
    reach = reach_of(reader)
    ask = replace(ask_of(reach, wish), offset=0, limit=WATCHED_AT_MOST + 1, counted=())
    _, found = as_meant(the_engine(), ask)
    seen = Document.objects.filter(condition_of(reach), pk__in=found.ids)
    return tuple(seen.values_list("pk", flat=True))


def ids_found(reader: Person, typed: str, *, limit: int = 10) -> tuple[int, tuple[int, ...]]:
    """How many documents a question finds, and the first of them: for commands and tests."""
    reach = reach_of(reader)
    ask = replace(ask_of(reach, Wish(typed=typed)), limit=limit, counted=(), is_patient=True)
    _, found = as_meant(the_engine(), ask)
    seen = set(
        Document.objects.filter(condition_of(reach), pk__in=found.ids).values_list("pk", flat=True)
    )
    ids = tuple(pk for pk in found.ids if pk in seen)
    return found.total - (len(found.ids) - len(ids)), ids
