"""What is new in a saved search goes away when it was shown, and not before."""

import re

import pytest
from bs4 import BeautifulSoup

from docs_mgmt.later import drain
from docs_mgmt.models import Change, Document
from docs_mgmt.permissions import revoke
from search.engines import the_engine
from search.jobs import drain_once, watch
from search.models import Abbreviation, News, SavedSearch
from search.queries.abbreviations import forget_table
from tests.builders import a_document
from tests.search.test_saved import news_of, save, settle_all
from tests.test_leaks import WORDS, Planted

pytestmark = pytest.mark.django_db
STREET = "q=truong+sa"


@pytest.fixture
def saved(world, as_) -> SavedSearch:
    a_document(world, title="Cải tạo đường Trường Sa")
    settle_all()
    return save(as_, "linh", STREET)


def some_new(world, count: int) -> list[int]:
    new = [a_document(world, title=f"Vỉa hè đường Trường Sa {at}").pk for at in range(count)]
    settle_all()
    return new


class Shown:
    """A page of results as its reader sees it."""

    def __init__(self, client, address: str) -> None:
        answer = client.get(address, follow=True)
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        soup = BeautifulSoup(answer.content, "html.parser")
        hits = [
            (int(re.findall(r"/documents/(\d+)/", hit.a["href"])[0]), hit)
            for hit in soup.select("article.hit")
        ]
        self.all = {pk for pk, _hit in hits}
        self.new = {pk for pk, hit in hits if hit.select("h3 .tag")}
        (self.note,) = [one for one in soup.select(".note") if "Vỉa hè" in one.text]

    @property
    def says(self) -> str:
        return " ".join(self.note.get_text().split())


def test_what_no_line_of_the_page_shows_stays_new(world, as_, saved):
    new = set(some_new(world, 13))
    linh = as_("linh")
    shown = Shown(linh, f"/search/?{STREET}&saved={saved.pk}")
    left = len(new - shown.all)
    assert left > 0
    assert shown.new == new & shown.all
    assert news_of(world, "linh") == [("Vỉa hè", left)]
    rest = Shown(linh, shown.note.a["href"])  # «N more are new»
    assert rest.new == rest.all == new - shown.all
    assert news_of(world, "linh") == []


def test_my_desk_leads_to_the_new_ones_alone_ten_at_a_time(world, as_, saved):
    new = some_new(world, 13)
    linh = as_("linh")
    desk = BeautifulSoup(linh.get("/").content, "html.parser")
    first = Shown(linh, desk.select_one("#news .note a")["href"])
    assert first.new == first.all == set(new[-10:])
    again = Shown(linh, first.address)  # back from one of them: the same ones are there
    assert again.new == again.all == first.all
    assert news_of(world, "linh") == [("Vỉa hè", 3)]
    last = Shown(linh, again.note.a["href"])
    assert last.all == set(new[:3])
    whole = Shown(linh, last.note.a["href"])  # «The whole list»
    assert (len(whole.all), whole.new) == (10, set())


def test_what_does_not_answer_any_more_is_told_once_as_such(world, as_, saved):
    own = Abbreviation.objects.create(short="TRS", long="trường sa")
    forget_table()
    by_short = save(as_, "linh", "q=TRS", "Vỉa hè theo chữ tắt")
    SavedSearch.objects.exclude(pk=by_short.pk).delete()
    some_new(world, 1)
    assert news_of(world, "linh") == [("Vỉa hè theo chữ tắt", 1)]
    own.in_use = False
    own.save()
    forget_table()
    for address in (f"q=TRS&saved={by_short.pk}&new=now", f"q=TRS&saved={by_short.pk}"):
        shown = Shown(as_("linh"), f"/search/?{address}")
        assert shown.all == set()
        assert ("1 " in shown.says) == ("new=now" in address)
    assert news_of(world, "linh") == []


