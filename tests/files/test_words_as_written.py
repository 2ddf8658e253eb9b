"""The words of a document stand in the database as they are written, whatever they are."""

import pytest
from django.db import connection

from docs_mgmt.models import VersionText
from tests.builders import a_document

pytestmark = pytest.mark.django_db
SAID = ["Ủy ban nhân dân", 'dấu "nháy" \\ và \x01', "\U0001d4df đất"]


def test_letters_are_kept_as_they_are_and_come_back_so(world):
    text = VersionText.objects.get(version__document=a_document(world))
    text.paragraphs = SAID
    text.save()
    with connection.cursor() as cursor:
        cursor.execute(f"select paragraphs from {text._meta.db_table} where id = %s", [text.pk])
        assert "Ủy ban nhân dân" in str(cursor.fetchone()[0])
    text.refresh_from_db()
    assert text.paragraphs == SAID


@pytest.mark.skipif(connection.vendor == "postgresql", reason="jsonb takes no half of a letter")
def test_half_a_letter_is_kept_too(world):
    text = VersionText.objects.get(version__document=a_document(world))
    text.paragraphs = ["Ủy ban \ud800"]
    text.save()
    text.refresh_from_db()
    assert text.paragraphs == ["Ủy ban \ud800"]
