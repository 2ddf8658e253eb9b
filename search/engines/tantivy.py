"""The engine without a server: tantivy in a folder. The only door to tantivy.

One process writes (place.py), any number of processes read.
"""

import json
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

import tantivy
from tantivy import Query

from search.engine import (
    FACETS,
    Ask,
    EngineAwayError,
    EngineState,
    Found,
    IndexNotReadyError,
    Order,
)
from search.engines.beside import Beside, Counts
from search.engines.place import Place
from search.engines.ranking import EQUALS, page_of_the_best
from search.engines.remembered import Asked, Remembered
from search.engines.tantivy_query import Queries
from search.engines.worth import may_be_many, says_nothing
from search.rules.entry import PAIR_FIELDS, SCHEMA, Entry, facets_of
from search.rules.plan import (
    Node,
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
    for name, words in entry.words.items():
        document.add_text(name, words)
    for name, values in (
        *facets_of(entry).items(),
        ("own", entry.own),
        ("cited", entry.cited),
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

    def __init__(self, folder: Path, *, remembers: int = 0) -> None:
        """Read and write this folder; so many answers are remembered until the index changes."""
        self.folder = folder
        self._remembered = Remembered(remembers)
        self._schema = _schema()
        self._queries = Queries(self._schema)
        self._opening = threading.Lock()
        self._opened: tuple[object, str, tantivy.Index] | None = None
        #: The commit that was read last.
        self._commit: object = None
        #: So many documents it has, with those that are taken away and not yet dropped.
        self._weighed_by = 0
        self._place = Place(folder)
        #: The live folder's name with its writer, kept by whoever holds the index.
        self._writer: tuple[str, tantivy.IndexWriter] | None = None

    # Reading

    def search(self, ask: Ask) -> Found:
        """Answer a question. Raises IndexNotReadyError."""
        searcher, commit = self._newest()
        plan = ask.plan
        narrowed = frozenset(ask.narrowed.items())
        within = Asked(plan, ask.readers, narrowed, ask.among, ask.without)

        def counts() -> Counts:
            return self._remembered.answer(
                commit, (within, ask.counted), lambda: self._counts(searcher, plan, ask)
            )

        beside = None
        if ask.counted and may_be_many(searcher, ask.question):
            beside = Beside(counts)
        ids, total = self._remembered.answer(
            commit,
            (within, ask.order, ask.offset, ask.limit),
            lambda: self._page(searcher, plan, ask),
        )
        return Found(total, ids, counts() if beside is None else beside)

    def _page(self, searcher: tantivy.Searcher, plan: Node | None, ask: Ask) -> _Page:
        query = self._queries.within(plan, ask, ask.narrowed)
        if ask.order is Order.NUMBER:
            return self._sorted(searcher, query, ask, "by_number", tantivy.Order.Asc)
        if ask.order is Order.NEWEST or not is_ranked(plan):
            return self._sorted(searcher, query, ask, "newest", tantivy.Order.Desc)
        if says_nothing(searcher, self._weighed_by, plan):
            return self._sorted(searcher, query, ask, "id", tantivy.Order.Desc)
        return self._best(searcher, query, ask)

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
        query = self._queries.one_of("readers", (token,))
        return _count(self._searcher().search(query, limit=1))

    def newest_told(self) -> int:
        """Its entries have no numbers."""
        return 0

    def state(self) -> EngineState:
        """How the folder is, for the administrator."""
        try:
            count = self._searcher().num_docs
        except IndexNotReadyError as not_ready:
            if isinstance(not_ready.__cause__, PermissionError):
                return EngineState("tantivy", "away", str(not_ready.__cause__))
            return EngineState("tantivy", "missing", "no index yet")
        return EngineState("tantivy", "ok", f"{count} entries")

    @staticmethod
    def _sorted(
        searcher: tantivy.Searcher, query: Query, ask: Ask, field: str, order: tantivy.Order
    ) -> _Page:
        found = searcher.search(
            query, limit=ask.limit, offset=ask.offset, order_by_field=field, order=order
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
        at_once = EQUALS if ask.question.is_growing else 0
        return page_of_the_best(ask, best, ids_of, at_once=at_once), total

    def _counts(self, searcher: tantivy.Searcher, plan: Node | None, ask: Ask) -> Counts:
        """Counts of what the reader would see; a facet is counted without its own choice."""
        plan = matching(plan) if plan else None
        chosen = [name for name in ask.counted if ask.narrowed.get(name)]
        free = [name for name in ask.counted if name not in chosen]
        counts = self._terms(searcher, self._queries.within(plan, ask, ask.narrowed), free)
        for name in chosen:
            others = {key: value for key, value in ask.narrowed.items() if key != name}
            counts |= self._terms(searcher, self._queries.within(plan, ask, others), [name])
        return counts

    @staticmethod
    def _terms(searcher: tantivy.Searcher, query: Query, names: Sequence[str]) -> Counts:
        if not names:
            return {}
        asked = {name: {"terms": {"field": name, "size": 200}} for name in names}
        found = searcher.aggregate(query, asked)
        return {
            name: {str(one["key"]): int(one["doc_count"]) for one in found[name]["buckets"]}
            for name in names
        }

    # The folder

    def is_current(self) -> bool:
        """Whether there is an index and it was made by this schema."""
        name = self._place.current(SCHEMA)
        try:
            return name is not None and bool(tantivy.Index.exists(str(self.folder / name)))
        except OSError:
            return False

    def _searcher(self) -> tantivy.Searcher:
        return self._newest()[0]

    def _newest(self) -> tuple[tantivy.Searcher, object]:
        """The newest commit of the live folder, noticed without being told, and what tells it."""
        with self._opening:
            try:
                return self._reloaded()
            except (OSError, ValueError):
                self._opened = self._commit = None
            try:
                return self._reloaded()  # a rebuild may have put a new folder in place just now
            except (OSError, ValueError) as problem:
                raise IndexNotReadyError(str(self.folder)) from problem

    def _reloaded(self) -> tuple[tantivy.Searcher, object]:
        name, index = self._live()
        commit = name, _mark_of(self.folder / name / "meta.json")
        if self._commit != commit:  # else half a millisecond for nothing
            index.reload()
            self._weighed_by = _documents_in(self.folder / name / "meta.json")
            self._commit = commit
        return index.searcher(), commit

    def _live(self) -> tuple[str, tantivy.Index]:
        mark = _mark_of(self.folder / "current")
        if self._opened is None or self._opened[0] != mark:
            name = self._place.current(SCHEMA)
            if name is None:
                raise IndexNotReadyError(str(self.folder))
            self._opened = (mark, name, self._open(name))
        return self._opened[1:]

    def _open(self, name: str) -> tantivy.Index:
        index = tantivy.Index.open(str(self.folder / name))
        _register(index)
        index.config_reader("manual")
        return index

    # Writing

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold the index to write; a holder may hold again. Raises IndexIsHeldError.

        The writer lives as long: it merges old parts of the index beside the next batches, which
        without it would wait for that, half a minute at a hundred thousand documents.
        """
        is_inner = self._place.is_held
        with self._place.holding():
            try:
                yield
            finally:
                if not is_inner:
                    self._let_go()

    def _let_go(self) -> None:
        """Give the writer back; what was not committed is gone with it."""
        kept, self._writer = self._writer, None
        if kept is not None:
            with suppress(ValueError):  # what could not be merged stays as it was
                kept[1].wait_merging_threads()

    def _writer_of(self, name: str) -> tantivy.IndexWriter:
        if self._writer is None or self._writer[0] != name:
            self._let_go()
            self._writer = name, self._open(name).writer(heap_size=_HEAP, num_threads=1)
        return self._writer[1]

    def write(self, entries: Iterable[Entry], *, gone: Iterable[int] = (), at: int = 0) -> int:  # noqa: ARG002
        """Put these entries in place of their older selves, and take away what is gone.

        Only one process writes: nobody is late, and the number says nothing.
        """
        with self.holding():
            name = self._place.current(SCHEMA)
            if name is None:
                raise IndexNotReadyError(str(self.folder))
            told = {entry.id: entry for entry in entries}
            with self._refusing(_HEAP):
                try:
                    _put(self._writer_of(name), told.values(), gone=(*gone, *told))
                except BaseException:
                    self._let_go()  # half a batch must not be committed with the next one
                    raise
        return 0

    def rebuild(self, entries: Iterable[Entry], *, draw: Callable[[], int] = int) -> int:  # noqa: ARG002
        """Make a new index beside the old one and put it in its place; gives how many it holds."""
        with self.holding():
            self._let_go()
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
        writer = index.writer(heap_size=_REBUILD_HEAP, num_threads=1)
        try:
            return _put(writer, entries)
        finally:
            writer.wait_merging_threads()

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
            self._let_go()
            self._place.clear()


def _put(writer: tantivy.IndexWriter, entries: Iterable[Entry], *, gone: Iterable[int] = ()) -> int:
    """Commit one batch; gives how many entries it put in."""
    count = 0
    for one in gone:
        writer.delete_documents_by_term("id", one)
    for entry in entries:
        writer.add_document(_document(entry))
        count += 1
    writer.commit()
    return count


def _register(index: tantivy.Index) -> None:
    """Split at blanks and nothing else: the words were made by us."""
    split = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", split)


def _documents_in(meta: Path) -> int:
    """How many documents the parts of an index have, as its own words of weighing take them."""
    parts = json.loads(meta.read_text(encoding="utf-8"))["segments"]
    return sum(int(part["max_doc"]) for part in parts)


def _mark_of(file: Path) -> tuple[int, int, int]:
    """What tells a file from the one that is put in its place."""
    at = file.stat()
    return at.st_ino, at.st_mtime_ns, at.st_size


def _whole(searcher: tantivy.Searcher, field: str, places: Sequence[Any]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, list(places))]


def _count(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # the stub forgets it
