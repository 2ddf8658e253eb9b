"""A server that takes the question and never answers; no Elasticsearch is needed to be one."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from search.engine import Ask, EngineAwayError
from search.engines import the_engine
from search.engines.elasticsearch import ElasticsearchEngine, Server
from search.rules.question import read_question
from tests.search.servers import check_that_the_page_says_so

#: What a person at a page waits at most.
SOON = 3.0


@pytest.fixture
def silent() -> Iterator[str]:
    """Where connections are taken and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def somebody_else() -> Iterator[str]:
    """Where another program answers, kindly and of something else."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        ended = threading.Event()

        def answer() -> None:
            said = b"<h1>Welcome to nginx</h1>"
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(said)}"
            while not ended.is_set():
                try:
                    one, _ = server.accept()
                except TimeoutError:
                    continue
                with one:
                    one.recv(65536)
                    one.sendall(f"{head}\r\nConnection: close\r\n\r\n".encode() + said)

        answering = threading.Thread(target=answer)
        answering.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        ended.set()
        answering.join()


@pytest.fixture
def at_a_page(linh_the_officer, client):
    client.force_login(linh_the_officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def took(ask) -> float:
    began = time.monotonic()
    ask()
    return time.monotonic() - began


def test_a_page_says_so_soon_and_the_next_ones_at_once(silent, at_a_page, settings):
    settings.ELASTICSEARCH_URL = silent
    the_engine()  # a process imports its library once
    for address in ("/search/?q=rác", "/search/suggest/?q=rác"):
        assert took(lambda address=address: at_a_page.get(address)) < SOON
    check_that_the_page_says_so(at_a_page)  # the home page, first asked for, takes its time
    assert took(lambda: check_that_the_page_says_so(at_a_page)) < 1
    assert took(lambda: at_a_page.get("/healthz")) < SOON


def test_after_a_rest_one_goes_and_looks(silent, monkeypatch):
    monkeypatch.setattr("search.engines.patience._REST", 0.5)
    monkeypatch.setattr("search.engines.elasticsearch._SECONDS_OF_A_PAGE", 0.3)
    question = Ask(question=read_question("rác"), readers=frozenset({"p1"}))
    with closing(ElasticsearchEngine(Server(url=silent, prefix="test"))) as engine:

        def ask() -> None:
            with pytest.raises(EngineAwayError):
                engine.search(question)

        assert [took(ask) > 0.2 for _ in range(4)] == [True, True, True, False]
        time.sleep(0.6)
        assert [took(ask) > 0.2 for _ in range(2)] == [True, False]


def test_whoever_answers_there_is_not_taken_for_the_engine(somebody_else, at_a_page, settings):
    settings.ELASTICSEARCH_URL = somebody_else
    check_that_the_page_says_so(at_a_page)
    assert at_a_page.get("/healthz").json()["index"]["engine_state"] == "away"
