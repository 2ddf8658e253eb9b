"""`make bench-search`: how fast and how well search answers, over HTTP and inside the engine.

.venv/bin/python -m bench.search [--in DIR] [SIZE ...]     10000 and 100000 if no size is named;
1000000 takes hours. Each size runs in a process and a folder of its own, which is gone afterwards;
in DIR it stays, and what was made there is used again. bench/results/search-SIZE.json.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ONE = "--one"


def main(asked: list[str]) -> None:
    """Print how well the set is answered, then how fast, size by size."""
    if asked[:1] == [ONE]:
        print(json.dumps(_measured(int(asked[1])), ensure_ascii=False))
        return
    _in_django()
    from bench.search_quality import print_quality  # noqa: PLC0415 -- needs the settings

    print_quality()
    out = ROOT / "bench" / "results"
    out.mkdir(exist_ok=True)
    kept, sizes = _kept(asked)
    for size in map(int, sizes or ["10000", "100000"]):
        with _folder(kept, size) as folder:
            ended = subprocess.run(
                [sys.executable, "-m", "bench.search", ONE, str(size)],
                cwd=ROOT,
                env={**os.environ, "DATA_DIR": folder, "DEMO": "1"},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        told = json.loads(ended.stdout.splitlines()[-1])
        (out / f"search-{size}.json").write_text(json.dumps(told, indent=1, ensure_ascii=False))
        _show(size, told)


def _kept(asked: list[str]) -> tuple[str, list[str]]:
    return (asked[1], asked[2:]) if asked[:1] == ["--in"] else ("", asked)


@contextmanager
def _folder(kept: str, size: int) -> Iterator[str]:
    if kept:
        yield str(Path(kept).absolute() / str(size))
        return
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        yield folder


def _in_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "office.settings"
    import django  # noqa: PLC0415 -- the environment stands first

    django.setup()


def _measured(size: int) -> dict[str, dict[str, object]]:
    _in_django()
    from bench.search_measures import measure  # noqa: PLC0415 -- needs the apps

    return measure(size)


def _show(size: int, told: dict[str, dict[str, object]]) -> None:
    print(f"\n{size:,} documents")
    for name, figures in told.items():
        print(f"  {name:<58}", "  ".join(f"{key} {value}" for key, value in figures.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
