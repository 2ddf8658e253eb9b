"""Write docs/flow.md from the flow table, so that the page and the code say the same."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs_mgmt.rules.flow import FLOW, NOT_YET_OFFERED, Row, Stage, row_at  # noqa: E402
from docs_mgmt.rules.flow import Path as Way  # noqa: E402

PAGE = ROOT / "docs" / "flow.md"
_WAYS = {Way.PAPER: "paper", Way.ELECTRONIC: "electronic", Way.MIXED: "mixed"}

HEAD = """# The flow

Made from `docs_mgmt/rules/flow.py` by `python scripts/make_flow_page.py`;
`tests/test_layout.py` holds the two together.

Each step runs in one frame, `take()` (`approvals/steps/_take.py`): it locks the document, asks
whether this person may and whether it is time, lets the step happen, and writes the stage, the
history entry, the outbox row and the event before it commits.

| step | from | to | by | path |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = "".join(_line(row) for row in FLOW)
    return f"{HEAD}{rows}\n`=` keeps the stage. {_not_yet()}\n\n{_pictures()}"


def _line(row: Row) -> str:
    sources = ", ".join(stage for stage in Stage if stage in row.sources) or "–"
    ways = ", ".join(_WAYS[way] for way in Way if way in row.paths)
    ways = "all" if len(row.paths) == len(Way) else ways
    by = ", ".join(sorted(part.replace("_", " ") for part in row.by))
    return f"| `{row.step}` | {sources} | {row.target or '='} | {by} | {ways} |\n"


def _not_yet() -> str:
    names = ", ".join(f"`{step}`" for step in sorted(NOT_YET_OFFERED))
    return (
        f"In the table and its tests, but on no screen yet: {names}; "
        "so are the electronic and the mixed path."
    )


def _pictures() -> str:
    return "\n".join(_picture(way) for way in Way)


def _picture(way: Way) -> str:
    lines = [f"## {_WAYS[way].capitalize()}", "", "```mermaid", "stateDiagram-v2"]
    for row in FLOW:
        if way not in row.paths or row.target is None:
            continue
        lines += [
            f"    {stage or '[*]'} --> {row.target}: {row.step}"
            for stage in [stage for stage in Stage if stage in row.sources] or [None]
            if row_at(row.step, way, stage) is row
        ]
    return "\n".join([*lines, "```", ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
