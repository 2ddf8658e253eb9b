"""`make run`: one command serves, one Ctrl-C stops all of it, and what goes wrong is a sentence."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.operations.installation import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(office, port):
    return subprocess.Popen(
        [sys.executable, "scripts/run.py"],
        cwd=ROOT,
        env={**office.environment, "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@contextmanager
def running(office, port):
    """`make run`, seen to answer."""
    run = start(office, port)
    try:
        for line in run.stdout:
            if f"docs_mgmt is at http://127.0.0.1:{port}/" in line:
                break
        yield run
    finally:
        if run.poll() is None:
            run.send_signal(signal.SIGTERM)
        run.communicate(timeout=30)


def of_this_installation(office) -> list[str]:
    """The command lines of all processes that work on the installation."""
    mark = f"DATA_DIR={office.folder}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # it has ended meanwhile
    return found


def wait_for(condition, seconds=20):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.1)
    return condition()


def test_one_command_serves_and_one_signal_stops_all_of_it(filled):
    port = free_port()
    with running(filled, port) as run:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        for part in ("uvicorn office.asgi:application", "qcluster", "manage.py index"):
            assert wait_for(
                lambda part=part: any(part in line for line in of_this_installation(filled))
            ), part
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=30) == 0
    assert of_this_installation(filled) == []


def test_a_killed_supervisor_leaves_nobody_behind(filled):
    with running(filled, free_port()) as run:
        assert wait_for(lambda: len(of_this_installation(filled)) > 3)
        run.kill()
        run.wait()
        assert wait_for(lambda: of_this_installation(filled) == [])


def test_a_second_run_on_the_same_folder_is_refused(filled):
    with running(filled, free_port()):
        second = start(filled, free_port())
        said, _ = second.communicate(timeout=30)
        assert second.returncode == 1
        assert "already runs on" in said


def test_a_taken_port_is_named(filled):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = start(filled, port)
        said, _ = run.communicate(timeout=30)
        assert run.returncode == 1
        assert f"Port {port} is taken by another program" in said


def test_a_port_that_is_none_is_named(filled):
    run = start(filled, "eighty")
    said, _ = run.communicate(timeout=30)
    assert run.returncode == 1
    assert "must be a number" in said


SOME = """
import sys
sys.path.insert(0, "scripts")
from supervise import Service, supervise
from pathlib import Path
say = (
    "import sys, time; print(sys.argv[1], flush=True); "
    "time.sleep(float(sys.argv[2])); sys.exit(3)"
)
server = "import socket, time; s = socket.create_server(('127.0.0.1', {port})); time.sleep(60)"
sys.exit(supervise(
    [Service("web", [sys.executable, "-c", server]),
     Service("worker", [sys.executable, "-c", say, "at work", "0.3"]),
     Service("index", [sys.executable, "-c", say, "indexing", "60"])],
    cwd=Path.cwd(), address=("127.0.0.1", {port}), ready="here it is"))
"""


def test_if_one_ends_the_others_stop_and_it_is_named():
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", SOME.format(port=free_port())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert "here it is" in done.stdout
    assert "worker | at work" in done.stdout
    assert "index  | indexing" in done.stdout
    assert "worker ended by itself (exit code 3); the others stop too." in done.stdout
    assert time.monotonic() - begun < 20
