"""The engine without a server: tantivy in a folder. The only door to tantivy.

One process writes (place.py), any number of processes read.
"""

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

import tantivy
from tantivy import FieldType, Occur, Query

from search.engine import (
    FACETS,
    Ask,
    EngineAwayError,
    EngineState,
    Found,
    IndexNotReadyError,
    Order,
)
from search.engines.place import Place
from search.engines.ranking import EQUALS, page_of_the_best
from search.rules.entry import PAIR_FIELDS, SCHEMA, Entry, cited_keys, facets_of, own_keys, words_of
from search.rules.plan import (
    AtLeast,
    Best,
    Between,
    Fixed,
    Grows,
    Met,
    Node,
    OneOf,
    Phrase,
    Sum,
    Term,
    Within,
    is_ranked,
    matching,
)

_HEAP = 32_000_000
_REBUILD_HEAP = 128_000_000

_Page = tuple[tuple[int, ...], int]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("words", "bare_words", "facts"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in PAIR_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("own", "cited", "readers"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field(
        "id", indexed=True, fast=True
    )  # terms of unsigned ids are not deleted
    for name in ("newest", "by_number", "fingerprint"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    for name, words in words_of(entry).items():
        document.add_text(name, words)
    for name, values in (
        *facets_of(entry).items(),
        ("own", own_keys(entry)),
        ("cited", cited_keys(entry)),
        ("readers", entry.readers),
    ):
        for value in sorted(values):
            document.add_text(name, value)
    document.add_integer("id", entry.id)
    document.add_unsigned("newest", entry.newest_first)
    document.add_unsigned("by_number", entry.by_number)
    document.add_unsigned("fingerprint", entry.fingerprint)
    return document


class TantivyEngine:
    """One folder of one installation; made once a process."""

    is_shared = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._schema = _schema()
        # Half a millisecond each, and one question has the same ones in its list and its counts.
        self._grown = lru_cache(maxsize=512)(partial(Query.regex_query, self._schema))
        self._opening = threading.Lock()
        self._opened: tuple[object, tantivy.Index] | None = None
        self._place = Place(folder)

    # Reading

    def search(self, ask: Ask) -> Found:
        """Answer a question. Raises IndexNotReadyError."""
        searcher = self._searcher()
        plan = ask.plan
        query = self._query(plan, ask, ask.narrowed)
        rank = self._best if is_ranked(plan) and ask.order is Order.BEST else self._sorted
        ids, total = rank(searcher, query, ask)
        return Found(total, ids, self._counts(searcher, matching(plan) if plan else None, ask))

    def fingerprints(self) -> dict[int, int]:
        """Every id in the index with the fingerprint of what it was told."""
        searcher = self._searcher()
        if not searcher.num_docs:
            return {}
        found = searcher.search(Query.all_query(), limit=searcher.num_docs, count=False)
        places = [place for _, place in found.hits]
        told = _whole(searcher, "fingerprint", places)
        return dict(zip(_whole(searcher, "id", places), told, strict=True))

    def count_seen_by(self, token: str) -> int:
        """How many documents the index shows to a reader with this one token."""
        query = self._one_of("readers", (token,))
        return _count(self._searcher().search(query, limit=1))

    def newest_told(self) -> int:
        """Its entries have no numbers."""
        return 0

    def state(self) -> EngineState:
        """How the folder is, for the administrator."""
        try:
            count = self._searcher().num_docs
        except IndexNotReadyError:
            return EngineState("tantivy", "missing", "no index yet")
        return EngineState("tantivy", "ok", f"{count} entries")

    def _sorted(self, searcher: tantivy.Searcher, query: Query, ask: Ask) -> _Page:
        by_number = ask.order is Order.NUMBER
        found = searcher.search(
            query,
            limit=ask.limit,
            offset=ask.offset,
            order_by_field="by_number" if by_number else "newest",
            order=tantivy.Order.Asc if by_number else tantivy.Order.Desc,
        )
        places = [place for _, place in found.hits]
        return tuple(_whole(searcher, "id", places)), _count(found)

    def _best(self, searcher: tantivy.Searcher, query: Query, ask: Ask) -> _Page:
        total = 0

        def best(count: int) -> list[tuple[float, Any]]:
            nonlocal total
            found = searcher.search(query, limit=count, count=True)
            total = _count(found)
            return cast("list[tuple[float, Any]]", found.hits)

        ids_of = partial(_whole, searcher, "id")
        return page_of_the_best(ask, best, ids_of, at_once=EQUALS), total

    def _counts(
        self, searcher: tantivy.Searcher, plan: Node | None, ask: Ask
    ) -> dict[str, dict[str, int]]:
        """Counts of what the reader would see; a facet is counted without its own choice."""
        chosen = [name for name in ask.counted if ask.narrowed.get(name)]
        free = [name for name in ask.counted if name not in chosen]
        counts = self._terms(searcher, self._query(plan, ask, ask.narrowed), free)
        for name in chosen:
            others = {key: value for key, value in ask.narrowed.items() if key != name}
            counts |= self._terms(searcher, self._query(plan, ask, others), [name])
        return counts

    @staticmethod
    def _terms(
        searcher: tantivy.Searcher, query: Query, names: Sequence[str]
    ) -> dict[str, dict[str, int]]:
        if not names:
            return {}
        asked = {name: {"terms": {"field": name, "size": 200}} for name in names}
        found = searcher.aggregate(query, asked)
        return {
            name: {str(one["key"]): int(one["doc_count"]) for one in found[name]["buckets"]}
            for name in names
        }

    # Compiling

    def _query(self, plan: Node | None, ask: Ask, narrowed: Mapping[str, Sequence[str]]) -> Query:
        """The plan within the reader's rights; nobody's tokens find nothing."""
        filters = [self._one_of("readers", sorted(ask.readers))]
        filters += [self._one_of(name, values) for name, values in narrowed.items() if values]
        if ask.among is not None:
            filters.append(self._one_of("id", sorted(ask.among)))
        parts = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters]
        if ask.without:
            parts.append((Occur.MustNot, self._one_of("id", sorted(ask.without))))
        if plan is not None:
            parts.append((Occur.Must, self._compiled(plan)))
        return Query.boolean_query(parts)

    def _one_of(self, field: str, values: Sequence[str] | Sequence[int]) -> Query:
        if not values:
            return Query.empty_query()
        return Query.term_set_query(self._schema, field, list(values))

    def _compiled(self, node: Node) -> Query:
        match node:
            case Best():
                best = Query.disjunction_max_query([self._compiled(part) for part in node.parts])
                return _weighed(best, node.weight)
            case AtLeast():
                some = [(Occur.Should, self._compiled(part)) for part in node.parts]
                return Query.boolean_query(some, minimum_number_should_match=node.need)
            case Sum():
                must = [(Occur.Must, self._compiled(part)) for part in node.must]
                should = [(Occur.Should, self._compiled(part)) for part in node.should]
                return Query.boolean_query(must + should)
            case Met():
                return Query.const_score_query(self._compiled(node.node), 0.0)
            case Within() | OneOf() | Between():
                return self._compiled_narrow(node)
            case _:
                return self._compiled_words(node)

    def _compiled_narrow(self, node: Within | OneOf | Between) -> Query:
        match node:
            case Within():
                found = Query.const_score_query(Query.all_query(), 0.0)
                parts = [(Occur.Must, self._compiled(node.node) if node.node else found)]
                only = [self._compiled(part) for part in node.only]
                parts += [(Occur.Must, Query.const_score_query(part, 0.0)) for part in only]
                parts += [(Occur.MustNot, self._compiled(part)) for part in node.never]
                return Query.boolean_query(parts)
            case OneOf():
                return self._one_of(node.field, node.values)
            case Between():
                return Query.range_query(
                    self._schema, node.field, FieldType.Unsigned, node.low, node.high
                )

    def _compiled_words(self, node: Term | Fixed | Grows | Phrase) -> Query:
        match node:
            case Term():
                one = Query.term_query(self._schema, node.field, node.word, "freq")
                return _weighed(one, node.weight)
            case Fixed():
                one = Query.term_query(self._schema, node.field, node.word, "basic")
                return Query.const_score_query(one, node.worth)
            case Phrase():
                return Query.phrase_query(self._schema, node.field, list(node.words))
            case Grows():
                return Query.const_score_query(self._grown(node.field, node.pattern), node.worth)

    # The folder

    def is_current(self) -> bool:
        """Whether there is an index and it was made by this schema."""
        name = self._place.current(SCHEMA)
        try:
            return name is not None and bool(tantivy.Index.exists(str(self.folder / name)))
        except OSError:
            return False

    def _searcher(self) -> tantivy.Searcher:
        """The newest commit of the live folder, noticed without being told."""
        with self._opening:
            try:
                return self._reloaded()
            except (OSError, ValueError):
                self._opened = None
            try:
                return self._reloaded()  # a rebuild may have put a new folder in place just now
            except (OSError, ValueError) as problem:
                raise IndexNotReadyError(str(self.folder)) from problem

    def _reloaded(self) -> tantivy.Searcher:
        index = self._index()
        index.reload()
        return index.searcher()

    def _index(self) -> tantivy.Index:
        at = (self.folder / "current").stat()
        mark = (at.st_ino, at.st_mtime_ns)
        if self._opened is None or self._opened[0] != mark:
            name = self._place.current(SCHEMA)
            if name is None:
                raise IndexNotReadyError(str(self.folder))
            self._opened = (mark, self._open(name))
        return self._opened[1]

    def _open(self, name: str) -> tantivy.Index:
        index = tantivy.Index.open(str(self.folder / name))
        _register(index)
        index.config_reader("manual")
        return index

    # Writing

    def holding(self) -> AbstractContextManager[None]:
        """Hold the index to write; a holder may hold again. Raises IndexIsHeldError."""
        return self._place.holding()

    def write(self, entries: Iterable[Entry], *, gone: Iterable[int] = (), at: int = 0) -> int:  # noqa: ARG002
        """Put these entries in place of their older selves, and take away what is gone.

        Only one process writes: nobody is late, and the number says nothing.
        """
        with self.holding():
            name = self._place.current(SCHEMA)
            if name is None:
                raise IndexNotReadyError(str(self.folder))
            try:
                index = self._open(name)
            except ValueError as problem:
                raise IndexNotReadyError(str(self.folder)) from problem
            told = {entry.id: entry for entry in entries}
            with self._refusing(_HEAP):
                _put(index, _HEAP, told.values(), gone=(*gone, *told))
        return 0

    def rebuild(self, entries: Iterable[Entry], *, draw: Callable[[], int] = int) -> int:  # noqa: ARG002
        """Make a new index beside the old one and put it in its place; gives how many it holds."""
        with self.holding():
            name = f"index-{uuid.uuid4().hex[:12]}"
            try:
                with self._refusing(_REBUILD_HEAP):
                    count = self._fill(self.folder / name, entries)
                    self._place.put_in_place(name, SCHEMA)
            except BaseException:
                self._place.tidy()  # half an index would fill the disk for nothing
                raise
            return count

    def _fill(self, place: Path, entries: Iterable[Entry]) -> int:
        place.mkdir(parents=True)
        index = tantivy.Index(self._schema, path=str(place))
        _register(index)
        return _put(index, _REBUILD_HEAP, entries)

    @contextmanager
    def _refusing(self, heap: int) -> Iterator[None]:
        """Say in our words what tantivy says: a full disk waits, anything else is made anew."""
        try:
            yield
        except (OSError, ValueError) as problem:  # ValueError: tantivy's word for everything
            if self._place.has_room(heap):
                raise IndexNotReadyError(str(problem)) from problem
            raise EngineAwayError(f"There is no room for the index. {problem}") from problem

    def tidy(self) -> None:
        """Take away what a killed rebuild left behind."""
        with self.holding():
            self._place.tidy()

    def forget(self) -> None:
        """Take the index away; it is then made anew from the database."""
        with self.holding():
            self._place.clear()


def _put(
    index: tantivy.Index, heap: int, entries: Iterable[Entry], *, gone: Iterable[int] = ()
) -> int:
    """One batch: committed whole or not at all, and the writer is given back."""
    writer = index.writer(heap_size=heap, num_threads=1)
    count = 0
    try:
        for one in gone:
            writer.delete_documents_by_term("id", one)
        for entry in entries:
            writer.add_document(_document(entry))
            count += 1
        writer.commit()
    finally:
        writer.wait_merging_threads()  # what was not committed is gone with the writer
    return count


def _register(index: tantivy.Index) -> None:
    """Split at blanks and nothing else: the words were made by us."""
    split = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", split)


def _weighed(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)


def _whole(searcher: tantivy.Searcher, field: str, places: Sequence[Any]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, list(places))]


def _count(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # the stub forgets it
