"""The engine as it comes, to compare with: the words of a question, two thirds of them, no plan."""

import json
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from search.engine import FACETS
from search.rules.question import read_question


class Bare:
    """The same index asked by its folded words alone, within the same rights, counts beside it."""

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / "current").read_text(encoding="utf-8"))
        self._index = tantivy.Index.open(str(folder / told["name"]))
        self._searcher = self._index.searcher()
        self._schema = self._index.schema

    def can(self, typed: list[str]) -> bool:
        """Whether questions are words alone: only then the two answer the same."""
        asked = [read_question(one) for one in typed]
        return all(
            one.words and not (one.claims or one.phrases or one.excluded or one.wishes)
            for one in asked
        )

    def ask(self, typed: str, readers: frozenset[str]) -> int:
        """The first twenty, how many there are, and the counts of every facet."""
        words = list(dict.fromkeys(word.folded for word in read_question(typed).words))
        some = Query.boolean_query(
            [
                (Occur.Should, Query.term_query(self._schema, "bare_words", word, "freq"))
                for word in words
            ],
            minimum_number_should_match=2 * len(words) // 3 + 1,
        )
        rights = Query.const_score_query(
            Query.term_set_query(self._schema, "readers", sorted(readers)), 0.0
        )
        query = Query.boolean_query([(Occur.Must, rights), (Occur.Must, some)])
        found = self._searcher.search(query, limit=20)
        counts = {name: {"terms": {"field": name, "size": 200}} for name in FACETS}
        self._searcher.aggregate(query, counts)
        return int(found.count)
