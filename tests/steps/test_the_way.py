"""The whole way of one document, by the steps alone."""

from docs_mgmt.rules.flow import Stage
from tests.builders import a_document


def test_a_document_goes_from_draft_to_archive(world):
    document = a_document(world, at=Stage.ARCHIVED)
    assert document.stage is Stage.ARCHIVED
    assert [entry.full for entry in document.entries.all()] == ["01/KH-UBND"]
