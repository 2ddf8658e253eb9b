"""Write the two lock files from pyproject.toml: hashes, and no registry's address."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by `make lock` from pyproject.toml. Do not edit by hand.\n"
COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
]
LOCKS = {
    "requirements.lock": [],
    "requirements-dev.lock": ["--group", "dev", "--constraint", "requirements.lock"],
}


def write_lock(name: str, options: list[str]) -> None:
    """Pin what pyproject.toml asks for; what was pinned before stays unless --upgrade is given."""
    path = ROOT / name
    subprocess.run([*COMPILE, *options, *sys.argv[1:], "--output-file", name], cwd=ROOT, check=True)
    pins = path.read_text(encoding="utf-8")
    if "://" in pins:
        sys.exit(f"{name} names an address; a lock must not.")
    path.write_text(HEADER + pins.removeprefix(HEADER), encoding="utf-8")


if __name__ == "__main__":
    for lock, lock_options in LOCKS.items():
        write_lock(lock, lock_options)
        print(f"wrote {lock}")
