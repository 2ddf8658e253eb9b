"""What the worker does once an hour: sweep, and close the day that is over."""

from docs_mgmt.files import ocr, rendering
from docs_mgmt.files.leftovers import sweep_leftovers
from docs_mgmt.later import is_queued, later
from docs_mgmt.queries.import_work import next_old_scan, stalled_runs
from docs_mgmt.queries.system import next_scan, next_without_libreoffice
from docs_mgmt.writes.tidy import tidy

READING = "docs_mgmt.jobs.reading.read_missing"
TAKING_IN = "docs_mgmt.jobs.take_in.go_on"
RECOGNISING = "docs_mgmt.jobs.recognising.recognise_next_page"


def keep_house() -> None:
    """Forget what nobody needs any more, close the day, and go on with files that waited."""
    tidy()
    sweep_leftovers()
    if rendering.is_available() and next_without_libreoffice(0) and not is_queued(READING):
        later(READING, 0)
    if next_scan(with_waiting=ocr.is_available()) and not is_queued(RECOGNISING):
        later(RECOGNISING)
    if ocr.is_available() and next_old_scan():
        later("docs_mgmt.jobs.take_in_scans.recognise_next_old_page")
    if (stalled := stalled_runs()) and not is_queued(TAKING_IN):
        for run in stalled:
            later(TAKING_IN, run)
