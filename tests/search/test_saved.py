"""Saved searches: kept by their owner, telling of what is new and may be seen, of nothing else."""

import pytest
from bs4 import BeautifulSoup

from approvals.models import Opinion
from docs_mgmt.later import drain
from docs_mgmt.permissions import reach_of, revoke
from search.jobs import drain_once
from search.models import News, SavedSearch
from search.queries.saved import saved_of, with_news
from tests.builders import World, a_document
from tests.test_leaks import WORDS, Planted

pytestmark = pytest.mark.django_db


def save(as_, username: str, query: str, name: str = "Vỉa hè") -> SavedSearch:
    answer = as_(username).post("/search/saved/", {"query": query, "name": name})
    assert (answer.status_code, answer["Location"]) == (303, f"/search/?{query}")
    return SavedSearch.objects.get(person__username=username, name=name)


def settle_all() -> None:
    drain_once()
    drain()


def news_of(world: World, username: str) -> list[tuple[str, int]]:
    return [(one.name, vars(one)["new"]) for one in with_news(world[username])]


def test_what_matches_at_first_is_known_and_what_comes_later_is_new(world, as_):
    a_document(world, title="Cải tạo đường Trường Sa")
    settle_all()
    save(as_, "linh", "q=truong+sa")
    settle_all()
    assert news_of(world, "linh") == []
    new = a_document(world, title="Vỉa hè đường Trường Sa")
    a_document(world, title="Cây xanh")
    settle_all()
    assert news_of(world, "linh") == [("Vỉa hè", 1)]
    soup = BeautifulSoup(as_("linh").get("/").content, "html.parser")
    (note,) = [one for one in soup.select("#news .note") if "Vỉa hè" in one.text]
    page = BeautifulSoup(as_("linh").get(note.a["href"], follow=True).content, "html.parser")
    (fresh,) = page.select("article.hit")
    assert fresh.select("h3 .tag")
    assert str(new.pk) in fresh.a["href"]
    assert news_of(world, "linh") == []  # looked at
    settle_all()
    assert news_of(world, "linh") == []


def test_a_document_that_only_changes_is_not_new_again(world, as_):
    document = a_document(world, title="Vỉa hè đường Bàu Sen")
    settle_all()
    save(as_, "linh", "q=via+he")
    from docs_mgmt.models import Change

    Change.objects.create(subject=f"document:{document.pk}")
    settle_all()
    assert News.objects.count() == 0


def test_nobody_hears_of_what_they_may_not_see(world, as_):
    for username in ("linh", "bach", "khoa"):
        a_document(world, title="Cây xanh")
        settle_all()
        save(as_, username, f"q={WORDS['title']}", "Theo dõi")
    Planted(world)  # Linh drafts, Bách is asked
    settle_all()
    told = {name: news_of(world, name) for name in ("linh", "bach", "khoa")}
    assert told == {"linh": [("Theo dõi", 1)], "bach": [("Theo dõi", 1)], "khoa": []}
    assert not News.objects.filter(search__person__username="khoa").exists()


def test_news_of_a_right_taken_back_is_gone_at_once(world, as_):
    a_document(world, title="Cây xanh")
    settle_all()
    saved = save(as_, "bach", f"q={WORDS['title']}", "Theo dõi")
    Planted(world)
    settle_all()
    assert news_of(world, "bach") == [("Theo dõi", 1)]
    revoke("opinion", Opinion.objects.get(person__username="bach").pk)
    assert news_of(world, "bach") == []
    assert "Theo dõi" not in as_("bach").get("/").content.decode()
    page = as_("bach").get(f"/search/?q={WORDS['title']}&saved={saved.pk}").content.decode()
    assert BeautifulSoup(page, "html.parser").select("article.hit") == []


def test_another_ones_search_is_neither_seen_nor_forgotten(world, as_):
    a_document(world)
    settle_all()
    saved = save(as_, "linh", "q=via+he")
    assert list(saved_of(world["luong"], reach_of(world["luong"]))) == []
    assert as_("luong").post(f"/search/saved/{saved.pk}/forget/").status_code == 404
    assert as_("luong").get(f"/search/?q=via+he&saved={saved.pk}").context["opened"] is None
    assert as_("linh").post(f"/search/saved/{saved.pk}/forget/").status_code == 303
    assert not SavedSearch.objects.exists()


def test_a_search_that_finds_too_much_says_that_it_cannot_tell(world, as_, monkeypatch):
    monkeypatch.setattr("search.queries.find.WATCHED_AT_MOST", 1)
    monkeypatch.setattr("search.views.keep.WATCHED_AT_MOST", 1)
    for street in ("Bàu Sen", "Trường Sa"):
        a_document(world, title=f"Vỉa hè đường {street}")
    settle_all()
    assert not save(as_, "linh", "q=via+he").is_watched
    (kept,) = BeautifulSoup(as_("linh").get("/search/").content, "html.parser").select(".kept li")
    assert kept.a.text == "Vỉa hè"
    assert kept.select(".meta")


def test_saved_again_it_tells_if_it_finds_less_and_what_is_said_is_true(world, as_, monkeypatch):
    for street in ("Bàu Sen", "Trường Sa"):
        a_document(world, title=f"Vỉa hè đường {street}")
    settle_all()
    for most, is_watched in ((1, False), (9, True), (1, True)):
        monkeypatch.setattr("search.queries.find.WATCHED_AT_MOST", most)
        monkeypatch.setattr("search.views.keep.WATCHED_AT_MOST", most)
        saved = save(as_, "linh", "q=via+he")
        assert saved.is_watched == is_watched
        assert len(saved.known) == (2 if is_watched else 0)
        page = BeautifulSoup(as_("linh").get("/search/").content, "html.parser")
        assert bool(page.select(".kept li .meta")) == (not is_watched)


def test_a_name_is_needed(world, as_):
    a_document(world)
    settle_all()
    client = as_("linh")
    client.post("/search/saved/", {"query": "q=via+he", "name": " "})
    assert not SavedSearch.objects.exists()
    page = BeautifulSoup(client.get("/search/").content, "html.parser")
    assert page.select(".notices .note")
