"""The life of a document, from an officer's Word file to the archive, told by the real steps."""

import pytest
from django.core.exceptions import PermissionDenied

from approvals.queries.desk import count_for
from approvals.queries.records import count_waiting
from approvals.steps import (
    cancel_document,
    print_document,
    reopen_document,
    void_number,
)
from approvals.steps.approve import Seen
from docs_mgmt.clock import today
from docs_mgmt.files.qr import read_codes
from docs_mgmt.files.store import path_of
from docs_mgmt.models import PaperCopy, Person
from docs_mgmt.queries.copies import Verdict, copies_needed, copy_by_code
from docs_mgmt.queries.registers import register_seen_by
from docs_mgmt.rules.flow import Obstacle, Stage, StepNotAllowedError
from docs_mgmt.rules.words import EntryState
from office.demo.sheets import picture_of_first_page
from search.jobs.drain import settle
from tests.builders import a_token
from tests.story import FOLDED, TITLE, WORDS, Office


@pytest.fixture
def office(world, as_) -> Office:
    return Office(world, as_)


def the_code_on(copy: PaperCopy) -> str:
    """What a scanner at 300 dots an inch reads on the sheet."""
    with picture_of_first_page(path_of(copy.pdf_sha256)) as picture:
        (text,) = read_codes(picture)
    return text


def test_a_document_from_word_file_to_archive(office):  # noqa: PLR0915 -- one whole story
    # Linh drafts; nobody else knows yet, but for her head.
    office.linh_drafts("kh-phan-loai-rac")
    office.the_worker_reads_and_renders()
    assert office.stands_at(Stage.DRAFTED)
    assert not office.is_seen_by("bach")

    # She asks Bách of another unit. He disagrees; the round is not closed over his head.
    opinion = office.linh_asks("bach")
    assert office.is_seen_by("bach")
    assert count_for(office.world["bach"]) == 1
    office.bach_disagrees(opinion, "Chưa có kinh phí mua thùng cho hộ nghèo.")
    with pytest.raises(StepNotAllowedError) as refused:
        office.linh_closes_the_round()
    assert refused.value.waits_for is Obstacle.UNEXPLAINED_OPINION
    office.linh_explains(opinion, "Đã thêm hộ nghèo, hộ cận nghèo; kinh phí để năm sau.")
    with pytest.raises(StepNotAllowedError) as refused:
        office.linh_submits()
    assert refused.value.waits_for is Obstacle.OPEN_ROUND
    office.linh_closes_the_round()

    # A better text, and on its way: the unit head, the office, the vice-chair.
    office.linh_improves_it("kh-phan-loai-rac-v2", "Theo ý kiến Phòng Văn hóa - Xã hội")
    office.the_worker_reads_and_renders()
    office.linh_submits()
    assert office.waits_for() == "luong"
    office.passes("luong")
    assert office.stands_at(Stage.SUBMITTED)
    assert office.waits_for() == "nhan"
    office.passes("nhan")
    assert office.stands_at(Stage.CHECKED)
    assert office.waits_for() == "vy"

    # Vỹ approves what he saw, and nothing else.
    seen = office.what_is_shown()
    with pytest.raises(StepNotAllowedError) as refused:
        office.vy_approves(Seen("0" * 64, seen.marks.replace("title=", "title=0")))
    assert refused.value.waits_for is Obstacle.TEXT_CHANGED
    approval = office.vy_approves(seen)
    assert approval.digest == seen.digest
    assert approval.version.number == 2

    # It becomes paper: one sheet, which says by its code which sheet it is.
    assert count_waiting(office.world["oanh"]) == 1
    with pytest.raises(PermissionDenied):
        print_document(office.document, actor=office.world["linh"], token=a_token())
    original = office.oanh_prints()
    assert original.holder == office.world["vy"]
    code = the_code_on(original)
    found = copy_by_code(office.world["oanh"], code)
    assert (found.verdict, found.copy) == (Verdict.FOUND, original)
    assert copy_by_code(office.world["oanh"], original.code).copy == original
    assert copy_by_code(office.world["xa.tl"], code).verdict is Verdict.UNKNOWN

    # Ink, then the number, never the other way round.
    with pytest.raises(StepNotAllowedError):
        office.oanh_numbers()
    office.vy_signs_in_ink_and_oanh_records_it()
    entry = office.oanh_numbers()
    assert entry.full == "01/KH-UBND"
    assert entry.date == today()

    # Sealed copies for all who get one and for Linh's own dossier; then out it goes.
    assert copies_needed(office.document) == 4
    assert office.oanh_seals(copies=4) == 5
    assert not office.is_seen_by("diep")
    office.oanh_issues()
    assert office.is_seen_by("diep")
    office.oanh_archives()
    assert office.stands_at(Stage.ARCHIVED)

    # The book has its line.
    (line,) = register_seen_by(office.world["oanh"], office.document.agency, today().year)
    assert (line.full, line.type_and_title, line.signer, line.copies, line.state) == (
        "01/KH-UBND",
        f"Kế hoạch {TITLE}",
        "Tạ Quốc Vỹ",
        3,
        EntryState.TAKEN,
    )
    assert line.sent_on == today()

    # Whoever may see it finds it, with accents and without; the next ward knows nothing of it.
    assert settle()
    mine = (1, (office.document.pk,))
    for question in (WORDS, FOLDED, TITLE, "01/KH-UBND"):
        assert office.finds("linh", question) == mine
        assert office.finds("diep", question) == mine
        assert office.finds("xa.tl", question) == (0, ())
    assert TITLE in office.page_for("diep").h1.get_text()
    assert office.page_for("xa.tl") == 404

    # And the record proves it all.
    assert office.deeds() == [
        "draft",
        "circulate",
        "answer",
        "reply",
        "close_round",
        "add_version",
        "submit",
        "check",
        "check",
        "approve",
        "print",
        "sign",
        "number",
        "seal",
        "issue",
        "archive",
    ]
    assert office.the_record_is_whole()


