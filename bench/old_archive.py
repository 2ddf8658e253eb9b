"""How well an old archive is taken in: a made one of 300 files of all kinds, with known facts.

.venv/bin/python -m bench.old_archive [COUNT] [--keep FOLDER]
"""

import argparse
import io
import os
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

#: Wrong facts without a doubt mark that an archive may have, of all that carry none.
MOST_WRONG = 0.01


def main() -> int:
    """Make the archive, take it in with the command, and hold every fact against the truth."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=300)
    parser.add_argument("--keep", type=Path, help="leave the files there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="old-archive-") as name:
        os.environ["DATA_DIR"] = f"{name}/var"
        os.environ["DJANGO_SETTINGS_MODULE"] = "office.settings"
        import django  # noqa: PLC0415 -- the environment stands first

        django.setup()
        return measure(options.keep or Path(name) / "kho", options.count)


def measure(folder: Path, count: int) -> int:
    """Print the shares; 1 if more is wrong without a doubt than may be."""
    from django.core.management import call_command  # noqa: PLC0415 -- needs the apps

    from docs_mgmt.files.rendering import is_available  # noqa: PLC0415 -- as above
    from office.demo.people import make_people  # noqa: PLC0415 -- as above
    from tests.archive_of_old.made import make_archive  # noqa: PLC0415 -- as above

    call_command("migrate", verbosity=0)
    make_people(years=range(2023, 2027))
    began = time.monotonic()
    truth = {one.path: one for one in make_archive(folder, count, with_office=is_available())}
    print(f"{len(truth)} files made in {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    call_command("import_archive", str(folder), agency="hoa-minh", stdout=io.StringIO())
    seconds = time.monotonic() - began
    print(f"taken in within {seconds:.0f} s, {seconds / len(truth):.2f} s a file")
    return int(print_shares(truth) > MOST_WRONG)


def print_shares(truth: dict[str, Any]) -> float:
    """Hold what was found against the truth; gives the share wrong without a doubt mark."""
    from docs_mgmt.models import ImportFile  # noqa: PLC0415 -- needs the apps
    from docs_mgmt.rules.facts import from_json  # noqa: PLC0415 -- as above
    from tests.archive_of_old.measure import Measure  # noqa: PLC0415 -- as above

    whole, by_kind, states = Measure(), dict[str, Measure](), Counter[tuple[str, str]]()
    lost = []
    for row in ImportFile.objects.order_by("pk"):
        one = truth[row.path]
        states[one.kind, row.state.value] += 1
        if one.paper is not None and row.facts:
            for into in (whole, by_kind.setdefault(one.kind, Measure())):
                into.add(row.path, one.paper.truth(), from_json(row.facts))
        elif one.paper is not None and row.refusal:
            lost.append(f"  refused though good: {row.path}: {row.refusal} {row.refusal_facts}")
    print(
        *(f"  {kind:<12} {state:<8} {n}" for (kind, state), n in sorted(states.items())), sep="\n"
    )
    print(*lost, *(f"  {kind:<12} {shares_of(part)}" for kind, part in by_kind.items()), sep="\n")
    print(*whole.lines(), *whole.wrong, sep="\n")
    return float(whole.share_wrong)


def shares_of(part: Any) -> str:
    """The share of right facts of one kind of file, by field."""
    return "  ".join(
        f"{name} {part.right[name] / max(known, 1):.3f}" for name, known in part.known.items()
    )


if __name__ == "__main__":
    raise SystemExit(main())
