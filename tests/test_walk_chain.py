"""`manage.py walk_chain` by its contract: any file, from outside, in an installation of its own."""

import contextlib
import hashlib
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from docs_mgmt.files.rendering import is_available
from tests.files import hostile
from tests.operations.installation import FILL, ROOT, Installation, installation

WORD = ROOT / "office" / "demo" / "drafts" / "cv-kiem-tra-mai-che.docx"
PDF = WORD.with_suffix(".pdf")
#: Where no LibreOffice is, a Word file has no PDF and stops at submit, as it must.
needs_libreoffice = pytest.mark.skipif(not is_available(), reason="no LibreOffice here")

TOP = {
    "contract",
    "ok",
    "file",
    "document",
    "version",
    "steps",
    "refused",
    "approval",
    "number",
    "copies",
    "seal",
    "dossier",
    "recipients",
    "search",
    "pages",
    "history",
    "seconds",
    "error",
}
KEYS = {
    "file": {"name", "bytes", "sha256", "kind"},
    "document": {"id", "url", "type", "title", "agency", "path", "stage"},
    "version": {"number", "pages", "paragraphs", "characters", "has_text", "rendition"},
    "approval": {"version", "source_sha256", "rendition_sha256", "digest", "by"},
    "number": {
        "number",
        "suffix",
        "year",
        "notation",
        "full",
        "date",
        "series",
        "register_entry",
    },
    "seal": {"uses", "impressions"},
    "dossier": {"code", "ordinal"},
    "history": {"entries", "verified", "head"},
}
ROWS = {
    "steps": {"step", "actor", "role", "at", "from", "to", "history", "seconds"},
    "refused": {"step", "actor", "at_stage", "answer", "unchanged"},
    "copies": {"copy", "kind", "code", "pages", "pdf", "sha256", "qr_read"},
    "recipients": {"name", "way", "copies"},
    "search": {
        "query",
        "kind",
        "reader",
        "agency",
        "expected",
        "found",
        "rank",
        "total",
    },
    "pages": {"reader", "agency", "url", "status"},
}
STEPS = [
    "draft",
    "circulate",
    "close_round",
    "submit",
    "check",
    "check",
    "approve",
    "print",
    "sign",
    "number",
    "seal",
    "issue",
    "archive",
]
ROLES = ["officer"] * 4 + ["unit_head", "form_checker", "leader"] + ["clerk"] * 6
ERROR = {"step", "kind", "sentence", "sentence_en"}


