"""The engine without a server: tantivy in a folder. The only door to tantivy.

INDEX_DIR holds `current` (names the live folder and its schema; replaced by one rename), the
folders, and `lock`, which the one writer holds. Any number of processes read.
"""

import fcntl
import json
import os
import shutil
import threading
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from search.engine import FACETS, Ask, Found, IndexIsHeldError, IndexNotReadyError, Order
from search.rules.entry import SCHEMA, Entry, cited_keys, facets_of, own_keys, words_of
from search.rules.plan import (
    AtLeast,
    Best,
    Fixed,
    Grows,
    Node,
    Phrase,
    Sum,
    Term,
    matching,
)

_PLACES = ("title", "body", "meta")
_PAIRS = [f"{place}_{kind}" for place in _PLACES for kind in ("pairs", "bare_pairs")]
_HEAP = 32_000_000
_REBUILD_HEAP = 128_000_000
_LAST_PAGE = 10_000
#: So many hits of equal worth are put in order by id.
_EQUALS = 2_000
#: Hits whose scores differ less than this are equal; then the newer document comes first.
_DIGITS = 3


_Page = tuple[tuple[int, ...], int]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("words", "bare_words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in _PAIRS:
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

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._schema = _schema()
        self._opening = threading.Lock()
        self._opened: tuple[object, tantivy.Index] | None = None
        self._held = threading.local()

    # Reading

    def search(self, ask: Ask) -> Found:
        """Answer a question. Raises IndexNotReadyError."""
        searcher = self._searcher()
        plan = ask.plan
        query = self._query(plan, ask, ask.narrowed)
        is_ranked = plan is not None and ask.order is Order.BEST
        ids, total = (self._best if is_ranked else self._sorted)(searcher, query, ask)
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

    def _sorted(self, searcher: tantivy.Searcher, query: Query, ask: Ask) -> _Page:
        by_number = ask.order is Order.NUMBER
        found = searcher.search(
            query,
            limit=ask.limit,
            offset=ask.offset,
            order_by_field="by_number" if by_number else "newest",
            order=tantivy.Order.Asc if by_number else tantivy.Order.Desc,
        )
        return self._ids(searcher, found.hits), _count(found)

    def _best(self, searcher: tantivy.Searcher, query: Query, ask: Ask) -> _Page:
        """The best hits; equal ones by id, also where a page ends among equals."""
        end = min(ask.offset + ask.limit, _LAST_PAGE)
        found = searcher.search(query, limit=end + 16)
        hits = found.hits
        if len(hits) == end + 16 and round(hits[-1][0], _DIGITS) == round(
            hits[end - 1][0], _DIGITS
        ):
            # One row of equals for all pages, or a document would be missed between two of them.
            hits = searcher.search(query, limit=max(_EQUALS, end + 16), count=False).hits
        scores = [round(score, _DIGITS) for score, _ in hits]
        ranked = sorted(zip(scores, self._ids(searcher, hits), strict=True), reverse=True)
        return tuple(one for _, one in ranked[ask.offset : end]), _count(found)

    @staticmethod
    def _ids(searcher: tantivy.Searcher, hits: Sequence[tuple[Any, Any]]) -> tuple[int, ...]:
        return tuple(_whole(searcher, "id", [place for _, place in hits]))

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
            case _:
                return self._compiled_words(node)

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
                one = Query.regex_query(self._schema, node.field, node.pattern)
                return Query.const_score_query(one, node.worth)

    # The folder

    def _current(self) -> dict[str, Any] | None:
        try:
            told = json.loads((self.folder / "current").read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        return told if isinstance(told, dict) else None

    def is_current(self) -> bool:
        """Whether there is an index and it was made by this schema."""
        told = self._current()
        if told is None or told.get("schema") != SCHEMA:
            return False
        try:
            return bool(tantivy.Index.exists(str(self.folder / told["name"])))
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
            told = self._current()
            if told is None or told.get("schema") != SCHEMA:
                raise IndexNotReadyError(str(self.folder))
            self._opened = (mark, self._open(told["name"]))
        return self._opened[1]

    def _open(self, name: str) -> tantivy.Index:
        index = tantivy.Index.open(str(self.folder / name))
        _register(index)
        index.config_reader("manual")
        return index

    # Writing

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold the index to write; a holder may hold again. Raises IndexIsHeldError."""
        if getattr(self._held, "times", 0):
            self._held.times += 1
            try:
                yield
            finally:
                self._held.times -= 1
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise IndexIsHeldError(str(self.folder)) from held
            self._held.times = 1
            try:
                yield
            finally:
                self._held.times = 0

    def write(self, entries: Iterable[Entry], *, gone: Iterable[int] = ()) -> None:
        """Put these entries in place of their older selves, and take away what is gone."""
        with self.holding():
            told = self._current()
            if told is None or told.get("schema") != SCHEMA:
                raise IndexNotReadyError(str(self.folder))
            try:
                index = self._open(told["name"])
            except ValueError as problem:
                raise IndexNotReadyError(str(self.folder)) from problem
            self._put(index, entries, gone)

    def _put(self, index: tantivy.Index, entries: Iterable[Entry], gone: Iterable[int]) -> None:
        with _writing(index, _HEAP) as writer:
            for one in gone:
                writer.delete_documents_by_term("id", one)
            for entry in entries:
                writer.delete_documents_by_term("id", entry.id)
                writer.add_document(_document(entry))

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Make a new index beside the old one and put it in its place; gives how many it holds."""
        with self.holding():
            name = f"index-{uuid.uuid4().hex[:12]}"
            place = self.folder / name
            place.mkdir(parents=True)
            index = tantivy.Index(self._schema, path=str(place))
            _register(index)
            count = 0
            with _writing(index, _REBUILD_HEAP) as writer:
                for entry in entries:
                    writer.add_document(_document(entry))
                    count += 1
            self._put_in_place(name)
            return count

    def _put_in_place(self, name: str) -> None:
        new = self.folder / f"current.{name}"
        with new.open("w", encoding="utf-8") as file:
            json.dump({"name": name, "schema": SCHEMA}, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / "current")
        for old in self.folder.glob("index-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)
        for left in self.folder.glob("current.*"):
            left.unlink(missing_ok=True)


@contextmanager
def _writing(index: tantivy.Index, heap: int) -> Iterator[tantivy.IndexWriter]:
    """One batch: committed whole or not at all, and the writer is given back."""
    try:
        writer = index.writer(heap_size=heap, num_threads=1)
        try:
            yield writer
            writer.commit()
        finally:
            writer.wait_merging_threads()  # what was not committed is gone with the writer
    except ValueError as problem:  # tantivy's word for everything, a full disk too
        raise IndexNotReadyError(str(problem)) from problem


def _register(index: tantivy.Index) -> None:
    """Split at blanks and nothing else: the words were made by us."""
    split = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", split)


def _equal(one: float, other: float) -> bool:
    return round(one, _DIGITS) == round(other, _DIGITS)


def _weighed(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)


def _whole(searcher: tantivy.Searcher, field: str, places: Sequence[Any]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, list(places))]


def _count(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # the stub forgets it
