"""Vietnamese first, English a switch away, remembered with the person and at the door."""

import pytest
from bs4 import BeautifulSoup

from docs_mgmt.models import HistoryEntry
from docs_mgmt.rules.flow import Deed

pytestmark = pytest.mark.django_db


def language_of(response):
    return BeautifulSoup(response.content, "html.parser").html["lang"]


def test_a_stranger_is_spoken_to_in_vietnamese_whatever_the_browser_says(client):
    assert language_of(client.get("/sign-in/", headers={"accept-language": "en"})) == "vi"


def test_a_stranger_may_choose_english_at_the_door(client):
    response = client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert response["Location"] == "/sign-in/"
    assert language_of(client.get("/sign-in/")) == "en"


def test_the_choice_goes_with_the_person_and_is_a_deed(client, linh_the_officer):
    client.force_login(linh_the_officer)
    client.post("/language/", {"language": "en", "next": "/password/"})
    linh_the_officer.refresh_from_db()
    assert linh_the_officer.language == "en"
    assert language_of(client.get("/password/")) == "en"
    entry = HistoryEntry.objects.get(subject_kind="person", subject_id=linh_the_officer.pk)
    assert (entry.deed, entry.actor) == (Deed.SPEAK, linh_the_officer)


def test_the_same_language_again_leaves_no_deed(client, linh_the_officer):
    client.force_login(linh_the_officer)
    client.post("/language/", {"language": "vi"})
    assert HistoryEntry.objects.count() == 0


def test_an_unknown_language_is_vietnamese(client):
    client.post("/language/", {"language": "xx"})
    assert language_of(client.get("/sign-in/")) == "vi"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_the_switch_leads_nowhere_else(client, address):
    response = client.post("/language/", {"language": "en", "next": address})
    assert "elsewhere" not in response["Location"]
