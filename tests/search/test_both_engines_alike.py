"""Elasticsearch answers the relevance set as tantivy does."""

from statistics import fmean
from uuid import uuid4

import pytest

from search.engines.tantivy import TantivyEngine
from tests.relevance import asking
from tests.relevance.measures import overlap

pytestmark = pytest.mark.elasticsearch


@pytest.fixture(scope="module")
def both(elastic, tmp_path_factory):
    engine = elastic.engine(f"test-{uuid4().hex[:12]}")
    try:
        embedded = TantivyEngine(tmp_path_factory.mktemp("alike"))
        yield asking.asking(embedded), asking.asking(engine)
    finally:
        engine.forget()
        engine.close()


def test_the_two_engines_give_the_same_first_hit_and_the_same_first_ten(both):
    pairs = [
        (question.text, *(ask(question.text, question.readers) for ask in both))
        for question in asking.questions()
    ]
    assert [text for text, a, b in pairs if a.total != b.total] == []
    assert fmean(a.names[:1] == b.names[:1] for _, a, b in pairs) >= 0.97
    assert fmean(overlap(a.names, b.names) for _, a, b in pairs) >= 0.97


def test_the_other_engine_is_as_good(both):
    one, other = (asking.measure(ask) for ask in both)
    assert other.leaks == 0
    assert other.macro == pytest.approx(one.macro, abs=0.01)
    for kind in ("number_exact", "number_loose", "number_cited", "number_missing"):
        assert other.reciprocal_rank[kind] == 1.0
