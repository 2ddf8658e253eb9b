"""A made archive of real files: facts right or doubted, twins joined, rubbish refused."""

from collections import Counter

from docs_mgmt.models import Document, ImportFile
from docs_mgmt.rules.words import ImportState
from docs_mgmt.writes.import_files import from_json
from tests.archive_of_old.builders import a_run, listed
from tests.archive_of_old.made import OWN, REFUSED, make_archive
from tests.archive_of_old.measure import Measure
from tests.archive_of_old.test_runs import finished

#: Without LibreOffice: Word files, web pages named .doc, twins and rubbish.
FILES = 60


def test_of_a_made_archive_nothing_is_filed_wrongly(world, tmp_path):
    truth = {one.path: one for one in make_archive(tmp_path, FILES, with_office=False)}
    finished(listed(a_run(world.hoa_minh, world["tue"]), tmp_path))
    measure, states = Measure(), Counter[ImportState]()
    for file in ImportFile.objects.order_by("pk"):
        one = truth[file.path]
        states[file.state] += 1
        if one.paper is None:
            assert (one.kind in REFUSED, file.state) == (True, ImportState.REFUSED)
        elif file.facts:
            measure.add(file.path, one.paper.truth(), from_json(file.facts))
        if file.state is ImportState.FILED:
            assert one.paper is not None
            entry = file.document.entries.get()
            assert (entry.full, entry.date) == (one.paper.full, one.paper.day)
            assert one.paper.issuer == OWN
    assert measure.share_wrong <= 0.01, measure.wrong
    assert states[ImportState.FILED] == Document.objects.count() > 0
    assert states[ImportState.JOINED] > 0
    assert states[ImportState.WAITING] == 0
