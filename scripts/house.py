"""What the scripts share: where things stand, and `.venv`. Needs nothing but a bare Python."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
#: The same pins and more: whoever has the one has the other.
HOLDS_ALSO = {DEVELOPMENT: (RUNTIME,)}
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
NO_VENV = """\
This Python cannot make a virtual environment: its module ensurepip is missing.
On Debian and Ubuntu, as root: apt-get install python3-venv
Then start the same command again."""


def stop(sentence: str) -> None:
    """End with a sentence that says what to do."""
    sys.exit(f"\n{sentence}")


def use_a_new_enough_python() -> None:
    """Go on with Python 3.11 or newer: this one, or another one of this machine."""
    if sys.version_info >= (3, 11):  # noqa: UP036 -- the sentence below is for older ones
        return
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found and _is_new_enough(found):
            os.execv(found, [found, *sys.argv])  # noqa: S606 -- becomes the newer Python
    version = ".".join(str(part) for part in sys.version_info[:3])
    stop(f"docs_mgmt needs Python 3.11 or newer; this is {version}, and no newer one was found.")


def _is_new_enough(python: str) -> bool:
    ask = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", ask], capture_output=True, check=False).returncode == 0


def prepare_environment(*locks: str) -> None:
    """Make `.venv` and install the locks into it, unless that was done before."""
    use_a_new_enough_python()
    if not is_sound():
        make_environment()
    for lock in locks:
        if not _is_installed(lock):
            print(f"Installing {lock} into .venv (once; about a minute) …", flush=True)
            install(lock)
            for name in (lock, *HOLDS_ALSO.get(lock, ())):
                _stamp(name).write_text(_fingerprint(name), encoding="utf-8")


def _stamp(lock: str) -> Path:
    return VENV / f".installed-{lock}"


def _fingerprint(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _is_installed(lock: str) -> bool:
    stamp = _stamp(lock)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _fingerprint(lock)


def is_sound(venv: Path = VENV) -> bool:
    """Say whether the environment is there and still belongs to the Python that made it.

    Asking its Python costs a tenth of a second: the answer is kept for as long as that Python,
    and the place where both stand, are the same.
    """
    python, kept = venv / "bin" / "python", venv / ".sound"
    if not python.exists():
        return False
    mark = _mark_of(python)
    if kept.exists() and kept.read_text(encoding="utf-8") == mark:
        return True
    if not _belongs_to(venv, python):
        return False
    kept.write_text(mark, encoding="utf-8")
    return True


def _mark_of(python: Path) -> str:
    real = python.resolve()
    state = real.stat()
    return f"{python}\n{real}\n{state.st_size} {state.st_mtime_ns}\n"


def _belongs_to(venv: Path, python: Path) -> bool:
    ask = "import pip, sys; print(sys.prefix)"
    answer = subprocess.run(
        [python, "-c", ask], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    return answer.returncode == 0 and Path(answer.stdout.strip()).resolve() == venv.resolve()


def make_environment() -> None:
    """Make `.venv` with this Python; as root, add the part that Debian leaves out of Python."""
    print("Making .venv …", flush=True)
    if _make_venv():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _install_debians_venv()
        if _make_venv():
            return
    shutil.rmtree(VENV, ignore_errors=True)
    stop(NO_VENV)


def _make_venv() -> bool:
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return made.returncode == 0


def _install_debians_venv() -> None:
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("Installing Debian's python3-venv …", flush=True)
    for words in (["update"], ["install", "--yes", "--no-install-recommends", "python3-venv"]):
        subprocess.run([*apt, *words], env=quiet, check=False, stdin=subprocess.DEVNULL)


def install(lock: str) -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", lock]
    done = subprocess.run([*command, *options], cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        stop(f"{lock} could not be installed; pip's own words stand above.")


def data_dir() -> Path:
    """The installation's folder, as the settings read it."""
    return Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
