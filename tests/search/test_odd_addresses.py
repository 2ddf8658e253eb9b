"""Addresses that no page of ours would make: what is amiss in them is left out, or said."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from search.jobs import drain_once
from search.models import Export, SavedSearch
from search.queries import find as finding
from tests.search.conftest import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeker(client, linh_the_officer):
    client.force_login(linh_the_officer)
    for at in range(11):
        draft(linh_the_officer, f"Kế hoạch số {at}", "Phân loại rác.")
    drain_once()
    return client


def lines(client, address: str) -> int:
    answer = client.get(f"/search/?{address}")
    assert answer.status_code == 200
    return len(BeautifulSoup(answer.content, "html.parser").select("article.hit"))


@pytest.mark.parametrize("amiss", ["sort=%00", "words=%00", "page=%00", "unit=1%D9%A3"])
def test_what_is_amiss_beside_the_question_is_left_out(seeker, amiss):
    assert lines(seeker, amiss) == 10


@pytest.mark.parametrize("page", ["3", "9999", "99999999999999999999999"])
@pytest.mark.parametrize("typed", ["", quote("phân loại")])
def test_a_page_behind_the_last_one_is_the_last_one(seeker, page, typed):
    answer = seeker.get(f"/search/?q={typed}&page={page}")
    soup = BeautifulSoup(answer.content, "html.parser")
    assert len(soup.select("article.hit")) == 1
    assert "11–11" in soup.select_one(".acts.mt-3").text
    assert not soup.select("a[rel=next]")


def test_after_the_farthest_page_there_is_no_next_one(seeker, monkeypatch):
    monkeypatch.setattr(finding, "LAST_PAGE", 1)
    answer = seeker.get("/search/")
    assert not BeautifulSoup(answer.content, "html.parser").select("a[rel=next]")


@pytest.mark.parametrize("typed", ["a%00", "a" * 1001])
def test_a_question_that_the_page_refuses_is_neither_kept_nor_exported(seeker, typed):
    for address, how in (("saved", {"name": "Rác"}), ("exports", {"kind": "xlsx"})):
        answer = seeker.post(f"/search/{address}/", {"query": f"q={typed}", **how}, follow=True)
        assert BeautifulSoup(answer.content, "html.parser").select(".notices .note")
    assert (SavedSearch.objects.count(), Export.objects.count()) == (0, 0)
