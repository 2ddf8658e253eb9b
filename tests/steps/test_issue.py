"""Issue: the desk sends the sealed copies out; internal recipients see the document now."""

import pytest
from django.core.exceptions import ValidationError

from approvals.steps import issue_document
from docs_mgmt.clock import today
from docs_mgmt.models import Grant, Recipient
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.queries.registers import entry_of
from docs_mgmt.rules.flow import Stage, Standing, Step
from docs_mgmt.rules.particulars import RecipientFacts
from docs_mgmt.rules.words import Way, Why
from tests.builders import a_document, a_token
from tests.steps.ways import Asking, a_document_at, at, everything, usual_ways

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (Stage.SEALED,)


def test_the_clerk_issues_and_only_recipients_inside_see_it(world):
    issue = at(world, Step.ISSUE, Stage.SEALED)
    inside = ("hanhvh", "bach", "diep")  # of the unit that receives it
    outside = ("khoa", "chi", "tran", "tue", "quantri", "xa.tl", "dung.tl")

    def readers() -> list[str]:
        return [
            name
            for name in (*inside, *outside)
            if documents_seen_by(world[name]).filter(pk=issue.document.pk).exists()
        ]

    assert readers() == []
    dispatches = issue.works()
    assert readers() == list(inside)
    assert [(row.recipient.words, row.way, row.copies) for row in dispatches] == [
        ("UBND thành phố", Way.POST, 1),
        ("Phòng Văn hóa - Xã hội", Way.INTERNAL, 2),
    ]
    assert Grant.objects.filter(document=issue.document, why=Why.RECIPIENT).count() == 1
    assert issue.document.standing is Standing.IN_FORCE
    assert entry_of(issue.document).sent_on == today()


def test_a_person_inside_sees_what_was_sent_to_them(world):
    recipients = (RecipientFacts("Bà Trân", person=world["tran"].pk),)
    document = a_document(world, at=Stage.ISSUED, recipients=recipients)
    assert list(documents_seen_by(world["tran"])) == [document]


def test_what_goes_on_paper_inside_is_seen_too(world):
    document = a_document_at(world, Stage.SEALED)
    ways = dict.fromkeys(document.recipients.values_list("pk", flat=True), Way.HAND)
    issue_document(document, ways, actor=world["oanh"], token=a_token())
    assert documents_seen_by(world["bach"]).filter(pk=document.pk).exists()


@pytest.mark.parametrize("stage", [Stage.SIGNED, Stage.NUMBERED, Stage.ISSUED, Stage.ARCHIVED])
def test_what_is_not_sealed_is_not_issued(world, stage):
    at(world, Step.ISSUE, stage).waits()


def test_only_the_clerk_issues(world):
    at(world, Step.ISSUE, Stage.SEALED).is_denied_to("linh", "vy", "khai", "tue", "em.tl")


def test_nothing_is_left_of_an_issue_that_broke_off(world):
    at(world, Step.ISSUE, Stage.SEALED).leaves_nothing_when_it_breaks()


def test_a_double_click_issues_once(world):
    at(world, Step.ISSUE, Stage.SEALED).counts_once()


def test_every_recipient_has_a_way_and_nothing_travels_inside_to_who_is_outside(world):
    document = a_document_at(world, Stage.SEALED)
    right = usual_ways(document)
    outside = Recipient.objects.get(document=document, order=1).pk
    without = {pk: way for pk, way in right.items() if pk != outside}
    before = everything()
    for ways in ({}, without, {**right, outside: Way.INTERNAL}):
        with pytest.raises(ValidationError) as refused:
            issue_document(document, ways, actor=world["oanh"], token=a_token())
        assert list(refused.value.error_dict) == ["ways"]
    assert everything() == before


def test_one_way_alone_may_be_chosen_for_each(world):
    issue = at(world, Step.ISSUE, Stage.SEALED)
    document = issue.document
    ways = {**usual_ways(document), document.recipients.get(order=1).pk: Way.EMAIL}
    issue_document(document, ways, actor=world["oanh"], token=a_token())
    assert Asking(world, Step.ISSUE, document).entry().facts["ways"] == {
        str(pk): str(way) for pk, way in ways.items()
    }
