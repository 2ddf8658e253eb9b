"""Whose post has ended keeps the sight of the own work, and does nothing any more."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from approvals.steps import approve_document, check_document, submit_document
from approvals.steps.approve import Seen
from docs_mgmt.clock import today
from docs_mgmt.models import Assignment, Person
from docs_mgmt.rules.flow import Stage
from docs_mgmt.writes.comment import open_thread
from docs_mgmt.writes.edit_document import edit_document
from tests.builders import a_document, a_token, some_particulars


def _leaves(person: Person) -> Person:
    Assignment.objects.filter(person=person).update(ends=today() - timedelta(days=1))
    return person


def test_a_drafter_who_has_left_still_reads_and_no_longer_writes(world, as_):
    document, linh = a_document(world), _leaves(world["linh"])
    assert as_("linh").get(f"/documents/{document.pk}/").status_code == 200
    version = document.versions.get()
    with pytest.raises(PermissionDenied):
        submit_document(document, actor=linh, token=a_token())
    with pytest.raises(PermissionDenied):
        edit_document(document, some_particulars(world), actor=linh, token=a_token())
    with pytest.raises(PermissionDenied):
        open_thread(document, version, text="Xin hỏi", page=None, actor=linh, token=a_token())


def test_a_unit_head_who_has_left_checks_no_more(world):
    document = a_document(world, at=Stage.SUBMITTED)
    holder = document.turns.get(opened_at__isnull=False, closed_at__isnull=True).holder
    with pytest.raises(PermissionDenied):
        check_document(document, actor=_leaves(holder), token=a_token())


def test_a_leader_who_has_left_approves_no_more(world):
    document = a_document(world, at=Stage.CHECKED)
    with pytest.raises(PermissionDenied):
        approve_document(document, Seen("0" * 64), actor=_leaves(world["vy"]), token=a_token())
