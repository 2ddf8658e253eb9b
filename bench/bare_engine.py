"""The engine as it comes, to compare with: two thirds of the words of a question, no plan.

The same abbreviations are read and the last word grows as in the plan: it is the same question.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from docs_mgmt.rules.vietnamese import Syllable
from search.engine import FACETS
from search.rules.question import Question, read_question


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
        question = read_question(typed)
        some = [self._some_of(words, question) for words in (question.words, *question.others)]
        asked = some[0] if len(some) == 1 else Query.disjunction_max_query(some)
        tokens = (Query.term_query(self._schema, "readers", one, "basic") for one in readers)
        any_of_them = Query.boolean_query([(Occur.Should, token) for token in tokens])
        rights = Query.const_score_query(any_of_them, 0.0)
        query = Query.boolean_query([(Occur.Must, rights), (Occur.Must, asked)])
        found = self._searcher.search(query, limit=20)
        counts = {name: {"terms": {"field": name, "size": 200}} for name in FACETS}
        self._searcher.aggregate(query, counts)
        return int(found.count)

    def _some_of(self, words: Sequence[Syllable], question: Question) -> Query:
        """Two thirds of the words of one way to put the question; one still typed may grow."""
        folded = list(dict.fromkeys(word.folded for word in words))
        parts = [Query.term_query(self._schema, "bare_words", word, "freq") for word in folded]
        if question.is_growing:
            grown = Query.regex_query(self._schema, "bare_words", f"{folded[-1]}.*")
            parts[-1] = Query.disjunction_max_query([parts[-1], grown])
        return Query.boolean_query(
            [(Occur.Should, part) for part in parts],
            minimum_number_should_match=2 * len(parts) // 3 + 1,
        )
