"""The page on which a leader decides, and those of checking and sending back."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from approvals.models import ApprovalRecord, Decision, Opinion
from approvals.steps import (
    approve_document,
    circulate_document,
    reopen_document,
    send_back_document,
    submit_document,
)
from approvals.steps.approve import Seen
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion, reply_to_opinion
from docs_mgmt.clock import today
from docs_mgmt.files.store import put_path
from docs_mgmt.labels import label_of
from docs_mgmt.models import Attachment, HistoryEntry, Rendition, Version
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import Answer, Uptake
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.comment import open_thread
from tests.builders import PDF, a_document, a_token, a_walk, read_quickly, some_files

OLD = ("Kế hoạch chỉnh trang tuyến đường", "Có ít nhất 85% hộ gia đình thực hiện phân loại.")
NEW = ("Kế hoạch chỉnh trang tuyến đường", "Có ít nhất 80% hộ gia đình thực hiện phân loại.")


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def form_of(page: BeautifulSoup, address: str) -> dict[str, str]:
    form = page.find("form", action=address)
    return {field["name"]: field.get("value", "") for field in form.find_all("input")}


def walked_back(world):
    """A document that Vice-chair Vỹ sent back and that comes to him again as version 2."""
    walk = a_walk(world, paragraphs=OLD)
    document = walk.to(Stage.CHECKED)
    send_back_document(document, reason="Hạ chỉ tiêu 85%.", actor=world["vy"], token=a_token())
    document.refresh_from_db()
    linh = world["linh"]
    version = add_version(document, some_files(linh), note="Đã hạ.", actor=linh, token=a_token())
    read_quickly(version, *NEW)
    document.refresh_from_db()
    submit_document(document, actor=linh, token=a_token())
    walk.check()
    walk.check()
    document.refresh_from_db()
    return document


def test_a_leader_approves_what_the_page_shows(world, as_):
    document = a_document(world, at=Stage.CHECKED)
    vy = as_("vy")
    address = reverse("approve", args=[document.pk])
    answer = vy.post(address, form_of(soup(vy.get(address)), address))
    assert (answer.status_code, answer["Location"]) == (303, reverse("desk"))
    document.refresh_from_db()
    assert document.stage is Stage.APPROVED
    assert ApprovalRecord.objects.get().approver == world["vy"]


def test_the_sheet_carries_the_version_and_the_code_of_what_is_approved(world, as_):
    document = a_document(world, at=Stage.CHECKED)
    page = soup(as_("vy").get(reverse("approve", args=[document.pk])))
    digest = page.find("input", {"name": "digest"})["value"]
    sheet = page.find(id="approve")
    code = f"{digest[:4]} {digest[4:8]} {digest[8:12]}".upper()
    assert code in sheet.get_text(" ", strip=True)
    assert [page.find(attrs={"data-office-key": key})["href"] for key in "dt"] == [
        "#approve",
        "#send-back",
    ]


def _swap_file(document):
    Version.objects.update(sha256=put_path(PDF).sha256)


def _swap_rendition(document):
    Rendition.objects.update(sha256="0" * 64)
    Rendition.objects.update(sha256=put_path(PDF.with_suffix(".docx")).sha256)


def _swap_attachment(document):
    stored = put_path(PDF)
    version = document.versions.get()
    Attachment.objects.create(
        version=version, order=1, sha256=stored.sha256, name="phu-luc.pdf", size=stored.size
    )


def _swap_title(document):
    type(document).objects.update(title="Một việc khác")


def _swap_recipient(document):
    document.recipients.filter(order=1).update(words="Một nơi khác")


@pytest.mark.parametrize(
    ("swap", "named"),
    [
        (_swap_file, "the main file"),
        (_swap_rendition, "the PDF"),
        (_swap_attachment, "the attachments"),
        (_swap_title, "the title"),
        (_swap_recipient, "the recipients"),
    ],
)
def test_what_was_swapped_between_page_and_post_is_named_and_nothing_is_written(
    world, as_, swap, named
):
    world["vy"].__class__.objects.filter(username="vy").update(language="en")
    document = a_document(world, at=Stage.CHECKED)
    vy = as_("vy")
    address = reverse("approve", args=[document.pk])
    sent = form_of(soup(vy.get(address)), address)
    swap(document)
    deeds = HistoryEntry.objects.count()
    answer = vy.post(address, sent)
    assert answer.status_code == 409
    assert f"This concerns: {named}." in soup(answer).get_text()
    document.refresh_from_db()
    assert document.stage is Stage.CHECKED
    assert (ApprovalRecord.objects.count(), HistoryEntry.objects.count()) == (0, deeds)
    assert not Decision.objects.filter(turn__kind="APPROVAL").exists()


def test_a_double_click_approves_once(world, as_):
    document = a_document(world, at=Stage.CHECKED)
    vy = as_("vy")
    address = reverse("approve", args=[document.pk])
    sent = form_of(soup(vy.get(address)), address)
    assert [vy.post(address, sent).status_code for _ in range(2)] == [303, 303]
    assert ApprovalRecord.objects.count() == 1


def test_the_leader_sees_what_changed_since_their_last_look(world, as_):
    document = walked_back(world)
    page = soup(as_("vy").get(reverse("approve", args=[document.pk])))
    change = page.find("article", class_="change")
    assert (change.find("del").text, change.find("ins").text) == ("85%", "80%")
    assert len(page.find_all("article", class_="change")) == 1
    assert "Hạ chỉ tiêu 85%." in page.get_text()
    assert "Đã hạ." in page.get_text()


def test_who_never_had_it_in_hands_sees_the_whole_text(world, as_):
    document = a_document(world, at=Stage.CHECKED, paragraphs=OLD)
    page = soup(as_("vy").get(reverse("approve", args=[document.pk])))
    assert page.find("article", class_="change") is None
    assert [p.text for p in page.select(".a4 p")] == list(OLD)


def test_what_is_still_open_stands_on_the_page(world, as_):
    document = a_document(world, at=Stage.CHECKED)
    version = document.versions.get()
    open_thread(
        document, version, text="Thêm 03 khu chung cư?", page=1, actor=world["nhan"],
        token=a_token(),
    )  # fmt: skip
    page = soup(as_("vy").get(reverse("approve", args=[document.pk])))
    panel = page.find(id="open-points").find_parent("section")
    assert "Thêm 03 khu chung cư?" in panel.get_text()


def test_a_leader_sends_back_from_the_sheet(world, as_):
    document = a_document(world, at=Stage.CHECKED)
    vy = as_("vy")
    page = soup(vy.get(reverse("approve", args=[document.pk])))
    address = reverse("send_back", args=[document.pk])
    sent = form_of(page, address) | {"reason": "Làm rõ số liệu"}
    assert vy.post(address, sent).status_code == 303
    document.refresh_from_db()
    assert document.stage is Stage.DRAFTED


def test_sending_back_wants_a_reason_and_keeps_the_form(world, as_):
    document = a_document(world, at=Stage.CHECKED)
    vy = as_("vy")
    address = reverse("send_back", args=[document.pk])
    answer = vy.post(address, {"token": a_token(), "reason": " "})
    assert answer.status_code == 200
    assert soup(answer).find(id="id_reason")["aria-invalid"] == "true"
    document.refresh_from_db()
    assert document.stage is Stage.CHECKED


def test_a_check_passes_the_document_on_with_a_word(world, as_):
    walk = a_walk(world)
    document = walk.to(Stage.SUBMITTED)
    luong = as_("luong")
    address = reverse("check", args=[document.pk])
    sent = form_of(soup(luong.get(address)), address) | {"text": "Nội dung đạt."}
    assert luong.post(address, sent).status_code == 303
    assert Decision.objects.get().text == "Nội dung đạt."
    page = soup(as_("nhan").get(address))
    assert "Nội dung đạt." in page.get_text()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("diep", 404),
        ("dung.tl", 404),
        ("quantri", 404),
        ("linh", 403),
        ("khai", 403),
        ("luong", 403),
    ],
)
def test_only_the_signer_meets_the_decision(world, as_, who, status):
    document = a_document(world, at=Stage.CHECKED)
    assert as_(who).get(reverse("approve", args=[document.pk])).status_code == status


def test_a_decided_document_is_no_longer_decided(world, as_):
    document = a_document(world, at=Stage.APPROVED)
    assert as_("vy").get(reverse("approve", args=[document.pk])).status_code == 409
    assert as_("vy").get(reverse("send_back", args=[document.pk])).status_code == 409


def test_whoever_decides_sees_what_became_of_a_disagreement(world, as_):
    walk = a_walk(world)
    walk.draft()
    asked = Asked([world["bach"]], [], today() + timedelta(days=3))
    circulate_document(walk.document, asked, actor=world["linh"], token=a_token())
    opinion = Opinion.objects.get()
    said = {"answer": Answer.DISAGREE, "text": "Thiếu thùng rác."}
    answer_opinion(opinion, **said, actor=world["bach"], token=a_token())
    replied = {"uptake": Uptake.TAKEN, "reply": "Đã bổ sung."}
    reply_to_opinion(opinion, **replied, actor=world["linh"], token=a_token())
    walk.close_round()
    walk.submit()
    page = soup(as_("luong").get(reverse("check", args=[walk.document.pk])))
    told = page.select_one('[aria-labelledby="opinions"] li').get_text()
    assert "Thiếu thùng rác." in told
    assert f"{label_of(Uptake.TAKEN)}: “Đã bổ sung.”" in told


def test_the_signer_opens_an_approved_text_again(world, as_):
    document = a_document(world, at=Stage.PRINTED)
    vy = as_("vy")
    address = reverse("reopen", args=[document.pk])
    page = soup(vy.get(address))
    assert document.copies.get().code in page.get_text()
    answer = vy.post(address, {"token": a_token(), "reason": "Sai số liệu"})
    assert answer.status_code == 303
    document.refresh_from_db()
    assert document.stage is Stage.DRAFTED
    assert document.copies.get().spoiled_why == "Sai số liệu"


def test_a_clerk_who_opens_a_text_again_is_not_led_to_what_is_hidden_now(world, as_):
    document = a_document(world, at=Stage.APPROVED)
    oanh, form = as_("oanh"), {"token": a_token(), "reason": "Ông Vỹ yêu cầu"}
    for answer in [oanh.post(reverse("reopen", args=[document.pk]), form) for _click in "12"]:
        assert (answer.status_code, answer["Location"]) == (303, reverse("desk"))
    form["token"] = a_token()
    assert oanh.post(reverse("reopen", args=[document.pk]), form).status_code == 404


def test_after_a_reopening_the_leader_compares_with_what_they_approved(world, as_):
    walk = a_walk(world, paragraphs=OLD)
    document = walk.to(Stage.APPROVED)
    reopen_document(document, reason="Hạ chỉ tiêu.", actor=world["vy"], token=a_token())
    document.refresh_from_db()
    linh = world["linh"]
    version = add_version(document, some_files(linh), note="", actor=linh, token=a_token())
    read_quickly(version, *NEW)
    document.refresh_from_db()
    submit_document(document, actor=linh, token=a_token())
    walk.check()
    walk.check()
    page = soup(as_("vy").get(reverse("approve", args=[document.pk])))
    assert page.find("article", class_="change").find("ins").text == "80%"


def test_the_digest_of_another_page_approves_nothing(world):
    document = a_document(world, at=Stage.CHECKED)
    with pytest.raises(Exception, match=re.escape("text_changed")):
        approve_document(document, Seen("0" * 64), actor=world["vy"], token=a_token())
