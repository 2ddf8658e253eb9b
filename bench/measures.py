"""The measures of `make bench`: uploads, search, pages, memory, cold start."""

import os
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from bench.many import make_documents
from bench.search_engine import WORDS
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


def measure_all(documents: int, files: int) -> dict[str, Figures]:
    """Every figure, by its name; times in milliseconds unless the name says otherwise."""
    call_command("migrate", verbosity=0)
    make_people(years=range(2023, today().year + 1))
    results = measure_uploads(files)
    make_documents(Agency.objects.get(code="hoa-minh"), documents)
    started = time.perf_counter()
    results["index rebuilt"] = {"documents": rebuild(), "s": _since(started)}
    results |= measure_search() | measure_pages() | measure_server()
    return results


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 2)


def spread(times: list[float]) -> Figures:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    return {
        "p50_ms": round(statistics.median(ordered) * 1000, 1),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))] * 1000, 1),
        "n": len(ordered),
    }


def timed(act: Callable[[], object]) -> float:
    """How long it takes, in seconds."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def measure_uploads(count: int) -> dict[str, Figures]:
    """From the upload to a hit in search, one file after the other, without a worker beside."""
    words = [LETTERS / f"{path.stem}.docx" for path in sorted(LETTERS.glob("*.docx"))]
    kinds = {
        "docx, PDF by LibreOffice": lambda n: (words[n % len(words)], None),
        "docx, PDF supplied": lambda n: (
            words[n % len(words)],
            words[n % len(words)].with_suffix(".pdf"),
        ),
        "pdf": lambda n: (words[n % len(words)].with_suffix(".pdf"), None),
    }
    return {
        f"upload → searchable: {name}": spread(
            [timed(lambda n=n, files=files: _upload(*files(n), number=n)) for n in range(count)]
        )
        for name, files in kinds.items()
    }


def _upload(file: Path, pdf: Path | None, *, number: int) -> None:
    drafter = Person.objects.get(username=NARROW)
    signer = Person.objects.get(username="vy")
    title = f"Đo thời gian {' '.join(WORDS[number : number + 6])}"
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


def measure_search() -> dict[str, Figures]:
    """The search page's own question, with facets and snippets, as a broad and a narrow reader."""
    results = {}
    for name in (BROAD, NARROW):
        reader = Person.objects.get(username=name)
        find(reader, Wish(typed=QUESTIONS[0]))
        times = [timed(lambda q=q, r=reader: find(r, Wish(typed=q))) for q in QUESTIONS]
        results[f"search as {_kind(name)}"] = spread(times)
    return results


def _kind(name: str) -> str:
    return "a broad reader" if name == BROAD else "a narrow reader"


def measure_pages() -> dict[str, Figures]:
    """My desk and the document page through the whole stack of the web."""
    results = {}
    for name in (BROAD, NARROW):
        client = Client(SERVER_NAME="localhost")
        reader = Person.objects.get(username=name)
        client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
        own = Document.objects.filter(drafter__username=NARROW).latest("pk")
        for page, url in (("my desk", "/"), ("document", own.get_absolute_url())):
            client.get(url)
            times = [timed(lambda u=url, c=client: c.get(u)) for _ in range(20)]
            results[f"{page} as {_kind(name)}"] = spread(times)
    return results


def measure_server() -> dict[str, Figures]:
    """Cold start of the web process, and the memory of web, worker and index at rest."""
    port = "8971"
    web = [sys.executable, "-m", "uvicorn", "office.asgi:application", "--port", port]
    started = time.perf_counter()
    processes = {"web": _start([*web, "--log-level", "warning"])}
    try:
        _wait_for(f"http://127.0.0.1:{port}/sign-in/")
        cold = _since(started)
        processes["worker"] = _start([sys.executable, "manage.py", "qcluster"])
        processes["index"] = _start([sys.executable, "manage.py", "index"])
        time.sleep(8)
        memory: Figures = {f"{name}_MiB": _memory(p.pid) for name, p in processes.items()}
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(timeout=30)
    return {"cold start of the web process": {"s": cold}, "memory at rest": memory}


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
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
