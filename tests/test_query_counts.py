"""The search asks the same number of questions for one hit and for three.

My desk, records desk, registers and archive are counted beside their pages, in tests/pages.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.jobs import drain_once
from tests.builders import a_document

pytestmark = pytest.mark.django_db


def test_a_search_costs_the_same_for_one_hit_and_for_three(world, as_, monkeypatch):
    # The office's abbreviations are read every two seconds, whatever is found.
    monkeypatch.setattr("search.queries.abbreviations.SECONDS", 3600.0)
    client = as_("linh")
    a_document(world, title="Vỉa hè đường Bàu Sen")
    asked = []
    for _ in range(2):
        drain_once()
        client.get("/search/?q=via+he")  # the engine opens its index once
        with CaptureQueriesContext(connection) as questions:
            page = client.get("/search/?q=via+he")
        asked.append((page.context["results"].total, len(questions)))
        a_document(world, title="Vỉa hè đường Hoàng Sa")
        a_document(world, title="Vỉa hè đường Trường Sa")
    (one, first), (three, second) = asked
    assert (one, three) == (1, 3)
    assert first == second <= 10
