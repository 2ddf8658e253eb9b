"""Words that nobody can see are no words; marks that turn a line around do not enter the record."""

import pytest
from django.core.exceptions import ValidationError

from approvals.steps import cancel_document, draft_document
from docs_mgmt.models import Comment, Document
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.recipient_lines import lines_of
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.comment import open_thread
from tests.builders import a_document, a_token, some_files, some_particulars

NOTHING = "\u200b\u2060 \ufeff\u2066\u202e"


def _draft(world, title: str) -> Document:
    return draft_document(
        Document(agency=world.hoa_minh, unit=world.unit("KTHTĐT")),
        some_particulars(world, title=title),
        some_files(world["linh"]),
        actor=world["linh"],
        token=a_token(),
    )


def test_a_title_that_nobody_can_see_is_missing(world):
    with pytest.raises(ValidationError, match="title"):
        _draft(world, NOTHING)


def test_a_title_keeps_its_words_and_loses_the_marks_that_turn_it_around(world):
    assert _draft(world, "\u202eKế hoạch\u2069\x07 năm 2026").title == "Kế hoạch năm 2026"


def test_a_comment_a_reason_and_a_note_that_nobody_can_see_are_refused(world):
    document, linh = a_document(world), world["linh"]
    version = document.versions.get()
    with pytest.raises(ValidationError):
        open_thread(document, version, text=NOTHING, page=None, actor=linh, token=a_token())
    with pytest.raises(ValidationError):
        cancel_document(document, reason=NOTHING, actor=linh, token=a_token())
    with pytest.raises(ValidationError):
        add_version(document, some_files(linh), note=NOTHING, actor=linh, token=a_token())
    document.refresh_from_db()
    assert (document.stage, document.versions.count()) == (Stage.DRAFTED, 1)
    assert not Comment.objects.exists()


def test_a_recipient_that_nobody_can_see_is_no_line():
    assert [line.words for line in lines_of(f"{NOTHING}\n\u202eSở Y tế")] == ["Sở Y tế"]
