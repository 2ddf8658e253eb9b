"""Approve: the signer approves exactly what was shown; reopen makes the approval void."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from approvals.models import ApprovalRecord
from approvals.queries.shown import shown_of
from approvals.steps import approve_document, reopen_document
from approvals.steps.approve import Seen, record_words
from docs_mgmt.files.keys import verify_record
from docs_mgmt.files.store import path_of, put
from docs_mgmt.models import Attachment, Document, PaperCopy, Rendition, Version
from docs_mgmt.queries.documents import documents_seen_by, newest_version
from docs_mgmt.rules.chain import canonical, moment
from docs_mgmt.rules.digest import PARTS
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError
from docs_mgmt.rules.words import CheckKind
from docs_mgmt.writes.add_version import add_version
from tests.builders import PDF, World, a_token, a_walk, read_quickly, some_files
from tests.steps.ways import REASON, Asking, a_document_at, at, everything

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (
    Stage.CHECKED,
    Stage.APPROVED,
    Stage.PRINTED,
)


def seen_of(document: Document) -> Seen:
    """What the page would carry now."""
    fresh = Document.objects.get(pk=document.pk)
    shown = shown_of(fresh, newest_version(fresh))
    return Seen(shown.digest, shown.marks)


def refused(world: World, document: Document, seen: Seen, obstacle: Obstacle) -> tuple[str, ...]:
    """The names that the refusal gives; nothing has changed by it."""
    before = everything()
    with pytest.raises(StepNotAllowedError) as answer:
        approve_document(document, seen, actor=world["vy"], token=a_token())
    assert answer.value.waits_for is obstacle
    assert everything() == before
    return answer.value.names


def test_the_signer_approves_what_is_shown(world):
    approve = at(world, Step.APPROVE, Stage.CHECKED)
    seen = seen_of(approve.document)
    record = approve.works()
    assert (record.digest, record.approver) == (seen.digest, world["vy"])
    assert record.version.number == 1
    assert set(record.shown) == set(PARTS)
    assert approve.entry().facts["digest"] == seen.digest
    words = record_words(
        approve.document.pk, 1, seen.digest, world["vy"].pk, moment(record.approved_at)
    )
    assert verify_record(canonical(words).encode(), bytes.fromhex(record.signature))
    readers = [
        name
        for name in ("oanh", "khai", "khoa", "tue", "em.tl")
        if documents_seen_by(world[name]).filter(pk=approve.document.pk).exists()
    ]
    assert readers == ["oanh", "khai"]


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.PRINTED])
def test_what_is_approved_is_not_approved_again(world, stage):
    at(world, Step.APPROVE, stage).waits()


def test_who_holds_no_turn_of_approval_does_not_approve(world):
    at(world, Step.APPROVE, Stage.CHECKED).is_denied_to(
        "linh", "luong", "nhan", "hanh", "khai", "oanh", "quantri", "dung.tl"
    )


def test_nothing_is_left_of_an_approval_that_broke_off(world):
    at(world, Step.APPROVE, Stage.CHECKED).leaves_nothing_when_it_breaks()


def test_a_double_click_approves_once(world):
    at(world, Step.APPROVE, Stage.CHECKED).counts_once()


def test_nobody_approves_the_own_draft_not_even_with_a_turn(world):
    """The drafter named as signer by a hand behind the steps' back has the turn, and may not."""
    document = a_document_at(world, Stage.CHECKED)
    document.turns.filter(kind=CheckKind.APPROVAL).update(holder=world["linh"])
    with pytest.raises(PermissionDenied):
        approve_document(document, seen_of(document), actor=world["linh"], token=a_token())


def change_file(document: Document) -> None:
    Version.objects.filter(document=document).update(sha256=put([b"another text"]).sha256)


def change_rendition(document: Document) -> None:
    other = put([PDF.read_bytes(), b"\n%% another\n"]).sha256
    Rendition.objects.filter(version__document=document).update(sha256=other)


def change_attachment(document: Document) -> None:
    stored = put([b"annex"])
    Attachment.objects.create(
        version=newest_version(document), order=1, sha256=stored.sha256, name="a.docx", size=5
    )


