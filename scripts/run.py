"""`make run`: from a bare Python to a served demo; web, worker and index under one command."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TextIO

from house import PYTHON, ROOT, RUNTIME, data_dir, prepare_environment, stop
from prepared import is_prepared, note_prepared
from supervise import Service, supervise

HOST = "127.0.0.1"
PORT = 8000
MISSING_LIBREOFFICE = (
    "LibreOffice is not installed: .doc, .odt and .rtf wait, and a draft in Word needs a PDF "
    "beside it until it is (as root: scripts/install_system_packages.sh)."
)
MISSING_TESSERACT = (
    "tesseract is not installed: scans wait for their words until it is "
    "(as root: scripts/install_system_packages.sh)."
)


def main() -> int:
    """Prepare what is not prepared yet, then serve until Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as Ctrl-C, also while it prepares
    prepare_environment(RUNTIME)
    os.environ.setdefault("DEMO", "1")
    os.environ["PYTHONUNBUFFERED"] = "1"
    folder = data_dir()
    folder.mkdir(parents=True, exist_ok=True)
    lock = _only_one(folder)
    port = _choose_port()
    _prepare(folder)
    url = f"http://{HOST}:{port}/"
    services = [
        Service("web", _web(port)),
        Service("worker", [str(PYTHON), "manage.py", "qcluster"]),
        Service("index", [str(PYTHON), "manage.py", "index"]),
    ]
    try:
        return supervise(services, cwd=ROOT, address=(HOST, port), ready=_greeting(url, folder))
    finally:
        lock.close()


def _only_one(folder: Path) -> TextIO:
    """Hold the folder for this run: two of them would fight over the index."""
    lock = (folder / "run.lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stop(f"docs_mgmt already runs on {folder}. A second DATA_DIR makes a second installation.")
    return lock


def _choose_port() -> int:
    """The port asked for; if none was, the first free one from 8000 on."""
    asked = os.environ.get("PORT", "")
    if asked:
        port = int(asked) if asked.isdigit() else 0
        if not 0 < port < 65536:
            stop(f"PORT is {asked!r}: it must be a number from 1 to 65535.")
        if not _is_free(port):
            stop(f"Port {port} is taken by another program. Choose another: PORT=… make run")
        return port
    for port in range(PORT, PORT + 50):
        if _is_free(port):
            if port != PORT:
                print(f"Port {PORT} is taken by another program; this uses {port}.")
            return port
    stop(f"No free port from {PORT} to {PORT + 49}. Choose one: PORT=… make run")
    return 0


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _prepare(folder: Path) -> None:
    """Catalogues, tables and the demo; nothing of it when the folder was left by this very code."""
    if is_prepared(folder):
        return
    for command in (["scripts/compile_catalogues.py"], ["manage.py", "prepare"]):
        done = subprocess.run([PYTHON, *command], cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            stop(f"`{' '.join(command)}` failed; its own words stand above. Nothing was started.")
    note_prepared(folder)


def _web(port: int) -> list[str]:
    options = ["--host", HOST, "--port", str(port), "--no-access-log", "--log-level", "warning"]
    grace = ["--timeout-graceful-shutdown", "3"]
    return [str(PYTHON), "-m", "uvicorn", "office.asgi:application", *options, *grace]


def _greeting(url: str, folder: Path) -> str:
    shown = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
    lines = [f"docs_mgmt is at {url}  (Ctrl-C stops it; its data is in {shown}/)"]
    if not shutil.which("soffice"):
        lines.append(MISSING_LIBREOFFICE)
    if not shutil.which("tesseract"):
        lines.append(MISSING_TESSERACT)
    return "\n".join(lines)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
