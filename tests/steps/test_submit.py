"""Submit: the drafter sends the newest version on its route; withdraw takes it back."""

import pytest

from approvals.models import RouteLeg, Turn
from approvals.queries.turns import open_turn
from docs_mgmt.models import Assignment, Document
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError
from docs_mgmt.rules.particulars import SignatoryFacts
from docs_mgmt.rules.words import Capacity, CheckKind, Role
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.edit_document import edit_document
from docs_mgmt.writes.record_reading import (
    TextFacts,
    record_no_rendition,
    record_refusal,
    record_text,
)
from tests.builders import (
    PARAGRAPHS,
    World,
    a_document,
    a_token,
    a_walk,
    read_quickly,
    some_files,
    some_particulars,
)
from tests.steps.ways import Asking, a_document_at, at, everything

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (
    Stage.DRAFTED,
    Stage.SUBMITTED,
)


def turns(document: Document, lap: int = 1) -> list[tuple[CheckKind, str, bool]]:
    rows = Turn.objects.filter(document=document, lap=lap)
    return [(row.kind, row.holder.username, row.opened_at is not None) for row in rows]


def a_second_version(world: World, document: Document) -> Asking:
    """A draft whose newest version nobody has read yet."""
    linh = world["linh"]
    add_version(document, some_files(linh), note="Sửa số", actor=linh, token=a_token())
    return Asking(world, Step.SUBMIT, document)


def test_the_drafter_submits_and_the_unit_head_is_asked_first(world):
    submit = at(world, Step.SUBMIT, Stage.DRAFTED)
    submit.works()
    assert turns(submit.document) == [
        (CheckKind.CONTENT, "luong", True),
        (CheckKind.FORM, "nhan", False),
        (CheckKind.APPROVAL, "vy", False),
    ]
    assert submit.entry().facts["version"] == 1


def test_leaders_see_it_from_submit_on_and_the_desk_does_not(world):
    document = a_document_at(world, Stage.SUBMITTED)
    readers = [
        name
        for name in ("khai", "vy", "hanh", "oanh", "khoa", "bach", "tue", "dung.tl")
        if documents_seen_by(world[name]).filter(pk=document.pk).exists()
    ]
    assert readers == ["khai", "vy", "hanh"]


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.APPROVED, Stage.CANCELLED])
def test_what_is_no_draft_is_not_submitted(world, stage):
    at(world, Step.SUBMIT, stage).waits()


def test_only_the_drafter_submits(world):
    at(world, Step.SUBMIT, Stage.DRAFTED).is_denied_to("khoa", "luong", "vy", "oanh", "xa.tl")


def test_nothing_is_left_of_a_submission_that_broke_off(world):
    at(world, Step.SUBMIT, Stage.DRAFTED).leaves_nothing_when_it_breaks()


def test_a_double_click_submits_once(world):
    at(world, Step.SUBMIT, Stage.DRAFTED).counts_once()


def test_an_open_round_is_closed_first(world):
    document = a_document_at(world, Stage.DRAFTED)
    Asking(world, Step.CIRCULATE, document).take()
    submit = Asking(world, Step.SUBMIT, document)
    submit.waits(Obstacle.OPEN_ROUND)
    Asking(world, Step.CLOSE_ROUND, document).take()
    submit.works()


def test_a_version_is_read_before_it_is_submitted(world):
    submit = a_second_version(world, a_document_at(world, Stage.DRAFTED))
    submit.waits(Obstacle.BEING_READ)
    version = submit.document.versions.latest("number")
    record_text(version, TextFacts("docx", PARAGRAPHS, [0], 90, has_text=True))
    submit.waits(Obstacle.BEING_READ)  # the PDF is still being made
    record_no_rendition(version, reason="no_office")
    submit.waits(Obstacle.NO_RENDITION)


def test_a_refused_file_stops_at_submit(world):
    submit = a_second_version(world, a_document_at(world, Stage.DRAFTED))
    record_refusal(
        submit.document.versions.latest("number"), reason="password", facts={}, kind="docx"
    )
    submit.waits(Obstacle.REFUSED_FILE)


def test_signer_and_recipients_are_named_before_it_is_submitted(world):
    document = a_document_at(world, Stage.DRAFTED)
    for facts, obstacle in (
        ({"signatories": ()}, Obstacle.NO_SIGNATORY),
        ({"recipients": ()}, Obstacle.NO_RECIPIENT),
    ):
        edit_document(
            document, some_particulars(world, **facts), actor=world["linh"], token=a_token()
        )
        Asking(world, Step.SUBMIT, document).waits(obstacle)


def test_a_turn_that_falls_to_the_drafter_passes_to_the_next_superior(world):
    """Trưởng phòng Lượng drafts himself; the signer is the last of the superiors to be asked."""
    document = a_document(world, drafter="luong", at=Stage.SUBMITTED)
    assert turns(document) == [
        (CheckKind.CONTENT, "khai", True),
        (CheckKind.FORM, "nhan", False),
        (CheckKind.APPROVAL, "vy", False),
    ]


