import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docs_mgmt.files import sandbox
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

FAULTS = "tests.files.faults:"


def refusal_of(fault: str, **limits: int) -> Refusal:
    with pytest.raises(FileRefusedError) as refused:
        sandbox.run(FAULTS + fault, {}, **limits)
    assert sandbox.run(FAULTS + "answer", {"value": 3}) == 3  # the next file is read
    return refused.value.reason


@pytest.fixture
def uncaged(monkeypatch, tmp_path):
    """A machine where children cannot be put behind walls."""
    monkeypatch.setenv("PATH", str(tmp_path))
    sandbox.wall.cache_clear()
    assert sandbox.wall() == ()
    yield
    sandbox.wall.cache_clear()


def alive(trace: str) -> list[str]:
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if trace.encode() in (place / "cmdline").read_bytes():
                found.append(place.name)
        except OSError:
            continue
    return found


def test_a_child_that_loops_is_ended():
    started = time.monotonic()
    assert refusal_of("loop", seconds=2) == Refusal.TOO_SLOW
    assert time.monotonic() - started < 30
    assert alive("tests.files.faults:loop") == []


def test_a_child_that_eats_memory_is_ended():
    assert refusal_of("eat_memory") == Refusal.TOO_HEAVY


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("crash", Refusal.UNREADABLE),
        ("raise_an_error", Refusal.UNREADABLE),
        ("leave", Refusal.UNREADABLE),
        ("no_such_function", Refusal.UNREADABLE),
        ("answer_too_much", Refusal.TOO_HEAVY),
        ("write_a_huge_file", Refusal.UNREADABLE),
    ],
)
def test_a_child_that_fails_is_a_refusal(fault, reason):
    assert refusal_of(fault) == reason


def test_a_child_that_aborts_is_a_refusal():
    assert refusal_of("abort") in {Refusal.TOO_HEAVY, Refusal.UNREADABLE}


def test_what_a_library_prints_does_not_spoil_the_answer():
    assert sandbox.run(FAULTS + "print_rubbish", {}) == 7


def test_a_reader_starts_no_process_and_no_program():
    assert sandbox.run(FAULTS + "fork", {}) == "refused"
    assert sandbox.run(FAULTS + "start_a_program", {}) == "refused"


def test_a_reader_reaches_no_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert sandbox.run(FAULTS + "connect", {"port": port}) == "refused"


def test_a_program_reaches_no_network(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        asked = (
            "import socket\n"
            f"try: socket.create_connection(('127.0.0.1', {port}), timeout=2)\n"
            "except OSError: open(r'%s', 'w').close()" % (tmp_path / "refused")
        )
        sandbox.run_program([sys.executable, "-c", asked])
    assert (tmp_path / "refused").exists()


def test_a_program_reaches_no_network_without_walls_either(uncaged, tmp_path):
    test_a_program_reaches_no_network(tmp_path)


def test_nothing_of_the_servers_environment_reaches_a_child(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setenv("DATABASE_URL", "postgresql://office:secret@localhost/office")
    names = sandbox.run(FAULTS + "environment", {})
    assert {"SECRET_KEY", "DATABASE_URL"}.isdisjoint(names)


ORPHANS = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(300)
        os._exit(0)
time.sleep({sleep})
"""


@pytest.mark.parametrize("sleep", [0, 300])
def test_what_leaves_the_group_dies_with_it(sleep):
    orphans = ORPHANS.format(sleep=sleep) + f"# {os.getpid()} caged"
    if sleep:
        with pytest.raises(FileRefusedError):
            sandbox.run_program([sys.executable, "-c", orphans], seconds=2)
    else:
        sandbox.run_program([sys.executable, "-c", orphans], seconds=10)
    assert alive(f"# {os.getpid()} caged") == []


@pytest.mark.parametrize("sleep", [0, 300])
def test_what_leaves_the_group_dies_with_it_without_walls_too(uncaged, sleep):
    test_what_leaves_the_group_dies_with_it(sleep)


OFFICE = """
from django.conf import settings
from pathlib import Path
settings.configure(TMP_DIR=Path({tmp!r}))
from docs_mgmt.files import sandbox
sandbox.run_program(["sleep", "{seconds}"])
"""


@pytest.mark.skipif(not sandbox.wall(), reason="this machine allows no walls")
def test_a_child_dies_with_a_worker_that_is_killed(tmp_path):
    seconds = f"300.{os.getpid()}"
    office = OFFICE.format(tmp=str(tmp_path), seconds=seconds)
    worker = subprocess.Popen([sys.executable, "-c", office])
    while not alive(f"sleep\0{seconds}"):
        assert worker.poll() is None
        time.sleep(0.05)
    worker.kill()
    worker.wait()
    for _ in range(100):
        if not alive(f"sleep\0{seconds}"):
            break
        time.sleep(0.05)
    assert alive(f"sleep\0{seconds}") == []


def test_a_missing_program_is_a_refusal():
    with pytest.raises(FileRefusedError) as refused:
        sandbox.run_program(["no-such-program"])
    assert refused.value.reason == Refusal.NO_CONVERTER


def test_a_child_leaves_no_folder(settings):
    sandbox.run(FAULTS + "answer", {"value": 1})
    assert list(settings.TMP_DIR.iterdir()) == []
