"""The quality of the answers to the relevance set (tests/relevance), engine by engine."""

from django.conf import settings

from search.engines.apart import ENGINES, an_engine_apart
from tests.relevance.asking import asking, measure, table


def print_quality() -> None:
    """Print nDCG@10, MRR, first hits, recall and leaks by class, of each engine there is."""
    for name in ENGINES:
        if name == "elasticsearch" and not settings.ELASTICSEARCH_URL:
            print("\nelasticsearch: not run (ELASTICSEARCH_URL names no server)")
            continue
        with an_engine_apart(name) as engine:
            print(f"\n{name}\n{table(measure(asking(engine)))}")
