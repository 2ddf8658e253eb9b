"""The page of a document: who sees which part of it, what it says, and its conversation."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from approvals.queries.offers import offers
from approvals.queries.rounds import opinions_of
from approvals.queries.times import ask
from approvals.steps import check_document, circulate_document, send_back_document, submit_document
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion
from docs_mgmt.clock import today
from docs_mgmt.models import Access, Comment, HistoryEntry, PagePicture, Thread
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.words import Answer
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.comment import open_thread
from docs_mgmt.writes.record_reading import (
    TextFacts,
    record_no_rendition,
    record_refusal,
    record_text,
)
from tests.builders import a_document, a_token, a_walk, read_quickly, some_files

pytestmark = pytest.mark.django_db


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def page_of(client, document, query: str = "") -> BeautifulSoup:
    answer = client.get(f"/documents/{document.pk}/{query}")
    assert answer.status_code == 200
    return soup(answer)


def an_unread_version(world, document):
    files = some_files(world["linh"])
    return add_version(document, files, note="Sửa", actor=world["linh"], token=a_token())


def a_question(world, document, *, text="Đề nghị ghi rõ nguồn chi.", by="luong", page=None):
    version = document.versions.latest("number")
    return open_thread(document, version, text=text, page=page, actor=world[by], token=a_token())


def steps_offered(world, name, document) -> list[tuple[Step, bool]]:
    document.refresh_from_db()
    return [(offer.step, offer.is_primary) for offer in offers(world[name], document)]


@pytest.mark.parametrize("name", ["khoa", "bach", "vy", "oanh", "tue", "an.tl"])
def test_a_draft_is_not_there_for_a_stranger(world, as_, name):
    document = a_document(world)
    for rest in ("", "why/", "?version=1"):
        assert as_(name).get(f"/documents/{document.pk}/{rest}").status_code == 404


def test_the_page_shows_the_title_its_pages_and_its_words(world, as_):
    document = a_document(world)
    page = page_of(as_("linh"), document)
    assert page.h1.text == document.title
    picture = page.select_one("#page-1 img")
    named, _, content = picture["src"].partition("?")
    assert named == f"/documents/{document.pk}/versions/1/pages/1.png"
    # A browser keeps it for an hour: another picture of this page has another address.
    kept = PagePicture.objects.get(rendition__version__document=document)
    assert content == kept.sha256[:12]
    assert (picture["width"], picture["height"]) == ("1240", "1754")
    assert picture["alt"]
    assert "Bàu Sen" in page.select_one("#page-1 .a4").text


@pytest.mark.parametrize(
    ("view", "pictures", "words"), [("?view=pages", 1, 0), ("?view=text", 0, 1), ("", 1, 1)]
)
def test_the_reader_chooses_pages_or_words(world, as_, view, pictures, words):
    page = page_of(as_("linh"), a_document(world), view)
    assert len(page.select("#page-1 img")) == pictures
    assert len(page.select("#page-1 .a4")) == words


def test_the_drafter_of_a_ready_draft_may_submit_it(world):
    document = a_document(world)
    assert steps_offered(world, "linh", document) == [
        (Step.SUBMIT, True),
        (Step.CIRCULATE, False),
        (Step.CANCEL, False),
    ]
    assert steps_offered(world, "luong", document) == []


def test_only_the_holder_of_the_turn_is_offered_the_check(world):
    document = a_document(world, at=Stage.SUBMITTED)
    assert steps_offered(world, "luong", document) == [(Step.CHECK, True), (Step.SEND_BACK, False)]
    assert steps_offered(world, "nhan", document) == []
    check_document(document, actor=world["luong"], token=a_token())
    assert steps_offered(world, "luong", document) == []
    assert steps_offered(world, "nhan", document) == [(Step.CHECK, True), (Step.SEND_BACK, False)]


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        (Stage.APPROVED, Step.PRINT),
        (Stage.PRINTED, Step.SIGN),
        (Stage.SIGNED, Step.NUMBER),
        (Stage.NUMBERED, Step.SEAL),
        (Stage.SEALED, Step.ISSUE),
        (Stage.ISSUED, Step.ARCHIVE),
    ],
)
def test_the_clerk_is_offered_the_next_step_of_the_desk(world, as_, stage, step):
    document = a_document(world, at=stage)
    assert steps_offered(world, "oanh", document)[0] == (step, True)
    link = page_of(as_("oanh"), document).select_one("#acts .btn-primary")
    assert link["href"] == f"/documents/{document.pk}/{step}/"


def test_what_cannot_be_done_yet_says_why_and_has_no_button(world, as_):
    document = a_document(world)
    an_unread_version(world, document)
    page = page_of(as_("linh"), document)
    assert not page.select(f'a[href="/documents/{document.pk}/submit/"]')
    assert page.select_one("#whose .meta")
    with pytest.raises(StepNotAllowedError) as refusal:
        ask(Step.SUBMIT, document, world["linh"])
    assert refusal.value.waits_for is Obstacle.BEING_READ


def test_a_round_goes_before_everything_that_it_holds_up(world):
    document = a_document(world)
    asked = Asked([world["bach"]], [], today() + timedelta(days=2))
    circulate_document(document, asked, actor=world["linh"], token=a_token())
    found = {offer.step: offer for offer in offers(world["linh"], document)}
    assert found[Step.CLOSE_ROUND].is_primary
    assert found[Step.SUBMIT].waits_for is Obstacle.OPEN_ROUND
    assert Step.CIRCULATE not in found


def test_a_file_being_read_shows_that_it_is_being_read_and_listens(world, as_):
    document = a_document(world)
    an_unread_version(world, document)
    page = page_of(as_("linh"), document)
    assert page.select_one("#reading progress")
    assert page.select_one("#leaves")["data-office-live"] == f"document:{document.pk}"


def test_a_refused_file_says_what_it_is_and_that_it_is_kept(world, as_):
    document = a_document(world)
    record_refusal(an_unread_version(world, document), reason=Refusal.ENCRYPTED, facts={})
    note = page_of(as_("linh"), document).select_one("#reading .note.late")
    assert note.select_one(f'a[href="/documents/{document.pk}/versions/2/file"]')


def test_a_text_without_pdf_says_how_to_supply_one(world, as_):
    document = a_document(world)
    version = an_unread_version(world, document)
    record_text(version, TextFacts("docx", ["Một hai"], [], 7, has_text=True))
    record_no_rendition(version, reason=Refusal.NOT_CONVERTED)
    page = page_of(as_("linh"), document)
    assert "PDF" in page.select_one("#reading .note").text
    assert "Một hai" in page.select_one("#page-1").text


def test_a_scan_says_that_its_words_cannot_be_searched(world, as_):
    document = a_document(world)
    version = an_unread_version(world, document)
    read_quickly(version)
    record_text(version, TextFacts("pdf", [], [], 0, has_text=False))
    assert page_of(as_("linh"), document).select("#reading .note.today")


def test_an_older_version_is_shown_on_request_to_whoever_may_see_it(world, as_):
    document = a_document(world)
    read_quickly(an_unread_version(world, document), "Bản sửa lần hai")
    assert "Bản sửa lần hai" in page_of(as_("linh"), document).text
    older = page_of(as_("linh"), document, "?version=1")
    assert "Bản sửa lần hai" not in older.select_one("#leaves").text
    submit_document(document, actor=world["linh"], token=a_token())
    check_document(document, actor=world["luong"], token=a_token())
    assert as_("nhan").get(f"/documents/{document.pk}/?version=1").status_code == 404


def test_the_stage_line_says_who_has_it_and_who_is_next(world, as_):
    document = a_document(world, at=Stage.SUBMITTED)
    words = page_of(as_("linh"), document).select_one(".whose").text
    assert "Trưởng phòng Võ Tấn Lượng" in words
    assert "Chánh Văn phòng Đoàn Trọng Nhân" in words


def test_the_reason_of_a_return_is_shown_to_the_drafter_and_to_those_before(world, as_):
    document = a_document(world, at=Stage.SUBMITTED)
    check_document(document, actor=world["luong"], token=a_token())
    send_back_document(document, reason="Thiếu phụ lục.", actor=world["nhan"], token=a_token())
    for name in ("linh", "luong"):
        assert "Thiếu phụ lục." in page_of(as_(name), document).select_one("#whose").text


def test_a_recipient_reads_the_issued_text_without_its_discussion(world, as_):
    document = a_document(world)
    a_question(world, document, text="Chỉ trong phòng.")
    walk = a_walk(world)
    walk.document = document
    walk.to(Stage.ISSUED)
    page = page_of(as_("diep"), document)
    assert "Chỉ trong phòng." not in page.text
    assert not page.select(".thread")
    assert not page.select(f'a[href="/documents/{document.pk}/why/"]')
    assert as_("diep").get(f"/documents/{document.pk}/why/").status_code == 403


def test_each_one_asked_sees_their_own_opinion_alone(world, as_):
    document = a_document(world)
    asked = Asked([world["bach"], world["tran"]], [], today() + timedelta(days=2))
    round_ = circulate_document(document, asked, actor=world["linh"], token=a_token())
    answer_opinion(
        opinions_of(round_).get(person=world["tran"]),
        answer=Answer.DISAGREE,
        text="Không nên.",
        actor=world["tran"],
        token=a_token(),
    )
    names = [
        row.text.strip()
        for row in page_of(as_("bach"), document).select('[aria-labelledby="opinions"] li > span')
    ]
    assert world["bach"].full_name in names
    assert world["tran"].full_name not in names


def test_a_comment_is_said_answered_and_settled(world, as_):
    document = a_document(world)
    say = {"text": "Đề nghị ghi rõ nguồn chi.", "page": "1", "token": a_token()}
    answer = as_("luong").post(f"/documents/{document.pk}/versions/1/comment/", say)
    assert (answer.status_code, answer["Location"]) == (303, f"/documents/{document.pk}/#talk-1")
    thread = Thread.objects.get()
    reply = {"text": "Đã ghi.", "token": a_token()}
    as_("linh").post(f"/documents/{document.pk}/threads/{thread.pk}/reply/", reply)
    page = page_of(as_("linh"), document)
    assert "Đã ghi." in page.select_one(f"#thread-{thread.pk}").text
    as_("luong").post(
        f"/documents/{document.pk}/threads/{thread.pk}/resolve/", {"token": a_token()}
    )
    thread.refresh_from_db()
    assert thread.resolved_by == world["luong"]


def test_a_comment_sent_twice_is_said_once(world, as_):
    document = a_document(world)
    say = {"text": "Một lần thôi.", "token": a_token()}
    client = as_("linh")
    answers = [client.post(f"/documents/{document.pk}/versions/1/comment/", say) for _ in "12"]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Comment.objects.count() == 1
    assert HistoryEntry.objects.filter(deed="comment").count() == 1


def test_an_empty_or_endless_comment_comes_back_with_what_was_typed(world, as_):
    document = a_document(world)
    endless = "dài " * 2000
    for text in ("   ", endless):
        say = {"text": text, "token": a_token()}
        answer = as_("linh").post(f"/documents/{document.pk}/versions/1/comment/", say)
        assert answer.status_code == 200
        page = soup(answer)
        assert page.select(".problems")
        assert page.select_one("#say-text").text.strip() == text.strip()
    assert not Comment.objects.exists()


def test_a_comment_about_a_page_that_is_not_there_comes_back_with_what_was_typed(world, as_):
    document = a_document(world)
    say = {"text": "Trang nào đây?", "page": "9999", "token": a_token()}
    answer = as_("linh").post(f"/documents/{document.pk}/versions/1/comment/", say)
    page = soup(answer)
    assert "9999" in page.select_one(".problems").text
    assert page.select_one("#say-text").text.strip() == "Trang nào đây?"
    assert not Comment.objects.exists()


def test_a_form_without_its_hidden_mark_says_so_and_can_be_sent_again(world, as_):
    document, linh = a_document(world), as_("linh")
    address = f"/documents/{document.pk}/versions/1/comment/"
    page = soup(linh.post(address, {"text": "Không có dấu."}))
    assert "gửi lại" in page.select_one(".problems").text or "once more" in page.text
    form = page.select_one("#say-text").find_parent("form")
    token = form.select_one("input[name=token]")["value"]
    assert linh.post(address, {"text": "Không có dấu.", "token": token}).status_code == 303
    assert Comment.objects.count() == 1


def test_an_approved_text_is_no_longer_discussed(world, as_):
    document = a_document(world, at=Stage.APPROVED)
    assert not page_of(as_("linh"), document).select("textarea")
    say = {"text": "Muộn rồi.", "token": a_token()}
    answer = as_("linh").post(f"/documents/{document.pk}/versions/1/comment/", say)
    assert answer.status_code == 409


def test_a_thread_of_another_document_is_not_answered_from_here(world, as_):
    first, second = a_document(world), a_document(world)
    thread = a_question(world, first)
    reply = {"text": "Nhầm chỗ.", "token": a_token()}
    answer = as_("linh").post(f"/documents/{second.pk}/threads/{thread.pk}/reply/", reply)
    assert answer.status_code == 404


def test_looking_is_noted_once_an_hour(world, as_):
    document = a_document(world)
    for _ in range(3):
        page_of(as_("linh"), document)
    assert list(Access.objects.values_list("person", "version")) == [(world["linh"].pk, 1)]


def test_the_why_page_names_every_cause(world, as_):
    document = a_document(world, at=Stage.CHECKED)
    names = {row.text for row in page_of(as_("linh"), document, "why/").select("th span")}
    assert {world[name].full_name for name in ("linh", "luong", "nhan", "vy", "khai")} <= names
    assert world["bach"].full_name not in names


def test_the_parts_that_change_listen_to_the_document(world, as_):
    page = page_of(as_("linh"), a_document(world))
    live = {part["id"] for part in page.select("[data-office-live]") if part.get("id")}
    assert {"acts", "whose", "reading", "known", "talk-1"} <= live


def test_what_is_open_on_an_earlier_version_is_named(world, as_):
    document = a_document(world)
    a_question(world, document)
    read_quickly(an_unread_version(world, document))
    page = page_of(as_("linh"), document)
    assert not page.select(".thread")
    assert [link["href"] for link in page.select("#reading a")] == ["?version=1"]


def test_a_page_that_renews_itself_is_no_second_look(world, as_):
    document = a_document(world)
    as_("linh").get(f"/documents/{document.pk}/", headers={"X-Office-Live": "1"})
    assert not Access.objects.exists()


def test_the_head_of_a_unit_that_is_asked_is_led_to_the_answer(world, as_):
    document = a_document(world)
    asked = Asked([], [world.unit("VP")], today() + timedelta(days=2))
    circulate_document(document, asked, actor=world["linh"], token=a_token())
    link = page_of(as_("nhan"), document).select_one("#acts .btn-primary")
    assert link["href"] == f"/documents/{document.pk}/opinions/"
    assert not page_of(as_("tran"), document).select("#acts .btn-primary")


def test_after_a_return_the_next_thing_is_a_new_version(world, as_):
    document = a_document(world, at=Stage.SUBMITTED)
    send_back_document(document, reason="Sửa.", actor=world["luong"], token=a_token())
    link = page_of(as_("linh"), document).select_one("#acts .btn-primary")
    assert link["href"] == f"/documents/{document.pk}/add_version/"
    read_quickly(an_unread_version(world, document))
    link = page_of(as_("linh"), document).select_one("#acts .btn-primary")
    assert link["href"] == f"/documents/{document.pk}/submit/"
