"""What a page asks of the database about a few documents does not grow with what one was granted.

The steps of SQLite's machine are counted, not the time.
"""

from collections.abc import Callable

import pytest
from django.db import connection

from approvals.queries.desk import Desk, count_for
from docs_mgmt.models import Document, DocumentUserObjectPermission, Grant
from docs_mgmt.permissions import discussing_grants, reach_of
from docs_mgmt.queries.documents import documents_seen_by
from search.queries.lines import lines_of
from tests.builders import a_document

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite"),
]

_MANY = 600

ASKED = {
    "lines": lambda reader, document: list(lines_of(reach_of(reader), [document.pk])),
    "the document": lambda reader, document: documents_seen_by(reader).get(pk=document.pk),
    "the discussion": lambda reader, document: list(discussing_grants(reader, document)),
    "the bar": lambda reader, document: count_for(reader),
    "the desk": lambda reader, document: Desk(reader).issued,
}


@pytest.mark.parametrize("what", ASKED)
def test_many_grants_cost_no_more_than_few(world, what):
    linh, document = world["linh"], a_document(world)

    def ask() -> object:
        return ASKED[what](linh, document)

    ask()  # questions that are put together once
    few = _steps(ask)
    _grant_many(document)
    assert _steps(ask) < few + _MANY


def _steps(ask: Callable[[], object]) -> int:
    """How many steps SQLite's machine took, counted by ten."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 10
        return 0

    connection.connection.set_progress_handler(count, 10)
    try:
        ask()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return counted


def _grant_many(document: Document) -> None:
    """Old documents in the archive, drafted by the same officer."""
    copies = [_another(document, stage="ARCHIVED") for _ in range(_MANY)]
    made = Document.objects.bulk_create(copies)
    own = Grant.objects.get(document=document, why="drafter")
    Grant.objects.bulk_create(_another(own, document_id=one.pk) for one in made)
    row = DocumentUserObjectPermission.objects.filter(content_object=document).first()
    DocumentUserObjectPermission.objects.bulk_create(
        _another(row, content_object_id=one.pk) for one in made
    )


def _another(row, **different):
    """The same row once more, to be written."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values.pop("id")
    return type(row)(**values | different)
