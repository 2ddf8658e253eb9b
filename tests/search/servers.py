"""Elasticsearch for the tests: the one that was named, or one of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from scripts import elasticsearch

NAME = "ELASTICSEARCH_URL"
#: The server that was named; tests/conftest.py takes the name away from all other tests.
NAMED = os.environ.get(NAME, "")


@dataclass(frozen=True)
class Elastic:
    """A server to ask; `own` where the tests may also stop and kill it."""

    url: str
    own: elasticsearch.Server | None = None


@contextmanager
def a_server() -> Iterator[Elastic]:
    """The server of this run. Nothing is fetched here: `make test` or the script does that."""
    if NAMED:
        yield Elastic(NAMED)
        return
    if why := elasticsearch.obstacle():
        pytest.skip(f"No Elasticsearch. {why}")
    with elasticsearch.server() as own:
        yield Elastic(own.url, own)