def change_title(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(title="Chỉnh trang hai tuyến đường")


def change_recipient(document: Document) -> None:
    document.recipients.filter(order=1).update(words="UBND tỉnh")


def change_copies(document: Document) -> None:
    document.recipients.filter(order=2).update(copies=20)


def change_signer(document: Document) -> None:
    document.signatories.update(block="CHỦ TỊCH")


def change_urgency(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(urgency="EXPRESS")


def change_path(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(path="MIXED")


def change_authority(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(authority="HEAD")


SWAPS = (
    (change_file, ("file",)),
    (change_rendition, ("rendition",)),
    (change_attachment, ("attachments",)),
    (change_title, ("title",)),
    (change_recipient, ("recipients",)),
    (change_copies, ("recipients",)),
    (change_signer, ("signatories",)),
    (change_urgency, ("urgency",)),
    (change_path, ("path",)),
    (change_authority, ("authority",)),
)


def test_whatever_is_swapped_between_page_and_post_is_named(world):
    """No step lets this happen; a hand behind the steps' back does it here, one part at a time."""
    from django.db import transaction

    document = a_document_at(world, Stage.CHECKED)
    seen = seen_of(document)
    for swap, names in SWAPS:
        with transaction.atomic():
            swap(document)
            assert refused(world, document, seen, Obstacle.TEXT_CHANGED) == names
            transaction.set_rollback(True)
    approve_document(document, seen, actor=world["vy"], token=a_token())


def test_several_changes_are_all_named(world):
    document = a_document_at(world, Stage.CHECKED)
    seen = seen_of(document)
    change_title(document)
    change_file(document)
    assert refused(world, document, seen, Obstacle.TEXT_CHANGED) == ("file", "title")


def test_a_forged_digest_is_refused_and_without_marks_everything_is_named(world):
    document = a_document_at(world, Stage.CHECKED)
    assert refused(world, document, Seen("0" * 64), Obstacle.TEXT_CHANGED) == PARTS
    marks = seen_of(document).marks
    assert refused(world, document, Seen("", marks), Obstacle.TEXT_CHANGED) == ()


@pytest.mark.parametrize("harm", ["damage", "loss"])
def test_a_file_damaged_on_the_disk_is_not_approved(world, harm):
    document = a_document_at(world, Stage.CHECKED)
    version = newest_version(document)
    seen = seen_of(document)
    for sha256 in (version.sha256, version.rendition.sha256):
        path = path_of(sha256)
        kept = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(b"x" + kept[1:]) if harm == "damage" else path.unlink()
        refused(world, document, seen, Obstacle.FILE_DAMAGED)
        path.unlink(missing_ok=True)
        path.write_bytes(kept)
    approve_document(document, seen, actor=world["vy"], token=a_token())


def test_a_damaged_attachment_is_not_approved(world):
    document = a_document_at(world, Stage.CHECKED)
    change_attachment(document)
    seen = seen_of(document)
    path_of(Attachment.objects.get().sha256).unlink()
    refused(world, document, seen, Obstacle.FILE_DAMAGED)


# --- reopen


@pytest.mark.parametrize(
    ("stage", "by"), [(Stage.APPROVED, "vy"), (Stage.PRINTED, "oanh"), (Stage.SIGNED, "vy")]
)
def test_reopening_voids_the_approval_and_spoils_the_paper(world, stage, by):
    reopen = at(world, Step.REOPEN, stage, by=by)
    sheets = PaperCopy.objects.filter(document=reopen.document).count()
    reopen.works()
    record = ApprovalRecord.objects.get(document=reopen.document)
    assert (record.void_why, record.void_at is not None) == (REASON, True)
    spoiled = PaperCopy.objects.filter(document=reopen.document, spoiled_at__isnull=False)
    assert [copy.spoiled_why for copy in spoiled] == [REASON] * sheets
    assert set(reopen.document.signatories.values_list("signed_at", "signed_how")) == {(None, "")}
    assert reopen.document.turns.filter(decision__isnull=False).count() == 3  # they are kept
    assert reopen.entry().facts["reason"] == REASON


@pytest.mark.parametrize("stage", [Stage.CHECKED, Stage.NUMBERED, Stage.SEALED, Stage.ISSUED])
def test_what_is_not_approved_yet_or_has_its_number_is_not_reopened(world, stage):
    at(world, Step.REOPEN, stage).waits()


def test_only_signer_and_desk_reopen(world):
    at(world, Step.REOPEN, Stage.APPROVED).is_denied_to("linh", "luong", "nhan", "khai", "em.tl")


def test_nothing_is_left_of_a_reopening_that_broke_off(world):
    at(world, Step.REOPEN, Stage.PRINTED).leaves_nothing_when_it_breaks()


def test_a_double_click_reopens_once(world):
    at(world, Step.REOPEN, Stage.APPROVED).counts_once()


def test_reopening_wants_a_reason(world):
    document = a_document_at(world, Stage.APPROVED)
    with pytest.raises(ValidationError):
        reopen_document(document, reason=" ", actor=world["vy"], token=a_token())


def test_a_reopened_document_is_approved_and_printed_anew(world):
    walk = a_walk(world)
    document = walk.to(Stage.SIGNED)
    Asking(world, Step.REOPEN, document).take()
    linh = world["linh"]
    version = add_version(document, some_files(linh), note="Sửa", actor=linh, token=a_token())
    read_quickly(version)
    walk.to(Stage.PRINTED)
    records = ApprovalRecord.objects.filter(document=document).order_by("pk")
    assert [(row.version.number, row.void_at is None) for row in records] == [
        (1, False),
        (2, True),
    ]
    sheets = PaperCopy.objects.filter(document=document).order_by("pk")
    assert [(row.version.number, row.spoiled_at is None) for row in sheets] == [
        (1, False),
        (2, True),
    ]
    assert document.signatories.get().signed_at is None


def test_the_old_page_of_a_reopened_document_approves_nothing(world):
    walk = a_walk(world)
    document = walk.to(Stage.CHECKED)
    old = seen_of(document)
    walk.approve()
    Asking(world, Step.REOPEN, document).take()
    linh = world["linh"]
    version = add_version(
        document, some_files(linh, path=PDF), note="Sửa", actor=linh, token=a_token()
    )
    read_quickly(version)
    walk.to(Stage.CHECKED)
    assert refused(world, document, old, Obstacle.TEXT_CHANGED) == ("file",)
