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
    out = ROOT / "bench" / "results" / "latest.json"
    out.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "office.settings"
        os.environ["DEMO"] = "1"
        import django  # noqa: PLC0415 -- the environment stands first

        django.setup()
        from bench.measures import measure_all  # noqa: PLC0415 -- needs the apps

        results = {}
        for name, figures in measure_all(documents, files):  # each is kept as soon as it is known
            results[name] = figures
            print(f"{name:<44}", "  ".join(f"{key} {value}" for key, value in figures.items()))
            out.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
