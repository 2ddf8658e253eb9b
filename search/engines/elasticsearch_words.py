"""What Elasticsearch is told, as its own JSON: the index, a document, a plan; knows no server."""

from collections.abc import Sequence
from typing import Any

from search.engine import FACETS
from search.engines.ranking import MOST_HITS
from search.rules.entry import PAIR_FIELDS, Entry, facets_of
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
)

#: What was written is found this soon; a writer waits for it.
REFRESH = "200ms"

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,  # so that scores are those of the whole archive
    "auto_expand_replicas": "0-1",
    "refresh_interval": REFRESH,
    "gc_deletes": "1h",  # a write that is late by less does not bring back what is gone
    "max_result_window": MOST_HITS,
    "codec": "best_compression",  # what recovery keeps for a while; no question reads it
    "analysis": {
        "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": 5_000}},
        "analyzer": {"blanks": {"type": "custom", "tokenizer": "blanks"}},
    },
}

_TEXT = {"type": "text", "analyzer": "blanks"}
_PAIR = {**_TEXT, "index_options": "freqs"}
_KEY = {"type": "keyword", "doc_values": False}
_COUNTED = {"type": "keyword"}
_LOOKED_UP = {"type": "long"}
_NUMBER = {"type": "long", "index": False}
_KINDS: tuple[tuple[Sequence[str], dict[str, Any]], ...] = (
    (("words", "bare_words", "facts"), _TEXT),
    (PAIR_FIELDS, _PAIR),
    (("own", "cited", "readers"), _KEY),
    (FACETS, _COUNTED),
    (("id", "told", "newest"), _LOOKED_UP),
    (("by_number", "fingerprint"), _NUMBER),
)
#: Strict: what is not named here is refused. Nothing is kept as it reads.
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"enabled": False},
    "properties": {name: kind for names, kind in _KINDS for name in names},
}


def put(entry: Entry, at: int) -> dict[str, Any]:
    """One line of a batch: this entry, unless the index knows it by a higher number."""
    told = {
        **entry.words,
        **{name: list(values) for name, values in facets_of(entry).items()},
        "own": sorted(entry.own),
        "cited": sorted(entry.cited),
        "readers": sorted(entry.readers),
        "id": entry.id,
        "told": at,
        "newest": entry.newest_first,
        "by_number": entry.by_number,
        "fingerprint": entry.fingerprint,
    }
    return _line("index", entry.id, at) | {"_source": told}


def take(pk: int, at: int) -> dict[str, Any]:
    """One line of a batch: this id goes, unless the index knows it by a higher number."""
    return _line("delete", pk, at)


def _line(kind: str, pk: int, at: int) -> dict[str, Any]:
    return {"_op_type": kind, "_id": str(pk), "version": at, "version_type": "external"}


def one_of(field: str, values: Sequence[str] | Sequence[int]) -> dict[str, Any]:
    """Any of these values; none at all finds nothing."""
    return {"terms": {field: list(values)}} if values else {"match_none": {}}


def compiled(node: Node) -> dict[str, Any]:
    """A plan as a query."""
    match node:
        case Best():
            return {"dis_max": {"queries": _all(node.parts), "boost": node.weight}}
        case AtLeast():
            return {"bool": {"should": _all(node.parts), "minimum_should_match": node.need}}
        case Sum():
            return {"bool": {"must": _all(node.must), "should": _all(node.should)}}
        case Met():
            return _always(compiled(node.node), 0.0)
        case Within():
            return _within(node)
        case _:
            return _words(node)


def _within(node: Within) -> dict[str, Any]:
    """A filter scores nothing, nor does what is excluded."""
    must = [] if node.node is None else [compiled(node.node)]
    return {"bool": {"must": must, "filter": _all(node.only), "must_not": _all(node.never)}}


def _all(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    return [compiled(node) for node in nodes]


def _words(node: Term | Fixed | Grows | Phrase | OneOf | Between) -> dict[str, Any]:
    match node:
        case OneOf():
            return one_of(node.field, node.values)
        case Between():
            return {"range": {node.field: {"gte": node.low, "lte": node.high}}}
        case Term():
            return {"term": {node.field: {"value": node.word, "boost": node.weight}}}
        case Fixed():
            return _always({"term": {node.field: {"value": node.word}}}, node.worth)
        case Phrase():
            return {"match_phrase": {node.field: {"query": " ".join(node.words)}}}
        case Grows():
            grown = {"value": node.pattern, "flags": "NONE"}
            return _always({"regexp": {node.field: grown}}, node.worth)


def _always(query: dict[str, Any], worth: float) -> dict[str, Any]:
    return {"constant_score": {"filter": query, "boost": worth}}


def hits_of(answer: dict[str, Any]) -> list[tuple[float, int]]:
    """The worth and the id of each hit: the first and the last of what it was sorted by."""
    return [(float(hit["sort"][0]), int(hit["sort"][-1])) for hit in answer["hits"]["hits"]]


def total_of(answer: dict[str, Any]) -> int:
    """How many were found in all."""
    return int(answer["hits"]["total"]["value"])


def counts_of(answer: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Each facet with its values and how often they were met."""
    return {
        name: {str(one["key"]): int(one["doc_count"]) for one in told["of"]["buckets"]}
        for name, told in answer.get("aggregations", {}).items()
    }