class Walks:
    """An installation in which files are walked."""

    def __init__(self, office: Installation) -> None:
        self.office = office

    def walk(self, *words: object, code: int = 0) -> dict[str, Any]:
        """Walk a file; stdout is one JSON object and nothing besides."""
        done = self.run(*words, "--json")
        assert done.returncode == code, (done.stdout + done.stderr).decode()
        said = json.loads(done.stdout.decode("utf-8"))
        assert done.stdout.count(b"\n") == 1
        return said

    def run(self, *words: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "manage.py", "walk_chain", *map(str, words)],
            cwd=ROOT,
            env=self.office.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=900,
            check=False,
        )

    def count(self, model: str) -> int:
        source = f"from docs_mgmt.models import {model}; print({model}.objects.count())"
        return int(self.office.python(source).splitlines()[-1])

    @contextmanager
    def running(self, *commands: str):
        """Worker or index beside the walk, as under `make run`."""
        said = self.office.folder.parent / "said"
        with said.open("wb") as words:
            processes = [
                subprocess.Popen(
                    [sys.executable, "manage.py", command],
                    cwd=ROOT,
                    env=self.office.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=words,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
                for command in commands
            ]
        try:
            yield processes
        finally:
            for process in processes:
                end_of(process)
        assert said.read_text(encoding="utf-8") == ""


def end_of(process: subprocess.Popen[bytes]) -> None:
    """End a helper of the walk and all that it started; how it ends is tested elsewhere."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="session")
def first_walk(tmp_path_factory):
    """The first walk in an empty folder: it makes tables and demo by itself. (walks, its report)"""
    with installation(tmp_path_factory.mktemp("walks") / "var") as office:
        walks = Walks(office)
        yield walks, walks.walk(PDF, "--title", "Kiểm tra mái che chợ Ga", "--type", "CV")


@pytest.fixture
def walks(first_walk) -> Walks:
    """The installation of the first walk; every test adds documents of its own."""
    return first_walk[0]


def assert_keeps_the_contract(said: dict[str, Any], file: Path, *, title: str) -> None:
    """Every key of the contract is there and says what is so."""
    assert said.keys() >= TOP
    assert (said["contract"], said["ok"], said["error"]) == ("walk_chain/1", True, None)
    for part, keys in KEYS.items():
        assert said[part].keys() >= keys, part
    for part, keys in ROWS.items():
        assert all(row.keys() >= keys for row in said[part]), part
    assert said["file"]["name"] == file.name
    assert said["file"]["bytes"] == file.stat().st_size
    assert said["file"]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    document = said["document"]
    assert document["url"] == f"/documents/{document['id']}/"
    assert (document["title"], document["path"], document["stage"]) == (title, "PAPER", "ARCHIVED")
    assert_steps(said)
    assert_paper(said)
    assert_found(said)


def assert_steps(said: dict[str, Any]) -> None:
    steps = said["steps"]
    assert [row["step"] for row in steps] == STEPS
    assert [row["role"] for row in steps] == ROLES
    assert [row["from"] for row in steps][:1] == [None]
    for before, after in itertools.pairwise(steps):
        assert before["to"] == after["from"]
    assert len({row["history"] for row in steps}) == len(steps)
    assert all(row["at"].endswith("+07:00") for row in steps)
    assert {(row["step"], row["at_stage"], row["answer"]) for row in said["refused"]} == {
        ("approve", "CHECKED", "PermissionDenied"),
        ("approve", "CHECKED", "StepNotAllowedError"),
        ("number", "APPROVED", "PermissionDenied"),
        ("seal", "SIGNED", "StepNotAllowedError"),
    }
    assert all(row["unchanged"] is True for row in said["refused"])
    assert said["history"]["verified"] is True
    assert said["history"]["entries"] >= len(STEPS)
    assert said["history"]["head"] == steps[-1]["history"]


def assert_paper(said: dict[str, Any]) -> None:
    approval, version = said["approval"], said["version"]
    assert approval["source_sha256"] == said["file"]["sha256"]
    assert approval["rendition_sha256"] == version["rendition"]["sha256"]
    assert version["pages"] == version["rendition"]["pages"] >= 1
    number = said["number"]
    assert number["full"] == f"{number['number']:02d}/{number['notation']}"
    original, *official = said["copies"]
    assert (original["kind"], original["qr_read"]) == ("original", True)
    print_ = Path(original["pdf"])
    assert print_.is_absolute()
    assert hashlib.sha256(print_.read_bytes()).hexdigest() == original["sha256"]
    assert len(official) == sum(row["copies"] for row in said["recipients"]) + 1
    for copy in official:
        assert (copy["kind"], copy["pdf"], copy["sha256"], copy["qr_read"]) == (
            "official",
            None,
            None,
            False,
        )
    assert said["seal"]["impressions"] == len(said["copies"])


def assert_found(said: dict[str, Any]) -> None:
    wanted = 3 if said["version"]["has_text"] else 0
    for kind, count in (("accented", wanted), ("unaccented", wanted), ("number", 1), ("title", 1)):
        rows = [row for row in said["search"] if row["kind"] == kind]
        own = [row for row in rows if row["agency"] == "own"]
        other = [row for row in rows if row["agency"] == "other"]
        assert len(own) == len(other) == count
        assert all(row["expected"] and row["found"] and row["rank"] <= 10 for row in own)
        assert all(
            (row["expected"], row["found"], row["rank"], row["total"]) == (False, False, None, 0)
            for row in other
        )
        if kind in {"accented", "unaccented"}:
            assert all(2 <= len(row["query"].split()) <= 5 for row in own)
    assert {(row["agency"], row["status"]) for row in said["pages"]} == {
        ("own", 200),
        ("other", 404),
    }


def test_the_first_walk_makes_the_demo_and_walks_a_pdf(first_walk):
    walks, said = first_walk
    assert_keeps_the_contract(said, PDF, title="Kiểm tra mái che chợ Ga")
    assert (said["file"]["kind"], said["version"]["rendition"]["made_by"]) == ("pdf", "source")
    assert said["document"]["type"] == "CV"
    assert said["number"]["notation"] == "UBND-KTHTĐT"
    assert walks.count("Document") > 50


@needs_libreoffice
def test_one_word_file_walked_twice_is_two_documents_with_two_numbers(walks):
    said = [walks.walk(WORD), walks.walk(WORD.relative_to(ROOT))]
    for one in said:
        assert_keeps_the_contract(one, WORD, title="cv kiem tra mai che")
        assert one["file"]["kind"] == "docx"
        assert one["version"]["rendition"]["made_by"] == "libreoffice"
        assert one["document"]["type"] == "QĐ"
    first, second = said
    assert second["document"]["id"] != first["document"]["id"]
    assert second["number"]["number"] == first["number"]["number"] + 1


def test_a_scan_is_walked_and_found_by_number_and_title_alone(walks, tmp_path):
    scan = tmp_path / "Bản quét (2) & phụ lục~1.PDF"
    scan.write_bytes(hostile.scanned_pdf())
    said = walks.walk(scan)
    assert_keeps_the_contract(said, scan, title="Bản quét (2) & phụ lục~1")
    assert said["version"]["has_text"] is False


def test_beside_worker_and_index_the_walk_waits_for_the_rows(walks):
    with walks.running("qcluster", "index"):
        said = walks.walk(PDF)
    assert_keeps_the_contract(said, PDF, title="cv kiem tra mai che")


def test_no_two_processes_of_the_worker_speak_over_one_line(walks):
    url = urlsplit(walks.office.environment["DATABASE_URL"])
    if not url.scheme.startswith("postgres"):
        pytest.skip("SQLite has no lines")
    with walks.running("qcluster") as (worker,):
        ends = time.monotonic() + 60
        while len(lines := lines_to(url.port, of=worker.pid)) < 2 and time.monotonic() < ends:
            time.sleep(0.2)
    assert len(lines) >= 2  # one asks for work, one writes down what was done
    assert max(lines.values()) == 1, lines


def lines_to(port: int | None, *, of: int) -> Counter[str]:
    """The sockets to the port of a machine, and how many processes of the group hold each."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    at_port = {f"socket:[{row[9]}]" for row in rows if int(row[2].partition(":")[2], 16) == port}
    held: Counter[str] = Counter()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(process.name)) == of:
                held.update(at_port & {str(fd.readlink()) for fd in (process / "fd").iterdir()})
    return held


