"""What the worker does once an hour: sweep, and close the day that is over."""

from docs_mgmt.files.leftovers import sweep_leftovers
from docs_mgmt.writes.tidy import tidy


def keep_house() -> None:
    """Forget what nobody needs any more, and tie yesterday's history to the day before."""
    tidy()
    sweep_leftovers()
