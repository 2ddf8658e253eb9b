"""Elasticsearch for the tests: the one that was named, or one of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup

from scripts import elasticsearch
from tests.search.certificates import TlsServer

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
    with elasticsearch.server(TlsServer, is_secured=True) as own:
        yield Elastic(own.url, own.key_for("test-*"), own.ca_file, own)


def own(elastic: Elastic) -> elasticsearch.Server:
    """The server, to be killed or filled; skipped where it is somebody else's."""
    if elastic.own is None:
        pytest.skip("The server that was named is somebody else's: it is not killed or filled.")
    return elastic.own


def check_that_the_page_says_so(client) -> None:
    """Search is away: its page says a sentence, nothing is suggested, and the rest works."""
    page = client.get("/search/?q=rác")
    soup = BeautifulSoup(page.content, "html.parser")
    assert (page.status_code, len(soup.select(".empty"))) == (200, 1)
    assert soup.select_one(".empty b").get_text(strip=True)
    assert client.get("/search/suggest/?q=rác").status_code == 200
    assert client.get("/").status_code == 200