def test_a_document_that_went_back_and_ended(office):  # noqa: PLR0915 -- one whole story
    office.linh_drafts("kh-phan-loai-rac")
    office.the_worker_reads_and_renders()

    # Linh takes it back herself; then the office sends it back, with the reason for all to see.
    office.linh_submits()
    office.linh_withdraws()
    assert (office.fresh().stage, office.waits_for()) == (Stage.DRAFTED, "")
    office.linh_submits()
    office.passes("luong")
    office.sends_back("nhan", "Thiếu căn cứ pháp lý.")
    assert office.stands_at(Stage.DRAFTED)
    assert "Thiếu căn cứ pháp lý." in office.page_for("linh").get_text()
    assert "Thiếu căn cứ pháp lý." in office.page_for("luong").get_text()

    # Approved and printed, then the text changes: the approval is void and the sheet is spoiled.
    office.linh_submits()
    for username in ("luong", "nhan"):
        office.passes(username)
    first = office.vy_approves()
    sheet = office.oanh_prints()
    reopen_document(
        office.document, reason="Đổi ngày thực hiện.", actor=office.world["vy"], token=a_token()
    )
    first.refresh_from_db()
    sheet.refresh_from_db()
    assert first.void_at is not None
    assert sheet.spoiled_at is not None
    office.linh_improves_it("kh-phan-loai-rac-v2", "Đổi ngày thực hiện")
    office.the_worker_reads_and_renders()

    # Once more; a number given in error stays in the book as void and is never given again.
    office.linh_submits()
    for username in ("luong", "nhan"):
        office.passes(username)
    office.vy_approves()
    office.oanh_prints()
    office.vy_signs_in_ink_and_oanh_records_it()
    office.oanh_numbers()
    void_number(office.document, reason="Nhầm sổ.", actor=office.world["oanh"], token=a_token())
    assert office.stands_at(Stage.SIGNED)
    assert office.oanh_numbers().full == "02/KH-UBND"
    with pytest.raises(StepNotAllowedError):
        cancel(office)  # a live number is voided first
    void_number(
        office.document, reason="Không ban hành nữa.", actor=office.world["oanh"], token=a_token()
    )
    cancel(office)
    assert office.stands_at(Stage.CANCELLED)
    book = register_seen_by(office.world["oanh"], office.document.agency, today().year)
    assert [(line.full, line.state) for line in book] == [
        ("01/KH-UBND", EntryState.VOID),
        ("02/KH-UBND", EntryState.VOID),
    ]
    assert office.the_record_is_whole()


def cancel(office: Office) -> None:
    person: Person = office.world["vy"]
    cancel_document(office.document, reason="Không ban hành nữa.", actor=person, token=a_token())
