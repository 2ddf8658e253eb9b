"""Asking for opinions: whom, by when, once at a time; and ending the round."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from approvals.models import Opinion, Round
from approvals.steps import circulate_document
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion, reply_to_opinion
from docs_mgmt.clock import today
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import Answer, Uptake
from tests.builders import a_document, a_token

pytestmark = pytest.mark.django_db


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


def asking(world, **changes):
    facts = {
        "token": a_token(),
        "asked": [f"u{world.unit('VHXH').pk}", f"p{world['tran'].pk}"],
        "due": f"{today() + timedelta(days=3):%d/%m/%Y}",
        "question": "Điều 5 giao việc đã đúng chưa?",
    }
    return facts | changes


def a_round(world, document):
    return circulate_document(
        document,
        Asked([world["tran"]], [world.unit("VHXH")], today() + timedelta(days=3)),
        actor=world["linh"],
        token=a_token(),
    )


def test_the_drafter_asks_people_and_units(as_, world):
    document = a_document(world)
    client, address = as_("linh"), f"/documents/{document.pk}/circulate/"
    page = soup_of(client.get(address))
    names = [box.text for box in page.select("#id_asked label")]
    assert any("Ngô Bảo Trân" in name for name in names)
    assert not any("Hồ Thị Nhật Linh" in name for name in names)  # the drafter
    assert not any("Nguyễn Văn Hậu" in name for name in names)  # the administrator
    facts = asking(world)
    response = client.post(address, facts)
    assert (response.status_code, response["Location"]) == (303, f"/documents/{document.pk}/")
    round_ = Round.objects.get()
    assert round_.question == facts["question"]
    assert {(row.person, row.unit) for row in round_.opinions.all()} == {
        (None, world.unit("VHXH")),
        (world["tran"], None),
    }
    assert client.post(address, facts).status_code == 303  # the same token: the same deed
    assert Round.objects.count() == 1
    assert client.post(address, asking(world)).status_code == 409  # another one: a round is open
    assert client.get(address).status_code == 409


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"asked": []}, "#id_asked_error"),
        ({"due": "01/01/2020"}, "#id_due_error"),
        ({"due": "mai"}, "#id_due_error"),
        ({"due": ""}, "#id_due_error"),
    ],
)
def test_what_cannot_be_asked_comes_back_with_its_words(as_, world, changes, place):
    document = a_document(world)
    page = soup_of(
        as_("linh").post(f"/documents/{document.pk}/circulate/", asking(world, **changes))
    )
    assert page.select_one(place).text
    assert page.select_one("#id_question").text.strip() == "Điều 5 giao việc đã đúng chưa?"
    assert not Round.objects.exists()


def test_only_people_of_the_agency_can_be_asked(as_, world):
    document = a_document(world)
    facts = asking(world, asked=[f"p{world['an.tl'].pk}"])
    page = soup_of(as_("linh").post(f"/documents/{document.pk}/circulate/", facts))
    assert page.select_one("#id_asked_error").text
    assert not Round.objects.exists()


def test_others_may_not_ask_and_strangers_find_nothing(as_, world):
    document = a_document(world)
    address = f"/documents/{document.pk}/circulate/"
    assert as_("luong").get(address).status_code == 403
    assert as_("luong").post(address, asking(world)).status_code == 403
    assert as_("xa.tl").get(address).status_code == 404
    assert not Round.objects.exists()


def test_nobody_is_asked_about_what_is_approved(as_, world):
    document = a_document(world, at=Stage.APPROVED)
    assert as_("linh").get(f"/documents/{document.pk}/circulate/").status_code == 409


def test_the_round_is_closed_and_the_silent_are_named(as_, world):
    document = a_document(world)
    a_round(world, document)
    client, address = as_("linh"), f"/documents/{document.pk}/close_round/"
    page = soup_of(client.get(address))
    assert world.unit("VHXH").name in page.select_one("main").text
    facts = {"token": a_token()}
    assert client.post(address, facts).status_code == 303
    assert client.post(address, facts).status_code == 303  # the same token: the same deed
    assert Round.objects.get().closed_at is not None
    assert client.get(address).status_code == 409


def test_a_disagreement_is_explained_before_the_round_closes(as_, world):
    document = a_document(world)
    a_round(world, document)
    opinion = Opinion.objects.get(person=world["tran"])
    answer_opinion(
        opinion, answer=Answer.DISAGREE, text="Sai.", actor=world["tran"], token=a_token()
    )
    client, address = as_("linh"), f"/documents/{document.pk}/close_round/"
    assert client.get(address).status_code == 409
    assert client.post(address, {"token": a_token()}).status_code == 409
    reply_to_opinion(
        opinion, uptake=Uptake.KEPT, reply="Đúng luật.", actor=world["linh"], token=a_token()
    )
    assert client.get(address).status_code == 200
