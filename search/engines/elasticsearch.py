"""The engine on a server: Elasticsearch. The only door to its library, whose import takes a second.

An installation has a prefix. An index is PREFIX-SCHEMA-HEX; the alias PREFIX-SCHEMA is what is
asked, PREFIX-SCHEMA-building what a rebuild fills. Any number of processes write: each write has
a number from the database, and an older number never takes the place of a newer one.
"""

import contextlib
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import (
    ApiError,
    ConflictError,
    ConnectionTimeout,
    Elasticsearch,
    NotFoundError,
    TransportError,
    UnsupportedProductError,
)
from elasticsearch.dsl import Q, Search
from elasticsearch.helpers import streaming_bulk

from search.engine import Ask, EngineAwayError, EngineState, Found, IndexNotReadyError, Order
from search.engines.elasticsearch_words import (
    MAPPINGS,
    REFRESH,
    SETTINGS,
    compiled,
    counts_of,
    hits_of,
    one_of,
    put,
    take,
    total_of,
)
from search.engines.patience import EngineSilentError, Patience
from search.engines.ranking import LEAST, page_of_the_best
from search.rules.entry import SCHEMA, Entry
from search.rules.plan import Node, is_ranked

SECONDS, _SECONDS_TO_WRITE = 30, 60
#: Somebody waits at a page.
SECONDS_OF_A_PAGE = 2
#: Who asks the old index while a new one takes its place has this long.
_GRACE = 0.3
_BATCH_BYTES = 10 * 1024 * 1024
_PAGE = 5_000
_MOST_VALUES = 200
#: Answers that say «not now»: the rows stay in the outbox.
_NOT_NOW = frozenset({401, 403, 408, 429, 500, 502, 503, 504})


@dataclass(frozen=True, kw_only=True)
class Server:
    """Where Elasticsearch is, and how this installation is known there."""

    #: One address or several, with commas between them.
    url: str
    prefix: str
    ca_file: str = ""
    api_key: str = ""

    def client(self) -> Elasticsearch:
        """A client for all threads of a process."""
        options: dict[str, Any] = {}
        if self.ca_file:
            options["ca_certs"] = self.ca_file
        if self.api_key:
            options["api_key"] = self.api_key
        hosts = [one.strip() for one in self.url.split(",") if one.strip()]
        return Elasticsearch(hosts, request_timeout=SECONDS, max_retries=len(hosts) - 1, **options)


