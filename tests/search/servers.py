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
    api_key: str = ""
    ca_file: str = ""
    own: elasticsearch.Server | None = None

    def engine(self, prefix: str):
        """An engine of this server with indices of its own, which begin with «test-»."""
        from search.engines.elasticsearch import ElasticsearchEngine, Server

        told = {"api_key": self.api_key, "ca_file": self.ca_file}
        return ElasticsearchEngine(Server(url=self.url, prefix=prefix, **told))


@contextmanager
def a_server() -> Iterator[Elastic]:
    """The server of this run. Nothing is fetched here: `make test` or the script does that."""
    if NAMED:
        told = (os.environ.get(f"ELASTICSEARCH_{name}", "") for name in ("API_KEY", "CA"))
        yield Elastic(NAMED, *told)
        return
    if why := elasticsearch.obstacle():
        pytest.skip(f"No Elasticsearch. {why}")
    with elasticsearch.server(is_secured=True) as own:
        yield Elastic(own.url, own.key_for("test-*"), own=own)
