"""A whole installation as in production: its own folder, web, worker and index as processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
#: How long a process may take to answer on a machine that does much else, in seconds.
PATIENCE = 120
WEB = ["-m", "uvicorn", "office.asgi:application", "--host", "127.0.0.1", "--no-access-log"]


class House:
    """One DATA_DIR with the demo's people, served by real processes until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder / "var"),
            "DEMO": "1",
            "PYTHONUNBUFFERED": "1",
        }
        self.environment.pop("DATABASE_URL", None)
        self.environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        self.processes: list[subprocess.Popen[bytes]] = []

    def python(self, source: str) -> str:
        """Run some lines with the models at hand; give what they print."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", source],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, name: str, *command: str) -> None:
        """Start a process of the house; its words go to a file."""
        with (self.folder / f"{name}.log").open("wb") as words:
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, *command],
                    cwd=ROOT,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=words,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )

    def serve(self) -> str:
        """Start one more web process and wait until it answers; give its address."""
        port = a_free_port()
        self.start(f"web-{port}", *WEB, "--port", str(port), "--timeout-graceful-shutdown", "1")
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE
        while not answers(f"{address}/healthz"):
            assert self.processes[-1].poll() is None, self.words()
            assert time.monotonic() < until, self.words()
            time.sleep(0.2)
        return address

    def words(self) -> str:
        """All that the processes said."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"== {log.stem}\n{log.read_text(errors='replace')}" for log in logs)

    def close(self) -> None:
        """End every process of the house and all that it started."""
        for process in self.processes:
            process.terminate()
        until = time.monotonic() + 10
        for process in self.processes:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def a_free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Whether something answers there; a house without its index yet answers too."""
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