REFUSED = {
    "khóa.docx": hostile.locked_word,
    "khóa.pdf": hostile.locked_pdf,
    "hỏng.docx": lambda: b"PK\x03\x04" + b"\0" * 400,
    "hỏng.pdf": lambda: b"%PDF-1.7\n" + b"x" * 400,
    "rỗng.docx": lambda: b"",
    "khóa cũ.doc": hostile.locked_old_word,
    "macro cũ.doc": hostile.old_word_with_macros,
    "macro.docx": hostile.macro_word,
    "bom.docx": hostile.word_bomb,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_is_kept_and_numbered_nothing(walks, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(REFUSED[name]())
    numbers = walks.count("RegisterEntry")
    said = walks.walk(file, code=3)
    assert said.keys() >= TOP
    assert said["ok"] is False
    assert said["error"].keys() == ERROR
    assert said["error"]["kind"] == "refused_file"
    assert said["error"]["sentence"] != said["error"]["sentence_en"]
    assert (said["number"], said["copies"], said["approval"]) == (None, [], None)
    assert said["document"]["stage"] == "DRAFTED"
    assert walks.count("RegisterEntry") == numbers
    kept = walks.office.path_of(said["file"]["sha256"])
    assert kept.read_bytes() == file.read_bytes()


def test_usage_is_answered_on_stderr_alone(walks, tmp_path):
    documents = walks.count("Document")
    for words in (
        [tmp_path / "không có.docx"],
        [tmp_path],
        [PDF, "--type", "XX"],
        [],
        [PDF, "--timeout", "soon"],
    ):
        done = walks.run(*words, "--json")
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr
    assert walks.count("Document") == documents


def test_where_others_than_the_demos_people_work_nothing_is_done(tmp_path):
    with installation(tmp_path / "var") as office:
        office.manage("migrate")
        office.python(FILL)
        done = Walks(office).run(PDF, "--json")
        assert (done.returncode, done.stdout) == (2, b"")
        assert "demo" in done.stderr.decode()


def test_without_json_it_tells_the_story_in_lines(walks):
    done = walks.run(PDF)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines[:-1]] == STEPS
    assert "/QĐ-UBND /documents/" in lines[-1]
