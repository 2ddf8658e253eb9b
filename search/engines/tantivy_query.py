"""Plans as queries of tantivy, within the reader's rights."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

import tantivy
from tantivy import FieldType, Occur, Query

from search.engine import Ask
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

#: Of more parts the halves of halves are too many.
_FEW = 6


class Queries:
    """Compiles plans for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        # Half a millisecond each, and one question has the same ones in its list and its counts.
        self._grown = lru_cache(maxsize=512)(partial(Query.regex_query, schema))

    def within(self, plan: Node | None, ask: Ask, narrowed: Mapping[str, Sequence[str]]) -> Query:
        """The plan within the reader's rights; nobody's tokens find nothing."""
        filters = [self.one_of("readers", sorted(ask.readers))]
        filters += [self.one_of(name, values) for name, values in narrowed.items() if values]
        if ask.among is not None:
            filters.append(self.one_of("id", sorted(ask.among)))
        parts = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters]
        if ask.without:
            parts.append((Occur.MustNot, self.one_of("id", sorted(ask.without))))
        if plan is not None:
            parts.append((Occur.Must, self._compiled(plan)))
        return Query.boolean_query(parts)

    def one_of(self, field: str, values: Sequence[str] | Sequence[int]) -> Query:
        """Any of these values; none at all finds nothing."""
        if not values:
            return Query.empty_query()
        if field == "id":
            return Query.term_set_query(self._schema, field, list(values))
        # Names one by one: a set is laid out over all documents each time, which takes longer
        # than the question itself.
        terms = [Query.term_query(self._schema, field, value, "basic") for value in values]
        return Query.boolean_query([(Occur.Should, term) for term in terms])

    def _compiled(self, node: Node) -> Query:
        match node:
            case Best():
                best = Query.disjunction_max_query([self._compiled(part) for part in node.parts])
                return _weighed(best, node.weight)
            case AtLeast():
                return _at_least(node.need, [self._compiled(part) for part in node.parts])
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
                return self.one_of(node.field, node.values)
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


def _at_least(need: int, parts: Sequence[Query]) -> Query:
    """So many of the parts; where one of a few may be missing, twice to four times as fast so."""
    some = [(Occur.Should, part) for part in parts]
    if need != len(parts) - 1 or not 3 <= len(parts) <= _FEW:
        return Query.boolean_query(some, minimum_number_should_match=need)
    met = Query.const_score_query(_all_but_one(parts), 0.0)
    return Query.boolean_query([(Occur.Must, met), *some])


def _all_but_one(parts: Sequence[Query]) -> Query:
    """All parts or all but one: one half whole, and of the other one at most one is missing.

    The engine counts how many of some parts a document has by a heap of all their lists; that both
    of two lists have it, or either, it tells at a fraction.
    """
    if len(parts) == 1:
        return Query.all_query()
    half = len(parts) // 2
    one, other = parts[:half], parts[half:]
    ways = [_all((*one, _all_but_one(other))), _all((_all_but_one(one), *other))]
    return Query.boolean_query([(Occur.Should, way) for way in ways])


def _all(parts: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def _weighed(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)
