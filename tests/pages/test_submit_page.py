"""Submitting: what is frozen, whom it meets, what still stands in the way; and taking it back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from approvals.steps import circulate_document
from approvals.steps.circulate import Asked
from docs_mgmt.clock import today
from docs_mgmt.rules.flow import Stage
from docs_mgmt.writes.add_version import add_version
from tests.builders import a_document, a_token, some_files

pytestmark = pytest.mark.django_db


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


def test_the_page_names_what_is_frozen_and_whom_it_meets(as_, world):
    document = a_document(world)
    client, address = as_("linh"), f"/documents/{document.pk}/submit/"
    page = soup_of(client.get(address))
    frozen = page.select_one("dl.facts").text
    assert document.title in frozen
    assert "UBND thành phố" in frozen
    assert [row.text for row in page.select("aside ol li span")] == [
        "Trưởng phòng Võ Tấn Lượng",
        "Chánh Văn phòng Đoàn Trọng Nhân",
        "Phó Chủ tịch Tạ Quốc Vỹ",
    ]
    assert "Trưởng phòng Võ Tấn Lượng" in page.select_one(".btn-primary").text
    facts = {"token": a_token()}
    response = client.post(address, facts)
    assert (response.status_code, response["Location"]) == (303, f"/documents/{document.pk}/")
    assert client.post(address, facts).status_code == 303  # the same token: the same deed
    document.refresh_from_db()
    assert document.stage is Stage.SUBMITTED
    assert document.turns.count() == 3
    assert client.get(address).status_code == 409


def waits_for_a_round(world, document):
    circulate_document(
        document,
        Asked([world["tran"]], [], today() + timedelta(days=3)),
        actor=world["linh"],
        token=a_token(),
    )


def waits_for_reading(world, document):
    files = some_files(world["linh"])
    add_version(document, files, note="Sửa.", actor=world["linh"], token=a_token())


@pytest.mark.parametrize(
    ("meanwhile", "way_out"), [(waits_for_a_round, "opinions"), (waits_for_reading, "")]
)
def test_what_stands_in_the_way_is_said_and_there_is_no_button(as_, world, meanwhile, way_out):
    document = a_document(world)
    meanwhile(world, document)
    client, address = as_("linh"), f"/documents/{document.pk}/submit/"
    page = soup_of(client.get(address))
    assert not page.select("main .btn-primary")
    links = [link["href"] for link in page.select("#ready a")]
    assert links == ([f"/documents/{document.pk}/{way_out}/"] if way_out else [])
    assert client.post(address, {"token": a_token()}).status_code == 409
    document.refresh_from_db()
    assert document.stage is Stage.DRAFTED


def test_everything_that_is_missing_is_said_at_once(as_, world):
    document = a_document(world, signatories=(), recipients=())
    page = soup_of(as_("linh").get(f"/documents/{document.pk}/submit/"))
    assert len(page.select("#ready .note")) == 2


@pytest.mark.parametrize("missing", ["signatories", "recipients"])
def test_a_draft_without_signer_or_recipient_leads_to_its_particulars(as_, world, missing):
    document = a_document(world, **{missing: ()})
    page = soup_of(as_("linh").get(f"/documents/{document.pk}/submit/"))
    assert page.select_one("#ready a")["href"] == f"/documents/{document.pk}/edit/"
    assert not page.select("main .btn-primary")


def test_the_drafter_takes_it_back(as_, world):
    document = a_document(world, at=Stage.SUBMITTED)
    client, address = as_("linh"), f"/documents/{document.pk}/withdraw/"
    assert "Võ Tấn Lượng" in soup_of(client.get(address)).select_one("main").text
    facts = {"token": a_token()}
    assert client.post(address, facts).status_code == 303
    assert client.post(address, facts).status_code == 303  # the same token: the same deed
    document.refresh_from_db()
    assert document.stage is Stage.DRAFTED
    assert client.get(address).status_code == 409


@pytest.mark.parametrize("step", ["submit", "withdraw"])
def test_others_may_not_and_strangers_find_nothing(as_, world, step):
    at = {"submit": Stage.DRAFTED, "withdraw": Stage.SUBMITTED}[step]
    document = a_document(world, at=at)
    address = f"/documents/{document.pk}/{step}/"
    for client, status in ((as_("luong"), 403), (as_("xa.tl"), 404)):
        assert client.get(address).status_code == status
        assert client.post(address, {"token": a_token()}).status_code == status
    document.refresh_from_db()
    assert document.stage is at
