"""Draft: an officer puts the first version of a text in."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django_q.models import OrmQ

from approvals.steps import draft_document
from docs_mgmt.models import Document, HistoryEntry
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.rules.flow import Path, Stage, Step
from docs_mgmt.rules.particulars import RecipientFacts, SignatoryFacts
from docs_mgmt.rules.words import AttachmentKind, Authority, Capacity, ReadingState
from docs_mgmt.writes._frame import AlreadyDoneError
from docs_mgmt.writes._versions import NewFiles
from tests.builders import PDF, World, a_token, some_files, some_particulars
from tests.steps.ways import Asking, at, everything


def a_new_one(world: World, unit: str = "KTHTĐT") -> Document:
    return Document(agency=world.hoa_minh, unit=world.unit(unit))


def drafted(world: World, *, by: str = "linh", token: str = "", **facts: object) -> Document:
    return draft_document(
        a_new_one(world),
        some_particulars(world, **facts),
        some_files(world[by]),
        actor=world[by],
        token=token or a_token(),
    )


def test_an_officer_drafts_a_document_from_a_file(world):
    waiting = OrmQ.objects.count()
    draft = Asking(world, Step.DRAFT, a_new_one(world))
    document = draft.works()
    version = document.versions.get()
    assert (document.stage, document.drafter) == (Stage.DRAFTED, world["linh"])
    assert (version.number, version.author) == (1, world["linh"])
    assert version.text.state is ReadingState.WAITING
    assert OrmQ.objects.count() == waiting + 1  # the worker reads it
    assert draft.entry().facts == {
        "from": None,
        "to": "DRAFTED",
        "version": 1,
        "sha256": version.sha256,
        "title": document.title,
    }
    assert [row.block for row in document.signatories.all()] == [
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    ]
    assert [(row.words, row.copies) for row in document.recipients.all()] == [
        ("UBND thành phố", 1),
        ("Phòng Văn hóa - Xã hội", 2),
    ]


def test_a_draft_is_seen_by_its_drafter_and_the_unit_head_alone(world):
    document = drafted(world)
    readers = [
        name
        for name in ("linh", "luong", "khoa", "hanhvh", "vy", "khai", "oanh", "tue", "xa.tl")
        if documents_seen_by(world[name]).filter(pk=document.pk).exists()
    ]
    assert readers == ["linh", "luong"]


def test_attachments_stand_with_the_version(world):
    main, annex = some_files(world["linh"]).main, some_files(world["linh"], path=PDF).main
    files = NewFiles(main, attachments=[(annex, AttachmentKind.ANNEX_IN_FILE)])
    document = draft_document(
        a_new_one(world), some_particulars(world), files, actor=world["linh"], token=a_token()
    )
    attachments = document.versions.get().attachments.all()
    assert [(row.order, row.name, row.sha256) for row in attachments] == [
        (1, annex.name, annex.sha256)
    ]


def test_what_is_drafted_is_not_drafted_again(world):
    at(world, Step.DRAFT, Stage.DRAFTED).waits()


def test_who_is_no_officer_of_the_agency_drafts_nothing(world):
    Asking(world, Step.DRAFT, a_new_one(world)).is_denied_to(
        "oanh", "khai", "tue", "quantri", "xa.tl"
    )


def test_nothing_is_left_of_a_draft_that_broke_off(world):
    Asking(world, Step.DRAFT, a_new_one(world)).leaves_nothing_when_it_breaks()


def test_a_double_click_drafts_once(world):
    token = a_token()
    first = drafted(world, token=token)
    before = everything()
    with pytest.raises(AlreadyDoneError) as second:
        drafted(world, token=token)
    assert (second.value.entry.deed, second.value.entry.subject_id) == (Step.DRAFT, first.pk)
    with pytest.raises(PermissionDenied):
        drafted(world, by="oanh", token=token)
    assert everything() == before


def test_the_token_of_one_person_is_nothing_to_another(world):
    token = a_token()
    first, second = drafted(world, token=token), drafted(world, by="khoa", token=token)
    assert first.pk != second.pk
    assert HistoryEntry.objects.filter(subject_kind="document", deed=Step.DRAFT).count() == 2


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("title", {"title": "   "}),
        ("title", {"title": "x" * 501}),
        ("type", {"type_key": "XX"}),
        ("path", {"path": Path.ELECTRONIC}),
    ],
)
def test_what_is_typed_wrong_is_named_and_nothing_is_kept(world, field, facts):
    before = everything()
    with pytest.raises(ValidationError) as refused:
        drafted(world, **facts)
    assert list(refused.value.error_dict) == [field]
    assert everything() == before


def test_who_cannot_sign_in_that_capacity_is_refused_and_nothing_is_kept(world):
    wrong = (
        SignatoryFacts(world["vy"].pk, Capacity.HEAD),  # a deputy
        SignatoryFacts(world["bach"].pk, Capacity.DEPUTY),  # an officer
        SignatoryFacts(world["dung.tl"].pk, Capacity.HEAD),  # of another ward
    )
    before = everything()
    for signatory in wrong:
        with pytest.raises(ValidationError) as refused:
            drafted(world, signatories=(signatory,))
        assert list(refused.value.error_dict) == ["signer"]
    assert everything() == before


def test_the_drafter_does_not_sign_the_own_draft(world):
    with pytest.raises(ValidationError):
        drafted(
            world, by="nhan", signatories=(SignatoryFacts(world["nhan"].pk, Capacity.BY_ORDER),)
        )


def test_recipients_inside_are_of_this_agency_and_copies_are_counted(world):
    elsewhere = world.unit("VP", world.tan_lap)
    wrong = (
        RecipientFacts(elsewhere.name, unit=elsewhere.pk),
        RecipientFacts("Bà Xa", person=world["xa.tl"].pk),
        RecipientFacts("UBND thành phố", copies=0),
        RecipientFacts("UBND thành phố", copies=1000),
    )
    before = everything()
    for recipient in wrong:
        with pytest.raises(ValidationError) as refused:
            drafted(world, recipients=(recipient,))
        assert list(refused.value.error_dict) == ["recipients"]
    assert everything() == before


def test_the_block_follows_from_capacity_and_authority(world):
    head = (SignatoryFacts(world["khai"].pk, Capacity.HEAD),)
    own = drafted(world, authority=Authority.HEAD, signatories=head)
    order = drafted(world, signatories=(SignatoryFacts(world["nhan"].pk, Capacity.BY_ORDER),))
    assert [row.block for row in own.signatories.all()] == ["CHỦ TỊCH"]
    assert [row.block for row in order.signatories.all()] == ["TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"]
