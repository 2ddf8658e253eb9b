"""The measures of `make bench`: uploads, search, pages, memory, cold start."""

import itertools
import math
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from bench.made_texts import WORDS
from bench.many import make_documents
from docs_mgmt.clock import today
from docs_mgmt.models import Agency, Document, Person, Unit
from docs_mgmt.rules.particulars import Particulars, RecipientFacts, SignatoryFacts
from docs_mgmt.rules.words import Capacity
from office.demo.people import make_people
from office.demo.walk import Facts, Walk
from search.jobs.drain import rebuild, settle
from search.queries.find import Wish, find, ids_found

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ROOT / "office" / "demo" / "archive"
#: A broad reader sees the whole agency; a narrow one only what they drafted.
BROAD, NARROW = "khai", "linh"

Figures = dict[str, float | int | str]


def measure_all(documents: int, files: int) -> Iterator[tuple[str, Figures]]:
    """Every figure by its name, as soon as it is known; milliseconds unless it says otherwise."""
    call_command("migrate", verbosity=0)
    make_people(years=range(2023, today().year + 1))
    yield from measure_uploads(files)
    started = time.perf_counter()
    make_documents(Agency.objects.get(code="hoa-minh"), documents)
    yield "documents made", {"documents": documents, "s": _since(started)}
    started = time.perf_counter()
    yield "index rebuilt", {"documents": rebuild(), "s": _since(started)}
    yield from measure_search()
    yield from measure_pages()
    yield from measure_server()


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 2)


def spread(times: list[float]) -> Figures:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    return {
        "p50_ms": round(statistics.median(ordered) * 1000, 1),
        "p95_ms": round(ordered[math.ceil(0.95 * (len(ordered) - 1))] * 1000, 1),
        "n": len(ordered),
    }


def timed(act: Callable[[], object]) -> float:
    """How long it takes, in seconds."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def measure_uploads(count: int) -> Iterator[tuple[str, Figures]]:
    """From the upload to a hit in search, one file after the other, without a worker beside."""
    words = sorted(LETTERS.glob("*.docx"))
    kinds: dict[str, Callable[[Path], tuple[Path, Path | None]]] = {
        "docx, PDF by LibreOffice": lambda word: (word, None),
        "docx, PDF supplied": lambda word: (word, word.with_suffix(".pdf")),
        "pdf": lambda word: (word.with_suffix(".pdf"), None),
    }
    serial = itertools.count(1)
    for name, files_of in kinds.items():
        files = [files_of(words[n % len(words)]) for n in range(count)]
        times = [timed(lambda f=each: _upload(*f, number=next(serial))) for each in files]
        yield f"upload → searchable: {name}", spread(times)


def _upload(file: Path, pdf: Path | None, *, number: int) -> None:
    drafter = Person.objects.get(username=NARROW)
    signer = Person.objects.get(username="vy")
    title = f"Đo thời gian tải lên, lần đo{number:04d}x"
    walk = Walk(
        Facts(
            Particulars(
                "KH",
                title,
                signatories=(SignatoryFacts(signer.pk, Capacity.DEPUTY),),
                recipients=(RecipientFacts("UBND thành phố"),),
            ),
            drafter,
            Unit.objects.get(agency__code="hoa-minh", code="KTHTĐT"),
            file,
            file.name,
            pdf,
        )
    )
    walk.draft()
    settle()
    assert walk.document.pk in ids_found(drafter, title)[1]


QUESTIONS = [" ".join(WORDS[n : n + 3]) for n in range(0, 120, 3)]


def measure_search() -> Iterator[tuple[str, Figures]]:
    """The search page's own question, with facets and snippets, as a broad and a narrow reader."""
    for name in (BROAD, NARROW):
        reader = Person.objects.get(username=name)
        find(reader, Wish(typed=QUESTIONS[0]))
        times = [timed(lambda q=q, r=reader: find(r, Wish(typed=q))) for q in QUESTIONS]
        yield f"search as {_kind(name)}", spread(times)


def _kind(name: str) -> str:
    return "a broad reader" if name == BROAD else "a narrow reader"


def measure_pages() -> Iterator[tuple[str, Figures]]:
    """My desk and the document page through the whole stack of the web."""
    for name in (BROAD, NARROW):
        client = Client(SERVER_NAME="localhost")
        reader = Person.objects.get(username=name)
        client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
        own = Document.objects.filter(drafter__username=NARROW).latest("pk")
        for page, url in (("my desk", "/"), ("document", own.get_absolute_url())):
            client.get(url)
            times = [timed(lambda u=url, c=client: c.get(u)) for _ in range(20)]
            yield f"{page} as {_kind(name)}", spread(times)


def measure_server() -> Iterator[tuple[str, Figures]]:
    """Cold start of the web process, and the memory of web, worker and index at rest."""
    port = str(_free_port())
    web = [sys.executable, "-m", "uvicorn", "office.asgi:application", "--port", port]
    started = time.perf_counter()
    processes = {"web": _start([*web, "--log-level", "warning"])}
    try:
        _wait_for(f"http://127.0.0.1:{port}/sign-in/")
        yield "cold start of the web process", {"s": _since(started)}
        processes["worker"] = _start([sys.executable, "manage.py", "qcluster"])
        processes["index"] = _start([sys.executable, "manage.py", "index"])
        time.sleep(8)
        yield (
            "memory at rest",
            {f"{name}_MiB": _memory(process.pid) for name, process in processes.items()},
        )
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(command: list[str], **told: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | told,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url)  # noqa: S310 -- our own server on this machine
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)


def _memory(pid: int) -> int:
    """The resident memory of a process and its children, in MiB."""
    listed = subprocess.run(
        ["ps", "-o", "rss=", "--pid", str(pid), "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return sum(map(int, listed.split())) // 1024
