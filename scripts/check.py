"""`make check`: all that can be said about the code without running a test. `--fix` puts right."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from house import DEVELOPMENT, PYTHON, ROOT, VENV, prepare_environment

MANAGE = (str(PYTHON), "manage.py")
BIN = VENV / "bin"
# Not the tests: their Vietnamese without accents reads like misspelt English.
CODE = ("office", "docs_mgmt", "approvals", "search", "scripts", "manage.py")
PROSE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "templates", *CODE)


class Check(NamedTuple):
    """One tool and what it looks at."""

    name: str
    command: tuple[str, ...]


def _tool(name: str, *words: str) -> tuple[str, ...]:
    return (str(BIN / name), *words)


# The slowest first, so that two at a time end together.
CHECKS = (
    Check("types", _tool("mypy")),
    Check("template lint", _tool("djlint", "templates", "--lint", "--quiet")),
    Check("template format", _tool("djlint", "templates", "--check")),
    Check("lint", _tool("ruff", "check", "--quiet")),
    Check("format", _tool("ruff", "format", "--check", "--quiet")),
    Check("import contracts", _tool("lint-imports")),
    Check("settings and models", (*MANAGE, "check")),
    Check("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
    Check("spelling", _tool("codespell", *[name for name in PROSE if (ROOT / name).exists()])),
)
FIXES = (
    Check("lint", _tool("ruff", "check", "--fix")),
    Check("format", _tool("ruff", "format")),
    Check("template format", _tool("djlint", "templates", "--reformat", "--quiet")),
)
# djlint answers 1 when it changed something, which is what it was asked for.
HARMLESS = {"template format": 1}


def run(check: Check) -> tuple[Check, int, float, str]:
    """Run one tool; give its exit code, its seconds and its words."""
    begun = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return check, done.returncode, time.monotonic() - begun, done.stdout


def check_all() -> int:
    """Run every check, two at a time, and say all that is wrong at once."""
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for check, code, seconds, words in pool.map(run, CHECKS):
            print(f"{'ok  ' if code == 0 else 'FAIL'} {check.name} ({seconds:.1f} s)", flush=True)
            if code != 0:
                failed.append(check.name)
                print(words, flush=True)
    if failed:
        print(
            f"\nNot right yet: {', '.join(failed)}. `make fix` puts format and simple lint right."
        )
    return 1 if failed else 0


def fix_all() -> int:
    """Let the tools put right what they can, one after the other."""
    worst = 0
    for check, code, _, words in map(run, FIXES):
        print(f"{check.name}\n{words}".rstrip(), flush=True)
        if code != HARMLESS.get(check.name, 0):
            worst = max(worst, code)
    return worst


if __name__ == "__main__":
    prepare_environment(DEVELOPMENT)
    sys.exit(fix_all() if "--fix" in sys.argv[1:] else check_all())