class ElasticsearchEngine:
    """One installation on one cluster; made once a process."""

    is_shared = True

    def __init__(self, server: Server) -> None:
        self.server = server
        self._client = server.client()
        self._writer = self._client.options(request_timeout=_SECONDS_TO_WRITE)
        self._quick = self._client.options(request_timeout=SECONDS_OF_A_PAGE)
        self._patience = Patience()
        self._live = f"{server.prefix}-{SCHEMA}"
        self._building = f"{self._live}-building"
        self._own = re.compile(rf"{re.escape(server.prefix)}-(\d+)-[0-9a-f]{{12}}")

    # Reading

    def search(self, ask: Ask) -> Found:
        """Answer a question; where somebody waits, soon or not. Raises IndexNotReadyError."""
        with contextlib.nullcontext() if ask.is_patient else self._patience.asking():
            return self._found(ask)

    def _found(self, ask: Ask) -> Found:
        plan = ask.plan
        asked = self._asked(ask, plan, ask.counted)
        if not is_ranked(plan) or ask.order is not Order.BEST:
            asked = asked.sort(_SORTS[ask.order], _BY_ID)[ask.offset : ask.offset + ask.limit]
            answer = self._answer(asked)
            found = tuple(one for _, one in hits_of(answer))
            return Found(total_of(answer), found, counts_of(answer))
        answers: list[dict[str, Any]] = []

        def best(count: int) -> Sequence[tuple[float, int]]:
            # The counts are told the first time.
            again = self._asked(ask, plan, ()) if answers else asked
            sorted_ones = again.sort("_score", _BY_ID)
            answers.append(self._answer(sorted_ones[:count]))
            return hits_of(answers[-1])

        ids = page_of_the_best(ask, best, list)
        if ids and hits_of(answers[0])[0][0] < LEAST:  # nothing tells one from another
            by_id = self._asked(ask, plan, ()).sort(_BY_ID)[ask.offset : ask.offset + ask.limit]
            ids = tuple(one for _, one in hits_of(self._answer(by_id)))
        return Found(total_of(answers[0]), ids, counts_of(answers[0]))

    def _asked(self, ask: Ask, plan: Node | None, counted: Iterable[str]) -> Search:
        """The plan within the reader's rights; what was chosen narrows the list after it."""
        filters = [Q(one_of("readers", sorted(ask.readers)))]
        if ask.among is not None:
            filters.append(Q(one_of("id", sorted(ask.among))))
        chosen = {name: Q(one_of(name, list(v))) for name, v in ask.narrowed.items() if v}
        client = self._client if ask.is_patient else self._quick
        asked = Search(using=client, index=self._live)
        # No stored field is read: a hit's score and id are those that it was sorted by.
        asked = asked.extra(track_total_hits=True, stored_fields="_none_")
        never = [Q(one_of("id", sorted(ask.without)))] if ask.without else []
        must = [Q(compiled(plan))] if plan else []
        asked = asked.query("bool", filter=filters, must=must, must_not=never)
        if chosen:
            asked = asked.post_filter("bool", filter=list(chosen.values()))
        for name in counted:  # a facet is counted without its own choice
            others = [one for key, one in chosen.items() if key != name]
            within = asked.aggs.bucket(name, "filter", filter=Q("bool", filter=others))
            within.bucket("of", "terms", field=name, size=_MOST_VALUES)
        return asked

    def _answer(self, asked: Search) -> dict[str, Any]:
        with _asking():
            try:
                return dict(asked.execute().to_dict())
            except ApiError:  # a rebuild may have taken the index away under the question
                return dict(asked.execute(ignore_cache=True).to_dict())

    def fingerprints(self) -> dict[int, int]:
        """Every id in the index with the fingerprint of what it was told."""
        found: dict[int, int] = {}
        with _asking():
            frozen = self._client.open_point_in_time(index=self._live, keep_alive="2m")["id"]
            try:
                for hit in self._all(frozen):
                    fields = hit["fields"]
                    found[int(fields["id"][0])] = int(fields["fingerprint"][0])
            finally:
                self._client.close_point_in_time(id=frozen)
        return found

    def _all(self, frozen: str) -> Iterator[dict[str, Any]]:
        """Every hit of a point in time, a page at a time."""
        after: list[Any] | None = None
        while True:
            answer = self._client.search(
                pit={"id": frozen, "keep_alive": "2m"},
                size=_PAGE,
                sort=["_shard_doc"],
                search_after=after,
                source=False,
                docvalue_fields=[{"field": "id"}, {"field": "fingerprint"}],
                track_total_hits=False,
            )
            hits = answer["hits"]["hits"]
            yield from hits
            if len(hits) < _PAGE:
                return
            after = hits[-1]["sort"]

    def count_seen_by(self, token: str) -> int:
        """How many documents the index shows to a reader with this one token."""
        with _asking():
            query = one_of("readers", [token])
            return int(self._client.count(index=self._live, query=query)["count"])

    def newest_told(self) -> int:
        """The highest number by which the index was told anything."""
        asked = Search(using=self._client, index=self._live).extra(size=0)
        asked.aggs.metric("newest", "max", field="told")
        return int(self._answer(asked)["aggregations"]["newest"]["value"] or 0)

    def is_current(self) -> bool:
        """Whether there is an index and it was made by this schema. Raises EngineAwayError."""
        with _asking():
            return bool(self._client.indices.exists_alias(name=self._live))

    def state(self) -> EngineState:
        """How the cluster is, for the administrator."""
        try:
            with _asking():
                if not self._quick.indices.exists_alias(name=self._live):
                    return EngineState("elasticsearch", "missing", "no index yet")
                count = self._quick.count(index=self._live)["count"]
                color = self._quick.cluster.health(index=self._live)["status"]
        except (IndexNotReadyError, ApiError) as away:
            return EngineState("elasticsearch", "away", str(away))
        state = "ok" if color in {"green", "yellow"} else "away"
        return EngineState("elasticsearch", state, f"{color}, {count} entries")

    # Writing

    def holding(self) -> contextlib.AbstractContextManager[None]:
        """Any number of processes write at once: nothing to hold."""
        return contextlib.nullcontext()

    def write(self, entries: Iterable[Entry], *, gone: Iterable[int] = (), at: int) -> int:
        """Put these entries in place of those with a lower number; gives how many were late."""
        actions = [put(entry, at) for entry in entries] + [take(one, at) for one in gone]
        with _asking():
            if self._writer.indices.exists_alias(name=self._building):
                # First there: should it be put in place just now, the live one is the same index.
                self._tell_building(actions)
            return self._bulk(self._live, actions, refresh="wait_for")

    def _tell_building(self, actions: Iterable[dict[str, Any]]) -> None:
        """What a new index did not take now, it would lack; that it is gone is no matter."""
        try:
            self._bulk(self._building, actions, refresh=False)
        except EngineAwayError:
            raise
        except IndexNotReadyError:
            return

    def _bulk(self, alias: str, actions: Iterable[dict[str, Any]], *, refresh: str | bool) -> int:
        """Send in batches; gives how many the index knew by a higher number already."""
        late = 0
        for is_done, item in streaming_bulk(
            self._writer,
            actions,
            index=alias,
            max_chunk_bytes=_BATCH_BYTES,
            raise_on_error=False,
            require_alias=True,  # an index that is gone is not made again by a write
            retry_on_status=(),
            refresh=refresh,
        ):
            told = next(iter(item.values()))
            if is_done or (told["status"] == 404 and "error" not in told):
                continue
            if told["status"] != 409:
                _refuse(told["status"], str(told.get("error")))
            late += 1
        return late

    def rebuild(self, entries: Iterable[Entry], *, draw: Callable[[], int] = int) -> int:
        """Make a new index beside the old one and put it in its place; gives how many it holds.

        `draw` gives a number once writers see the new index, before any entry is read; whatever
        they write there meanwhile is newer and stays. One rebuild at a time.
        """
        name = f"{self._live}-{uuid.uuid4().hex[:12]}"
        with _asking():
            self._remove(self._indices_of(self._building))
            self._tell_template()
            self._writer.indices.create(
                index=name,
                settings={**SETTINGS, "refresh_interval": "-1"},
                mappings=MAPPINGS,
                aliases={self._building: {}},
            )
            try:
                count = self._fill(entries, draw())
                self._put_in_place(name)
            except BaseException:
                with contextlib.suppress(ApiError, TransportError):
                    self._remove([name])
                raise
        return count

    def _fill(self, entries: Iterable[Entry], at: int) -> int:
        count = 0

        def counted() -> Iterator[dict[str, Any]]:
            nonlocal count
            for entry in entries:
                count += 1
                yield put(entry, at)

        self._bulk(self._building, counted(), refresh=False)
        return count

    def _put_in_place(self, name: str) -> None:
        """One change of the aliases: no question meets no index, or two; then the old ones go."""
        self._writer.indices.put_settings(index=name, settings={"refresh_interval": REFRESH})
        self._writer.indices.refresh(index=name)
        old = [one for one in self._indices_of(f"{self.server.prefix}-*") if one != name]
        live = self._indices_of(self._live)
        self._writer.indices.update_aliases(
            actions=[
                {"add": {"index": name, "alias": self._live, "is_write_index": True}},
                {"remove": {"index": name, "alias": self._building}},
                *({"remove": {"index": one, "alias": self._live}} for one in old if one in live),
            ]
        )
        if old:
            time.sleep(_GRACE)
        self._remove(old)

    def _indices_of(self, pattern: str) -> list[str]:
        """The indices of this installation, made by this schema or an older one."""
        found = self._writer.indices.get(index=pattern, ignore_unavailable=True, features="aliases")
        own = {name: self._own.fullmatch(name) for name in found}
        return sorted(name for name, match in own.items() if match and int(match[1]) <= SCHEMA)

    def _remove(self, names: Sequence[str]) -> None:
        for name in names:
            self._writer.indices.delete(index=name, ignore_unavailable=True)

    def _tell_template(self) -> None:
        """An index under our name is ours or is refused."""
        with _where_allowed():
            self._writer.indices.put_index_template(
                name=self._live,
                index_patterns=[f"{self._live}-*"],
                priority=500 + len(self._live),  # of two prefixes, the longer one is meant
                allow_auto_create=False,
                template={"settings": SETTINGS, "mappings": MAPPINGS},
            )

    def tidy(self) -> None:
        """Take away what a killed rebuild left behind: all of ours that is not asked."""
        with _asking():
            live = self._indices_of(self._live)
            if live:
                ours = self._indices_of(f"{self.server.prefix}-*")
                self._remove([one for one in ours if one not in live])

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def forget(self) -> None:
        """Take away the index and all that belongs to it; the next drainer makes it anew."""
        with _asking():
            self._remove(self._indices_of(f"{self.server.prefix}-*"))
            with contextlib.suppress(NotFoundError), _where_allowed():
                self._writer.indices.delete_index_template(name=self._live)


