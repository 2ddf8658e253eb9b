"""A throwaway PostgreSQL: a data folder of its own, a free port, gone at the end.

scripts/postgres.py                 start it, print DATABASE_URL, stop at Ctrl-C
scripts/postgres.py COMMAND …       run the command with DATABASE_URL set, then stop
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

OWNER = "postgres"
# fsync stays on: the tests that kill a process ask what survives on a disk.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_min_messages": "panic",
}


def _bin_folder() -> Path | None:
    """The folder of initdb: on the path, or where Debian keeps the newest version."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max(
        (path.parent for path in debian), key=lambda path: int(path.parent.name), default=None
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_owner(command: list[str]) -> list[str]:
    """PostgreSQL refuses root: as root, run the command as its own user."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups", *command]


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start a server; give the DATABASE_URL of an empty database; stop and remove it all."""
    programs = _bin_folder()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed: scripts/install_system_packages.sh")
    with tempfile.TemporaryDirectory(prefix="office-postgres-") as folder:
        data = Path(folder) / "data"
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _initialise(programs, data)
        port = _free_port()
        server = _start(programs, data, port)
        try:
            _wait_until_ready(programs, server, port)
            yield f"postgres://{OWNER}@127.0.0.1:{port}/postgres"
        finally:
            _stop(server)


def _initialise(programs: Path, data: Path) -> None:
    options = ["--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"]
    command = [str(programs / "initdb"), "--pgdata", str(data), *options]
    subprocess.run(_as_owner(command), cwd="/", check=True, stdout=subprocess.DEVNULL)


def _start(programs: Path, data: Path, port: int) -> subprocess.Popen[bytes]:
    settings = {**SETTINGS, "port": str(port), "unix_socket_directories": str(data)}
    command = [str(programs / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    return subprocess.Popen(
        _as_owner(command), cwd="/", stdin=subprocess.DEVNULL, start_new_session=True
    )


def _wait_until_ready(programs: Path, server: subprocess.Popen[bytes], port: int) -> None:
    ask = [
        str(programs / "pg_isready"),
        "--quiet",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "-U",
        OWNER,
    ]
    until = time.monotonic() + 60
    while subprocess.run(ask, cwd="/", check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError("PostgreSQL did not start; its own words stand above.")
        time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask for a fast shutdown, then insist."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=20)


def _main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running() as url:
        if command:
            return subprocess.run(
                command, env={**os.environ, "DATABASE_URL": url}, check=False
            ).returncode
        print(url, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            signal.pause()
        return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
