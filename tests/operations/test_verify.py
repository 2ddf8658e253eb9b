"""One command finds what a hand behind the system's back has changed."""

import pytest

RETELL = """
from docs_mgmt.models import HistoryEntry
HistoryEntry.objects.filter(subject_kind="agency", ordinal=1).update(facts={"name": "UBND khác"})
"""
FORGET = """
from docs_mgmt.models import HistoryEntry
HistoryEntry.objects.filter(subject_kind="agency", ordinal=1).delete()
"""


def test_all_fits_in_an_untouched_installation(filled):
    said = filled.manage("verify")
    assert [line for line in said.splitlines() if "all fits" not in line] == []


def test_a_changed_file_is_found(restored, filled):
    restored.path_of(filled.sha256).write_bytes(b"Qu\xc3\xbd J")
    assert f"{filled.sha256} is damaged" in restored.manage("verify", code=1)


def test_a_lost_file_is_found(restored, filled):
    restored.path_of(filled.sha256).unlink()
    assert f"{filled.sha256} is missing" in restored.manage("verify", code=1)


@pytest.mark.parametrize("hand", [RETELL, FORGET])
def test_a_changed_history_is_found(restored, hand):
    restored.python(hand)
    said = restored.manage("verify", "--only", "history", code=1)
    assert "the history of agency 1 does not fit at entry 1" in said
