"""The history is written once: whatever a hand changes in the database afterwards is found."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from docs_mgmt.models import Document, HistoryEntry
from docs_mgmt.queries.system import deeds_of
from docs_mgmt.rules.chain import columns_of, first_break
from docs_mgmt.rules.flow import Deed, Stage
from office.verifying import findings_of_history
from tests.builders import a_document


def the_break(document: Document) -> int | None:
    """The ordinal of the first entry of the chain that does not fit."""
    return first_break((row.previous, row.hash, columns_of(row)) for row in deeds_of(document))


def by_hand(sql: str, *words: object) -> None:
    """What no step and no write does: somebody at the database's own console."""
    with connection.cursor() as cursor:
        cursor.execute(sql, words)


@pytest.fixture
def document(world) -> Document:
    return a_document(world, at=Stage.CHECKED)


def test_the_history_as_it_was_written_is_whole(document):
    assert [entry.deed for entry in deeds_of(document)] == [
        Deed.DRAFT,
        Deed.SUBMIT,
        Deed.CHECK,
        Deed.CHECK,
    ]
    assert the_break(document) is None
    assert list(findings_of_history()) == []


def test_any_column_changed_by_hand_is_found(world, document):
    row = deeds_of(document)[1]
    hands = (
        {"deed": Deed.CANCEL},
        {"actor": world["khai"]},
        {"actor": None},
        {"at": row.at - timedelta(microseconds=1)},
        {"facts": {**row.facts, "version": 2}},
        {"facts": {}},
        {"token": "another"},
        {"token": None},
        {"previous": "0" * 64},
        {"hash": "f" * 64},
        {"subject_kind": "dossier"},
        {"subject_id": document.pk + 1000},
        {"ordinal": 9},
    )
    for hand in hands:
        with transaction.atomic():
            HistoryEntry.objects.filter(pk=row.pk).update(**hand)
            assert (hand, the_break(document)) == (hand, 2)
            assert list(findings_of_history()) != []
            transaction.set_rollback(True)
    assert the_break(document) is None


def test_an_entry_taken_out_is_found_and_the_last_one_by_the_stage(document):
    deeds = deeds_of(document)
    for place, entry in enumerate(deeds, 1):
        with transaction.atomic():
            HistoryEntry.objects.filter(pk=entry.pk).delete()
            findings = list(findings_of_history())
            last = place == len(deeds)
            assert the_break(document) == (None if last else place)
            assert len(findings) == 1
            transaction.set_rollback(True)


def test_an_entry_put_in_at_the_end_is_found(document):
    last = deeds_of(document)[-1]
    by_hand(
        "INSERT INTO docs_mgmt_historyentry (subject_kind, subject_id, ordinal, deed, actor_id,"
        " at, facts, token, previous, hash) SELECT subject_kind, subject_id, ordinal + 1, deed,"
        " actor_id, at, facts, NULL, hash, %s FROM docs_mgmt_historyentry WHERE id = %s",
        "a" * 64,
        last.pk,
    )
    assert the_break(document) == last.ordinal + 1


def test_the_command_names_the_entry_and_fails(document, capsys):
    call_command("verify", "--only", "history")
    entry = deeds_of(document)[2]
    HistoryEntry.objects.filter(pk=entry.pk).update(facts={"kind": "FORM"})
    with pytest.raises(CommandError, match="history"):
        call_command("verify", "--only", "history")
    assert (
        f"the history of document {document.pk} does not fit at entry 3" in capsys.readouterr().out
    )


def test_a_stage_written_by_hand_is_found_by_the_history(document):
    by_hand("UPDATE docs_mgmt_document SET stage = %s WHERE id = %s", "APPROVED", document.pk)
    assert list(findings_of_history()) == [
        f"document {document.pk} is APPROVED; by its history it is CHECKED"
    ]
