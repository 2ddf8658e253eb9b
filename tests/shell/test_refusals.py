"""Every refusal has its page: what happened, what was kept, what to do."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.builders import a_document

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.shell.refusing_urls")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def signed_in(client, oanh_the_clerk):
    client.force_login(oanh_the_clerk)
    return client


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def test_a_step_at_the_wrong_time_is_409_with_the_reason_and_the_way_out(signed_in):
    response = signed_in.post("/probe/not-now/")
    page = page_of(response)
    assert response.status_code == 409
    assert len(page.select("h1")) == 1
    assert "Nghị định 30/2020/NĐ-CP" in page.main.get_text() or "Decree 30" in page.main.get_text()
    assert page.select(".acts a[href]") != []


def test_the_page_names_what_changed(signed_in):
    signed_in.post("/language/", {"language": "en"})
    words = page_of(signed_in.post("/probe/changed/")).main.get_text()
    assert "the title, the PDF" in words


def test_a_document_that_is_not_visible_is_not_named(signed_in):
    page = page_of(signed_in.post("/documents/7/probe/"))
    assert page.select(".stages") == []


def test_what_is_not_yours_is_403(signed_in):
    response = signed_in.get("/probe/forbidden/")
    assert response.status_code == 403
    assert page_of(response).select(".acts a[href]") != []


def test_what_is_not_there_is_404(signed_in, client):
    assert signed_in.get("/nothing/").status_code == 404
    client.logout()
    assert client.get("/nothing/").status_code == 404


def test_a_deed_done_before_is_answered_by_its_page(world, as_):
    document = a_document(world)
    response = as_("linh").post(f"/probe/done/document/{document.pk}/")
    assert (response.status_code, response["Location"]) == (303, f"/documents/{document.pk}/")


def test_a_deed_that_took_the_document_out_of_sight_is_answered_by_the_desk(world, as_):
    document = a_document(world)
    response = as_("oanh").post(f"/probe/done/document/{document.pk}/")
    assert (response.status_code, response["Location"]) == (303, reverse("desk"))


def test_a_deed_on_what_has_no_page_is_answered_by_the_desk(signed_in):
    response = signed_in.post("/probe/done/agency/7/")
    assert (response.status_code, response["Location"]) == (303, reverse("desk"))


@pytest.mark.parametrize(("address", "status"), [("not-now", 409), ("forbidden", 403)])
def test_a_part_of_a_page_gets_a_note_and_not_a_whole_page(signed_in, address, status):
    response = signed_in.post(f"/probe/{address}/", headers=HTMX)
    assert response.status_code == status
    assert response["HX-Retarget"] == "#notices"
    assert page_of(response).select("html") == []
    assert page_of(response).select_one(".note").get_text(strip=True)


def test_a_part_whose_person_has_signed_out_sends_the_page_to_the_door(client):
    response = client.get("/password/", headers=HTMX)
    assert (response.status_code, response["HX-Refresh"]) == (204, "true")
