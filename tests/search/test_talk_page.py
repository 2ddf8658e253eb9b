"""All that was said: the page behind the first five, for those of the discussion alone."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from docs_mgmt.writes.comment import open_thread
from search.jobs import drain_once
from search.queries.talk import SHOWN
from tests.search.conftest import draft
from tests.test_leaks import WHEN_ASKED, WORDS, Planted

TITLE, SAID = "Kế hoạch chỉnh trang vỉa hè", "Đề nghị ghi rõ nguồn kinh phí"


def soup(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def spoken(linh_the_officer):
    """Says so much about one document."""
    document = draft(linh_the_officer, TITLE)
    version = document.versions.get()

    def say(count: int) -> None:
        for n in range(count):
            words = {"text": f"{SAID}, chỗ {n} {uuid4().hex[:4]}.", "page": None}
            open_thread(document, version, **words, actor=linh_the_officer, token=uuid4().hex)
        drain_once()

    return say


def test_the_page_of_documents_leads_to_the_rest_of_what_was_said(client, linh_the_officer, spoken):
    client.force_login(linh_the_officer)
    spoken(SHOWN)
    page = soup(client.get(reverse("search:find"), {"q": "nguồn kinh phí"}))
    assert len(page.select("section[aria-labelledby=in-talk] article")) == SHOWN
    assert page.select_one("a[href*='/search/talk/']") is None
    spoken(2)
    page = soup(client.get(reverse("search:find"), {"q": "nguồn kinh phí", "kind": "KH"}))
    assert len(page.select("section[aria-labelledby=in-talk] article")) == SHOWN
    rest = soup(client.get(page.select_one("a[href*='/search/talk/']")["href"]))
    assert len(rest.select("article")) == SHOWN + 2
    assert rest.select_one(".head a")["href"].startswith("/search/?q=ngu")
    assert "kind=KH" in rest.select_one(".head a")["href"]


def test_it_goes_on_a_part_at_a_time_and_says_each_once(
    client, linh_the_officer, spoken, monkeypatch
):
    monkeypatch.setattr("search.queries.all_talk.PAGE", 3)
    client.force_login(linh_the_officer)
    spoken(7)
    met, address = [], f"{reverse('search:talk')}?q=kinh+ph%C3%AD"
    for _ in range(3):
        page = soup(client.get(address))
        met += [one.select("p")[1].get_text(" ", strip=True) for one in page.select("article")]
        following = page.select_one("a[rel=next]")
        address = reverse("search:talk") + following["href"] if following else ""
    assert not address
    assert len(met) == len(set(met)) == 7


def test_nobody_outside_the_discussion_meets_a_word_of_it(world, as_):
    Planted(world)
    drain_once()
    for username, places in WHEN_ASKED.items():
        for where in ("comment 1", "comment 2", "opinion", "reply"):
            page = soup(as_(username).get(reverse("search:talk"), {"q": WORDS[where]}))
            assert bool(page.select("article")) == (where in places), (username, where)


@pytest.mark.parametrize("typed", ["", "   ", "x" * 1001, "không ai nói"])
def test_nothing_asked_or_nothing_found_is_a_page_all_the_same(client, linh_the_officer, typed):
    client.force_login(linh_the_officer)
    answer = client.get(reverse("search:talk"), {"q": typed, "from": "99999999999"})
    assert not soup(answer).select("article")


def test_it_costs_the_same_for_one_and_for_three(client, linh_the_officer, spoken, monkeypatch):
    monkeypatch.setattr("search.queries.abbreviations.SECONDS", 3600.0)
    client.force_login(linh_the_officer)
    asked = []
    for more in (1, 2):
        spoken(more)
        client.get(reverse("search:talk"), {"q": "kinh phí"})
        with CaptureQueriesContext(connection) as questions:
            page = soup(client.get(reverse("search:talk"), {"q": "kinh phí"}))
        asked.append((len(page.select("article")), len(questions)))
    (one, first), (three, second) = asked
    assert (one, three) == (1, 3)
    assert first == second <= 12