_BY_ID = {"id": {"order": "desc"}}
_SORTS = {
    Order.BEST: {"newest": {"order": "desc"}},
    Order.NEWEST: {"newest": {"order": "desc"}},
    Order.NUMBER: {"by_number": {"order": "asc"}},
}


@contextlib.contextmanager
def _where_allowed() -> Iterator[None]:
    """Templates belong to the whole cluster: a key without this right does without them."""
    try:
        yield
    except ApiError as refused:
        if refused.status_code != 403:
            raise


@contextlib.contextmanager
def _asking() -> Iterator[None]:
    """Say in our words what the server or the way to it says."""
    try:
        yield
    except NotFoundError as missing:
        raise IndexNotReadyError(str(missing)) from missing
    except ConflictError as conflict:
        raise EngineAwayError(str(conflict)) from conflict
    except UnsupportedProductError as other:  # whoever answers there, it is no Elasticsearch
        raise EngineAwayError(str(other)) from other
    except ApiError as refused:
        if refused.status_code in _NOT_NOW:
            raise EngineAwayError(str(refused)) from refused
        raise
    except ConnectionTimeout as silent:
        raise EngineSilentError(str(silent)) from silent
    except TransportError as away:
        raise EngineAwayError(str(away)) from away


def _refuse(status: int, reason: str) -> None:
    """One item of a batch was refused: the index is gone, or it cannot be written now."""
    if status == 404:
        raise IndexNotReadyError(reason)
    raise EngineAwayError(f"{status}: {reason}")
