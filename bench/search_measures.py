"""The measures of `make bench-search` at one size, in an installation of their own."""

import http.client
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from bench.bare_engine import Bare
from bench.many import UNIQUE, make_documents
from bench.measures import BROAD, NARROW, Figures, _memory, _start, _wait_for, spread, timed
from docs_mgmt.clock import today
from docs_mgmt.models import Agency, Change, Document, Person
from docs_mgmt.permissions import reach_of, tokens_of_reach
from office.demo.people import make_people
from search.engine import Ask
from search.engines import the_engine
from search.engines.tantivy import TantivyEngine
from search.jobs.drain import rebuild
from search.rules.question import read_question

PORT = 8973
ROUNDS = 12
CLASSES = {
    "a common word": ["phường", "kinh phí", "kế hoạch"],
    "two words without marks": ["rac thai", "ho so", "giao thong"],
    "four words with marks": ["phân loại rác thải", "bàn giao tài sản", "tiếp công dân giáo dục"],
    "seven words with marks": ["phê duyệt dự toán kinh phí đầu tư"],
    "a sentence": ["muốn đăng ký kết hôn thì cần những giấy tờ gì ở phường"],
    "an abbreviation": ["UBND phường", "GPMB đường giao thông"],
    "a phrase, without a word": ['"phân loại rác thải" -"tái định cư"'],
    "field words": ["loại: kế hoạch từ: 2020 rác thải"],
    "a number": ["123/QĐ-UBND", "kế hoạch số 45", "77/2024"],
    "a number that is not there": ["99999/QĐ-UBND"],
    "still typing": ["kế hoạch ph", "bao cao k"],
    "nothing typed": [""],
}


def measure(size: int) -> dict[str, Figures]:
    """Every figure by its name: seconds where it says so, else milliseconds."""
    call_command("migrate", verbosity=0)
    told = _made(size) if Document.objects.count() < size else {}
    told |= _built(size) if told or not the_engine().is_current() else {}
    classes = CLASSES | {"a unique word": [UNIQUE.format(n) for n in _some_ids()]}
    told |= _inside(classes)
    with _server(remembers=0):
        told |= _over_http(classes, "http")
    with _server() as processes:
        told |= _over_http(classes, "http, asked again")
        told["update visible over HTTP"] = _updates()
        told["memory after the questions"] = {
            f"{name} MiB": _memory(process) for name, process in processes.items()
        }
    return told


def _made(size: int) -> dict[str, Figures]:
    make_people(years=range(2023, today().year + 1))
    agency = Agency.objects.get(code="hoa-minh")
    return {"documents made": {"s": round(timed(lambda: make_documents(agency, size)), 1)}}


def _built(size: int) -> dict[str, Figures]:
    took = timed(rebuild)
    peak = max(resource.getrusage(whose).ru_maxrss for whose in (_SELF, _CHILDREN))
    return {
        "index built": {
            "s": round(took, 1),
            "documents/s": round(size / took),
            "peak MiB of a process": peak // 1024,
            "index MiB": round(_bytes(Path(settings.INDEX_DIR)) / 2**20, 1),
        }
    }


_SELF, _CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def _some_ids() -> list[int]:
    ids = list(Document.objects.order_by("pk").values_list("pk", flat=True)[:3000])
    return ids[7 :: max(len(ids) // 4, 1)]


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _rounds(act: Callable[[str], object], typed: list[str]) -> Figures:
    for one in typed:
        act(one)
    return spread([timed(lambda t=one: act(t)) for _ in range(ROUNDS) for one in typed])


# Inside the engine


def _inside(classes: dict[str, list[str]]) -> dict[str, Figures]:
    """The engine with its plan and its counts, beside the same engine asked as it comes."""
    told: dict[str, Figures] = {}
    bare, engine = Bare(Path(settings.INDEX_DIR)), TantivyEngine(Path(settings.INDEX_DIR))
    for username in (BROAD, NARROW):
        readers = tokens_of_reach(reach_of(Person.objects.get(username=username)))

        def ask(typed: str, readers: frozenset[str] = readers) -> None:
            engine.search(Ask(question=read_question(typed), readers=readers))

        for name, typed in classes.items():
            figures = _rounds(ask, typed)
            if bare.can(typed):
                plain = _rounds(lambda t, r=readers: bare.ask(t, r), typed)
                figures["bare p50_ms"] = plain["p50_ms"]
                figures["times"] = round(
                    float(figures["p50_ms"]) / max(float(plain["p50_ms"]), 0.1), 1
                )
            told[f"inside, {_who(username)}: {name}"] = figures
    return told


def _who(username: str) -> str:
    return "broad" if username == BROAD else "narrow"


# Over HTTP


@contextmanager
def _server(*, remembers: int = settings.SEARCH_REMEMBERS) -> Iterator[dict[str, int]]:
    """The web process of production and the process of the index.

    One that remembers no answers is asked for the first time each time.
    """
    web = [sys.executable, "-m", "uvicorn", "office.asgi:application", "--port", str(PORT)]
    processes = {
        "web": _start([*web, "--log-level", "warning"], SEARCH_REMEMBERS=str(remembers)),
        "index": _start([sys.executable, "manage.py", "index"]),
    }
    try:
        _wait_for(f"http://127.0.0.1:{PORT}/sign-in/")
        yield {name: process.pid for name, process in processes.items()}
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(timeout=30)


class _Reader:
    """One signed-in reader on one connection that stays open."""

    def __init__(self, username: str) -> None:
        client = Client(SERVER_NAME="localhost")
        person = Person.objects.get(username=username)
        if not person.has_usable_password():  # else the page of the password leads elsewhere
            person.set_password(os.urandom(8).hex())
            person.save()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        told = (f"{name}={one.value}" for name, one in client.cookies.items())
        self._cookies = "; ".join(told)
        self._line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def get(self, path: str, **query: str) -> bytes:
        """The page, which must be there."""
        self._line.request("GET", f"{path}?{urlencode(query)}", headers={"Cookie": self._cookies})
        answer = self._line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return body

    def ask(self, typed: str) -> bytes:
        """The search page for a question."""
        return self.get("/search/", q=typed)


def _over_http(classes: dict[str, list[str]], how: str) -> dict[str, Figures]:
    told: dict[str, Figures] = {}
    for username in (BROAD, NARROW):
        reader = _Reader(username)
        empty = _rounds(lambda _, r=reader: r.get("/password/"), [""] * 3)
        told[f"{how}, {_who(username)}: an empty signed-in page"] = empty
        for name, typed in classes.items():
            figures = _rounds(reader.ask, typed)
            over = float(figures["p50_ms"]) - float(empty["p50_ms"])
            told[f"{how}, {_who(username)}: {name}"] = {**figures, "over empty": round(over, 1)}
    return told


def _updates() -> Figures:
    """From the commit of a change until the page of another process finds it."""
    reader, times = _Reader(BROAD), []
    for number in range(8):
        document = Document.objects.order_by("pk")[number * 11]
        word = f"capnhat{number}q{os.getpid()}x"
        began = time.perf_counter()
        Document.objects.filter(pk=document.pk).update(title=f"Kế hoạch {word}")
        Change.objects.create(subject=f"document:{document.pk}")
        at = document.get_absolute_url().encode()
        while at not in reader.ask(word):
            if time.perf_counter() - began > 60:
                raise TimeoutError(word)
            time.sleep(0.01)
        times.append(time.perf_counter() - began)
    return spread(times)