def test_the_form_checker_does_not_check_the_own_draft(world):
    document = a_document(world, drafter="nhan", unit="VP", at=Stage.SUBMITTED)
    assert [holder for _, holder, _ in turns(document)] == ["khai", "khai", "vy"]


def test_a_leg_that_names_the_drafter_falls_back_to_the_role(world):
    RouteLeg.objects.filter(route__agency=world.hoa_minh, kind=CheckKind.CONTENT).update(
        person=world["linh"], role=None
    )
    assert turns(a_document(world, at=Stage.SUBMITTED))[0] == (CheckKind.CONTENT, "luong", True)
    other = a_document(world, drafter="khoa", at=Stage.SUBMITTED)
    assert turns(other)[0] == (CheckKind.CONTENT, "linh", True)


def test_where_nobody_is_left_the_refusal_says_whom_to_name(world):
    """In the second ward the chairman is the only leader: his post ends, and nobody signs."""
    chairman = (SignatoryFacts(world["dung.tl"].pk, Capacity.HEAD),)
    walk = a_walk(world, drafter="xa.tl", recipients=(), signatories=chairman)
    walk.facts = type(walk.facts)(
        some_particulars(world, signatories=chairman, recipients=some_outside()),
        world["xa.tl"],
        world.unit("KTHTĐT", world.tan_lap),
        walk.facts.file,
        walk.facts.name,
        walk.facts.pdf,
    )
    walk.draft()
    submit = Asking(world, Step.SUBMIT, walk.document, by="xa.tl")
    Assignment.objects.filter(person__username__in=["binh.tl", "cuong.tl", "dung.tl"]).update(
        ends="2024-01-01"
    )
    assert len(submit.waits(Obstacle.NO_ROUTE).names) == 2
    world.tan_lap.routes.all().delete()
    submit.waits(Obstacle.NO_ROUTE, names=())


def some_outside():
    from docs_mgmt.rules.particulars import RecipientFacts

    return (RecipientFacts("UBND thành phố"),)


def test_the_most_particular_route_is_taken(world):
    from approvals.models import Route

    route = Route.objects.create(
        agency=world.hoa_minh, unit=world.unit("KTHTĐT"), name="Phòng Kinh tế"
    )
    RouteLeg.objects.create(route=route, order=1, kind=CheckKind.FORM, role=Role.FORM_CHECKER)
    RouteLeg.objects.create(route=route, order=2, kind=CheckKind.APPROVAL)
    document = a_document(world, at=Stage.SUBMITTED)
    assert [(kind, who) for kind, who, _ in turns(document)] == [
        (CheckKind.FORM, "nhan"),
        (CheckKind.APPROVAL, "vy"),
    ]


def test_text_and_particulars_are_frozen_from_submit_on(world):
    document = a_document_at(world, Stage.SUBMITTED)
    linh = world["linh"]
    files = some_files(linh)
    before = everything()
    with pytest.raises(StepNotAllowedError):
        add_version(document, files, note="", actor=linh, token=a_token())
    with pytest.raises(StepNotAllowedError):
        edit_document(document, some_particulars(world), actor=linh, token=a_token())
    assert everything() == before


# --- withdraw


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.CHECKED])
def test_the_drafter_takes_it_back_and_the_open_turns_close_unanswered(world, stage):
    withdraw = at(world, Step.WITHDRAW, stage)
    answered = Turn.objects.filter(document=withdraw.document, decision__isnull=False).count()
    withdraw.works()
    rows = Turn.objects.filter(document=withdraw.document)
    assert open_turn(withdraw.document) is None
    assert rows.filter(closed_at__isnull=True).count() == 0
    assert rows.filter(decision__isnull=False).count() == answered


@pytest.mark.parametrize("stage", [Stage.DRAFTED, Stage.APPROVED])
def test_what_is_not_on_its_way_is_not_withdrawn(world, stage):
    at(world, Step.WITHDRAW, stage).waits()


def test_only_the_drafter_withdraws(world):
    at(world, Step.WITHDRAW, Stage.SUBMITTED).is_denied_to("luong", "vy", "khoa", "oanh", "xa.tl")


def test_nothing_is_left_of_a_withdrawal_that_broke_off(world):
    at(world, Step.WITHDRAW, Stage.SUBMITTED).leaves_nothing_when_it_breaks()


def test_a_double_click_withdraws_once(world):
    at(world, Step.WITHDRAW, Stage.SUBMITTED).counts_once()


def test_after_a_withdrawal_every_turn_is_asked_again_on_the_new_version(world):
    document = a_document(world, at=Stage.CHECKED)
    Asking(world, Step.WITHDRAW, document).take()
    submit = a_second_version(world, document)
    read_quickly(document.versions.latest("number"))
    submit.works()
    assert turns(document, lap=2) == [
        (CheckKind.CONTENT, "luong", True),
        (CheckKind.FORM, "nhan", False),
        (CheckKind.APPROVAL, "vy", False),
    ]
    assert set(Turn.objects.filter(document=document, lap=2).values_list("version__number")) == {
        (2,)
    }
