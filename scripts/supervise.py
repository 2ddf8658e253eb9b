"""Some programs as one: started together, their words side by side, stopped together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

GRACE = 15.0  # seconds that a service has to end by itself
PR_SET_PDEATHSIG = 1


class Service:
    """One program of the office, with its name before each of its lines."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.rest = b""

    def start(self, cwd: Path) -> None:
        """Start it in a session of its own: Ctrl-C comes to the supervisor alone."""
        self.process = subprocess.Popen(
            self.command,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 -- no thread runs here yet
        )

    def pass_on(self, width: int) -> bool:
        """Print what it said, line by line; False once it says no more."""
        data = os.read(self.process.stdout.fileno(), 65536)
        *lines, self.rest = (self.rest + data).split(b"\n")
        if not data and self.rest:
            lines, self.rest = [*lines, self.rest], b""
        for line in lines:
            print(f"{self.name:<{width}} | {line.decode(errors='replace')}", flush=True)
        return bool(data)

    def signal_group(self, number: int) -> None:
        """Reach the service and all that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def _end_with_parent() -> None:
    """On Linux: even if the supervisor is killed outright, its services do not stay behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class _Stop(Exception):  # noqa: N818 -- no error: someone asked to stop
    """Someone pressed Ctrl-C or ended the supervisor."""


def supervise(services: list[Service], *, cwd: Path, address: tuple[str, int], ready: str) -> int:
    """Run the services until one ends or someone stops them; the first one listens at `address`."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ask_to_stop)
    watch = selectors.DefaultSelector()
    try:
        _start(services[:1], watch, cwd)
        return _run(services, watch, cwd=cwd, address=address, ready=ready)
    except _Stop:
        print("\nStopping …", flush=True)
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _stop_all(services, watch)


def _ask_to_stop(*_: object) -> None:
    raise _Stop


def _start(services: list[Service], watch: selectors.BaseSelector, cwd: Path) -> None:
    for service in services:
        service.start(cwd)
        watch.register(service.process.stdout, selectors.EVENT_READ, service)


def _run(
    services: list[Service],
    watch: selectors.BaseSelector,
    *,
    cwd: Path,
    address: tuple[str, int],
    ready: str,
) -> int:
    """Greet once the first service answers; the others start then, so that it has the machine."""
    greeted = False
    while True:
        _listen(services, watch, seconds=0.5 if greeted else 0.05)
        if not greeted and _answers(address):
            greeted = True
            print(f"\n{ready}\n", flush=True)
            _start(services[1:], watch, cwd)
        for service in services:
            code = service.process.poll() if service.process else None
            if code is not None:
                print(f"\n{service.name} ended by itself ({_told(code)}); the others stop too.")
                return code if code > 0 else 1


def _told(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _listen(services: list[Service], watch: selectors.BaseSelector, seconds: float) -> None:
    width = max(len(service.name) for service in services)
    for key, _ in watch.select(seconds):
        if not key.data.pass_on(width):
            watch.unregister(key.fileobj)


def _answers(address: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(address, timeout=0.2):
            return True
    except OSError:
        return False


def _stop_all(services: list[Service], watch: selectors.BaseSelector) -> None:
    """Ask each to end, wait, then end whatever is left of their sessions."""
    started = [service for service in services if service.process is not None]
    for service in started:
        if service.process.poll() is None:
            service.process.terminate()
    until = time.monotonic() + GRACE
    while time.monotonic() < until and any(s.process.poll() is None for s in started):
        if watch.get_map():
            _listen(services, watch, seconds=0.1)
        else:
            time.sleep(0.1)
    for service in started:
        service.signal_group(signal.SIGKILL)
        service.process.wait()
    while watch.get_map() and watch.select(0):
        _listen(services, watch, seconds=0)
