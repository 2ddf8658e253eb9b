"""The rows of a table that somebody exported, read in a child."""

from pathlib import Path

from docs_mgmt.files import sandbox
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal


def read_rows(path: Path) -> list[list[str]]:
    """Every row of an .xlsx, a .csv, or a web page with a table; refused if it is none of them."""
    rows = sandbox.run("docs_mgmt.files.inside.table:read_table", {"path": str(path.absolute())})
    if not isinstance(rows, list) or not rows:
        raise FileRefusedError(Refusal.UNREADABLE)
    return [[str(cell) for cell in row] for row in rows]
