"""A server that takes the question and never answers; no Elasticsearch is needed to be one."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace

import pytest

from search.engine import Ask, EngineAwayError, Found
from search.engines.elasticsearch import SECONDS, ElasticsearchEngine, Server
from search.engines.patience import EngineSilentError
from search.rules.question import read_question
from tests.search.servers import check_that_the_page_says_so

#: As long as a job waits, a person at a page never does; a busy machine may take half of it.
SOON = SECONDS / 2


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


def test_a_page_says_so_long_before_a_job_would(silent, at_a_page, settings, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.SECONDS_OF_A_PAGE", 0.3)
    settings.ELASTICSEARCH_URL = silent
    for address in ("/search/?q=rác", "/search/suggest/?q=rác", "/healthz"):
        assert took(lambda address=address: at_a_page.get(address)) < SOON
    check_that_the_page_says_so(at_a_page)


def test_after_three_silent_answers_only_one_goes_and_looks_now_and_then(monkeypatch):
    clock = SimpleNamespace(now=100.0, monotonic=lambda: clock.now)
    monkeypatch.setattr("search.engines.patience.time", clock)
    asked = []

    def be_silent(ask: Ask) -> None:
        asked.append(ask)
        raise EngineSilentError

    def times_asked(*, questions: int) -> int:
        asked.clear()
        for _ in range(questions):
            with pytest.raises(EngineAwayError):
                engine.search(Ask(question=read_question("rác"), readers=frozenset({"p1"})))
        return len(asked)

    with closing(ElasticsearchEngine(Server(url="http://127.0.0.1:1", prefix="test"))) as engine:
        monkeypatch.setattr(engine, "_found", be_silent)
        assert times_asked(questions=5) == 3
        clock.now += 60
        assert times_asked(questions=5) == 1
        clock.now += 60
        monkeypatch.setattr(engine, "_found", lambda _ask: Found(0, (), {}))
        assert engine.search(Ask(question=read_question("rác"), readers=frozenset())).total == 0
        monkeypatch.setattr(engine, "_found", be_silent)
        assert times_asked(questions=5) == 3


def test_whoever_answers_there_is_not_taken_for_the_engine(somebody_else, at_a_page, settings):
    settings.ELASTICSEARCH_URL = somebody_else
    check_that_the_page_says_so(at_a_page)
    assert at_a_page.get("/healthz").json()["index"]["engine_state"] == "away"
