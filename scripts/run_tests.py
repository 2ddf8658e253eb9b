"""`make test`: install what the tests need, then all of them: databases, engines, browser.

scripts/run_tests.py [--only sqlite|postgres|elasticsearch|browser] [--in-turn] [-- PYTEST OPTIONS]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import elasticsearch
import postgres
from house import DEVELOPMENT, PYTHON, ROOT, prepare_environment


class Part(NamedTuple):
    """One run of pytest."""

    name: str
    title: str
    selection: str


PARTS = (
    Part("sqlite", "All that need no server, on SQLite", "not browser and not elasticsearch"),
    Part("postgres", "The same on PostgreSQL", "not browser and not elasticsearch"),
    Part("elasticsearch", "The search engine's, on Elasticsearch and PostgreSQL", "elasticsearch"),
    Part("browser", "The browser's, on the production server", "browser"),
)
ON_POSTGRES = {"postgres", "elasticsearch"}


class Run:
    """One part under way: its own folder, its own database, its words in a file."""

    def __init__(self, part: Part, options: list[str], stack: contextlib.ExitStack) -> None:
        self.part = part
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="office-tests-")))
        environment = {**os.environ, "DATA_DIR": str(folder / "var")}
        environment.pop("DEMO", None)
        environment.pop("DATABASE_URL", None)
        if part.name in ON_POSTGRES:
            environment["DATABASE_URL"] = stack.enter_context(postgres.running())
        self.words = folder / "words"
        command = [PYTHON, "-m", "pytest", "-m", part.selection, *options]
        if part.name == "elasticsearch":
            command = [PYTHON, "scripts/elasticsearch.py", "fetched", *command, "-rs"]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self.words.open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        stack.callback(self.end)

    def show(self) -> int:
        """Print what the run says until it ends; give pytest's exit code."""
        print(f"\n━━ {self.part.title}", flush=True)
        with self.words.open("rb") as words:
            while True:
                ended = self.process.poll() is not None
                said = words.read()
                sys.stdout.buffer.write(said)
                sys.stdout.flush()
                if ended and not said:
                    return self.process.returncode
                time.sleep(0.3)

    def end(self) -> None:
        """Leave nothing of the run behind."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def prepare() -> None:
    """System packages (where this user may), Python's packages, catalogues."""
    subprocess.run(["scripts/install_system_packages.sh"], cwd=ROOT, check=False)
    prepare_environment(DEVELOPMENT)
    subprocess.run([PYTHON, "scripts/compile_catalogues.py"], cwd=ROOT, check=True)


def run_parts(parts: list[Part], options: list[str], *, in_turn: bool) -> list[str]:
    """Run the parts, all but the browser's side by side; name those that failed."""
    groups = [[part] for part in parts]
    if not in_turn:
        beside = [part for part in parts if part.name != "browser"]
        groups = [beside, [part for part in parts if part.name == "browser"]]
    failed = []
    for group in groups:
        with contextlib.ExitStack() as stack:
            runs = [Run(part, options, stack) for part in group]
            failed += [run.part.name for run in runs if run.show() != 0]
    return failed


def main() -> int:
    """Read the command line, run, and say in one line how it went."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=[part.name for part in PARTS])
    parser.add_argument("--in-turn", action="store_true", help="one part after the other")
    parser.add_argument("options", nargs="*", help="passed to pytest, after --")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begun = time.monotonic()
    prepare()
    parts = [part for part in PARTS if asked.only in (None, part.name)]
    failed = run_parts(parts, asked.options, in_turn=asked.in_turn)
    minutes = (time.monotonic() - begun) / 60
    outcome = f"FAILED: {', '.join(failed)}" if failed else "All parts passed"
    if any(part.name == "elasticsearch" for part in parts) and (why := elasticsearch.obstacle()):
        outcome = f"{outcome}, but Elasticsearch's was NOT RUN: {why}"
    print(f"\n{outcome} ({minutes:.1f} minutes).", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
