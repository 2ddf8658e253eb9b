"""What the worker does once an hour: sweep, and close the day that is over."""

from docs_mgmt.files import ocr, rendering
from docs_mgmt.files.leftovers import sweep_leftovers
from docs_mgmt.later import later
from docs_mgmt.queries.system import next_scan, next_without_libreoffice
from docs_mgmt.writes.tidy import tidy


def keep_house() -> None:
    """Forget what nobody needs any more, close the day, and go on with files that waited."""
    tidy()
    sweep_leftovers()
    if rendering.is_available() and next_without_libreoffice(0):
        later("docs_mgmt.jobs.reading.read_missing", 0)
    if next_scan(with_waiting=ocr.is_available()):
        later("docs_mgmt.jobs.recognising.recognise_next_page")
