"""What a bare machine needs: whole locks without an address, and sentences."""

import re
import subprocess
import sys
import tomllib

import pytest

from tests.operations.installation import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]
NAMED_BY_THE_ISSUE = {"django", "django-guardian", "pypdf", "python-docx", "channels"}


def name_of(requirement: str) -> str:
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-")


def pins_of(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {name_of(pin): pin for pin in re.split(r"\n(?=\S)", text) if "==" in pin}


@pytest.mark.parametrize(
    ("lock", "asked"),
    [("requirements.lock", RUNTIME), ("requirements-dev.lock", RUNTIME + DEVELOPMENT)],
)
def test_a_lock_pins_all_that_the_project_asks_for_with_hashes(lock, asked):
    pins = pins_of(lock)
    assert {name_of(requirement) for requirement in asked} - set(pins) == set(), "make lock"
    assert [name for name, pin in pins.items() if "--hash=sha256:" not in pin] == []
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_both_locks_pin_the_same_versions():
    runtime, development = pins_of("requirements.lock"), pins_of("requirements-dev.lock")
    assert {name: development[name].split()[0] for name in runtime} == {
        name: pin.split()[0] for name, pin in runtime.items()
    }


def test_what_runs_is_named_among_the_dependencies():
    assert NAMED_BY_THE_ISSUE - {name_of(requirement) for requirement in RUNTIME} == set()


def test_manage_without_its_environment_says_which_python_to_use():
    done = subprocess.run(
        [sys.executable, "-I", "-S", "manage.py", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "Django is not here. Use .venv/bin/python manage.py; `make run` makes .venv."
    )
