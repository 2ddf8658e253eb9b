"""The only door to foreign files: a child with little memory, little time and no network."""

import contextlib
import functools
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

SECONDS = 60
#: What precedes or follows the one long task of a job; together they stay within its 90 seconds.
SECONDS_ASIDE = 12
MEMORY = 1024 * 1024 * 1024
#: Bytes that an answer may have; a text of any office file is far below.
ANSWER = 64 * 1024 * 1024

_MARK = "DOCS_MGMT_CHILD"
#: Seconds in which the killed must be gone.
_SWEEP = 5
_ROOT = Path(__file__).resolve().parent.parent.parent
#: Ways to cut a child off from network and other processes: as root, as a user.
_WALLS = (
    ("--net", "--pid", "--fork", "--kill-child"),
    ("--user", "--map-current-user", "--net", "--pid", "--fork", "--kill-child"),
)


def run(job: str, request: dict[str, Any], *, seconds: int = SECONDS, memory: int = MEMORY) -> Any:
    """Ask a child for one thing (`module:function`); only its answer or a refusal comes back."""
    with _folder() as folder:
        _, out = _start_and_wait(
            [sys.executable, "-P", "-m", "docs_mgmt.files.child", job, str(seconds), str(memory)],
            folder,
            asked=json.dumps(request).encode(),
            seconds=seconds,
        )
    try:
        answer = json.loads(out)
        if "refused" in answer:
            raise FileRefusedError(Refusal(answer["refused"]), **answer["facts"])
        return answer["answer"]
    except (ValueError, KeyError, TypeError) as error:
        raise FileRefusedError(Refusal.UNREADABLE) from error


def run_program(arguments: Sequence[str], *, seconds: int = SECONDS, memory: int = MEMORY) -> int:
    """Run a program such as LibreOffice under the same limits; its exit code proves nothing."""
    program = shutil.which(arguments[0])
    if program is None:
        raise FileRefusedError(Refusal.NO_CONVERTER)
    with _folder() as folder:
        child = [sys.executable, "-P", "-m", "docs_mgmt.files.child", "program"]
        code, _ = _start_and_wait(
            [*child, str(seconds), str(memory), program, *arguments[1:]],
            folder,
            asked=b"",
            seconds=seconds,
        )
    return code


@functools.cache
def wall() -> tuple[str, ...]:
    """What starts a child without network, all offspring in a cage; empty if denied."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    for flags in _WALLS:
        command = (*_dies_with_parent(), unshare, *flags)
        with contextlib.suppress(subprocess.TimeoutExpired, OSError):
            tried = subprocess.run([*command, "true"], check=False, capture_output=True, timeout=10)
            if tried.returncode == 0:
                return command
    return ()


def _dies_with_parent() -> tuple[str, ...]:
    setpriv = shutil.which("setpriv")
    return () if setpriv is None else (setpriv, "--pdeathsig", "KILL")


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    tmp: Path = settings.TMP_DIR
    tmp.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="child-", dir=tmp) as name:
        yield Path(name)


def _start_and_wait(
    arguments: Sequence[str], folder: Path, *, asked: bytes, seconds: int
) -> tuple[int, bytes]:
    mark = secrets.token_hex(16)
    asking, answering = folder / "asked", folder / "answered"
    asking.write_bytes(asked)
    with asking.open("rb") as stdin, answering.open("w+b") as stdout:
        child = subprocess.Popen(
            [*wall(), *arguments],
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(mark, folder),
            start_new_session=True,
        )
        try:
            code = child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise FileRefusedError(Refusal.TOO_SLOW, seconds=seconds) from None
        finally:
            _end(child, mark)
        if answering.stat().st_size > ANSWER:
            raise FileRefusedError(Refusal.TOO_HEAVY)
        if code < 0 or code > 128:
            raise FileRefusedError(_reason(code))
        stdout.seek(0)
        return code, stdout.read()


def _environment(mark: str, folder: Path) -> dict[str, str]:
    """Nothing of the server's environment, its secrets least of all, reaches a foreign file."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        _MARK: mark,
        "PYTHONPATH": str(_ROOT),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "OMP_THREAD_LIMIT": "1",
    }


def _reason(code: int) -> Refusal:
    killer = -code if code < 0 else code - 128
    if killer in (signal.SIGXCPU, signal.SIGKILL):
        return Refusal.TOO_SLOW
    if killer in (signal.SIGABRT, signal.SIGTRAP, signal.SIGXFSZ):  # out of memory ends C++ so
        return Refusal.TOO_HEAVY
    return Refusal.UNREADABLE


def _end(child: subprocess.Popen[bytes], mark: str) -> None:
    """Leave nothing of a child alive: its group, and where no cage was, those that left it."""
    ended_by_itself = child.poll() is not None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if ended_by_itself and wall():  # the kernel has emptied the cage before that
        return
    until = time.monotonic() + _SWEEP
    while (left := _marked(mark)) and time.monotonic() < until:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)


def _marked(mark: str) -> list[int]:
    wanted = f"{_MARK}={mark}".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (place / "environ").read_bytes():
                found.append(int(place.name))
    return found