def test_a_document_that_changed_before_the_look_is_no_news(world, as_, saved):
    (new,) = some_new(world, 1)
    assert news_of(world, "linh") == [("Vỉa hè", 1)]
    Document.objects.filter(pk=new).update(title="Cây xanh")
    Change.objects.create(subject=f"document:{new}")
    settle_all()
    assert news_of(world, "linh") == []
    assert "new=now" not in as_("linh").get("/").content.decode()


def test_the_address_of_news_shows_nothing_that_was_hidden_meanwhile(world, as_):
    a_document(world, title="Cây xanh")
    settle_all()
    query = f"q={WORDS['title']}"
    saved = save(as_, "bach", query)
    planted = Planted(world)
    settle_all()
    address = f"/search/?{query}&saved={saved.pk}&new={planted.document.pk}"
    assert Shown(as_("bach"), address).all == {planted.document.pk}
    News.objects.create(
        search=saved, document=planted.document, found_at=planted.document.created_at
    )
    revoke("opinion", planted.document.rounds.get().opinions.get(person=world["bach"]).pk)
    for settled in (False, True):
        if settled:
            settle_all()
        shown = Shown(as_("bach"), address)
        assert (shown.all, shown.new) == (set(), set())
        assert not re.search(r"\d", shown.says)
    stranger = as_("khoa").get(address)
    assert stranger.context["opened"] is None


def test_two_searches_tell_of_the_same_document_each_until_its_own_look(world, as_, saved):
    other = save(as_, "linh", "q=via+he", "Vỉa hè nói chung")
    some_new(world, 1)
    assert news_of(world, "linh") == [("Vỉa hè", 1), ("Vỉa hè nói chung", 1)]
    Shown(as_("linh"), f"/search/?q=via+he&saved={other.pk}&new=now")
    assert news_of(world, "linh") == [("Vỉa hè", 1)]


def test_many_searches_with_news_do_not_push_the_desk_away(world, as_, saved):
    for typed in ("duong", "truong", "via+he", "duong+truong+sa"):
        save(as_, "linh", f"q={typed}", f"Theo dõi {typed}")
    some_new(world, 1)
    assert len(news_of(world, "linh")) == 5
    for address in ("/", "/search/news/"):
        soup = BeautifulSoup(as_("linh").get(address).content, "html.parser")
        *first, rest = [one for one in soup.select(".note") if one.select("a[href^='/search/']")]
        assert [one.a["href"].endswith("new=now") for one in first] == [True] * 3
        assert rest.a["href"] == "/search/"
        assert "2" in rest.text
    page = BeautifulSoup(as_("linh").get("/search/").content, "html.parser")
    assert len(page.select(".kept .stage")) == 5


def test_a_search_forgotten_meanwhile_takes_no_news_from_others(world, as_, saved, monkeypatch):
    save(as_, "luong", STREET)
    a_document(world, title="Vỉa hè đường Trường Sa")
    drain_once()
    real = watch.note_news

    def forgotten_just_before(one, found):
        SavedSearch.objects.filter(pk=saved.pk).delete()
        return real(one, found)

    monkeypatch.setattr(watch, "note_news", forgotten_just_before)
    drain()
    assert news_of(world, "luong") == [("Vỉa hè", 1)]


def test_news_noted_by_another_worker_meanwhile_are_known_too(world, as_, saved):
    first, second = some_new(world, 2)
    News.objects.all().delete()  # looked at
    old = SavedSearch.objects.get(pk=saved.pk)
    old.known = [pk for pk in old.known if pk not in (first, second)]  # read before the other wrote
    third = a_document(world, title="Vỉa hè đường Trường Sa mới")
    watch.note_news(old, {second, third.pk})
    assert list(News.objects.values_list("document", flat=True)) == [third.pk]
    assert set(SavedSearch.objects.get(pk=saved.pk).known) >= {first, second, third.pk}


def test_without_an_index_at_that_moment_the_news_come_once_it_is_back(world, as_, saved):
    a_document(world, title="Vỉa hè đường Trường Sa")
    drain_once()
    the_engine().forget()
    drain()  # the worker looks, and there is nothing to ask
    assert news_of(world, "linh") == []
    settle_all()
    assert news_of(world, "linh") == [("Vỉa hè", 1)]
