"""`make bench`: what people wait for, measured; a table on the screen and JSON in bench/results/.

Everything runs in a folder of its own; ARGUMENTS: how many documents (20000) and files (50).
"""

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Measure in a fresh installation."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    files = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "office.settings"
        os.environ["DEMO"] = "1"
        import django  # noqa: PLC0415 -- the environment stands first

        django.setup()
        from bench.measures import measure_all  # noqa: PLC0415 -- needs the apps

        results = measure_all(documents, files)
    out = ROOT / "bench" / "results"
    out.mkdir(exist_ok=True)
    (out / "latest.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    for name, figures in results.items():
        print(f"{name:<44}", "  ".join(f"{key} {value}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
