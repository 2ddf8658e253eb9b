"""What exactly is approved: any part that differs changes the digest and is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docs_mgmt.rules.digest import PARTS, changed_parts, digest_of, marks_of

SHOWN = {
    "file": "a" * 64,
    "rendition": "b" * 64,
    "attachments": [[1, "SEPARATE_FILE", "pl1.docx", "c" * 64]],
    "type": "QĐ",
    "title": "Về việc thành lập tổ công tác",
    "authority": "COLLECTIVE",
    "signatories": [[1, 12, "DEPUTY", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"]],
    "recipients": [[1, "Như Điều 3", None, None, None, 1]],
    "urgency": "NORMAL",
    "path": "PAPER",
}


def test_the_parts_are_those_that_were_agreed():
    assert set(PARTS) == set(SHOWN)


@pytest.mark.parametrize("part", PARTS)
def test_any_part_that_differs_changes_the_digest_and_is_named(part):
    changed = {**SHOWN, part: "another"}
    assert digest_of(changed) != digest_of(SHOWN)
    assert changed_parts(marks_of(SHOWN), changed) == (part,)


def test_the_same_is_the_same_after_a_reload_and_what_is_not_covered_does_not_matter():
    shuffled = {"seen_at": "today", **dict(reversed(SHOWN.items()))}
    assert digest_of(shuffled) == digest_of(SHOWN)
    assert changed_parts(marks_of(SHOWN), shuffled) == ()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_missing_is_no_digest(part):
    with pytest.raises(KeyError):
        digest_of({name: value for name, value in SHOWN.items() if name != part})


@pytest.mark.parametrize("marks", ["", "nonsense", "file", "file=,rendition="])
def test_forged_or_lost_marks_name_everything(marks):
    assert changed_parts(marks, SHOWN) == PARTS


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_two_titles_share_a_digest_only_if_they_are_one(first, second):
    digests = {digest_of({**SHOWN, "title": title}) for title in (first, second)}
    assert len(digests) == len({first, second})
