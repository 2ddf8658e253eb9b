"""The page that finds: what it shows, what it says, and what it costs."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from approvals.steps import circulate_document
from approvals.steps.circulate import Asked
from docs_mgmt.clock import today
from search.jobs import drain_once
from tests.search.conftest import an_officer, draft

TEXT = "Mỗi hộ gia đình tự phân loại rác thành ba nhóm trước khi giao cho đơn vị thu gom."


@pytest.fixture
def page(client, linh_the_officer):
    client.force_login(linh_the_officer)

    def ask(typed: str = "", **how: object) -> BeautifulSoup:
        answer = client.get(reverse("search:find"), {"q": typed, **how})
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return ask


def said(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("#content").get_text(" ").split())


def test_a_hit_shows_title_words_and_way(page, linh_the_officer):
    document = draft(linh_the_officer, "Kế hoạch thu gom chất thải", TEXT, pages=[0])
    drain_once()
    soup = page("phan loai rac")
    (hit,) = soup.select("article.hit")
    assert hit.h3.a["href"] == f"{document.get_absolute_url()}?page=1&find=phan+loai+rac#page-1"
    assert hit.h3.a.get_text(strip=True) == "Kế hoạch thu gom chất thải"
    assert [mark.text for mark in hit.select("mark")] == ["phân loại rác"]
    assert "data-office-row" in hit.attrs
    assert soup.h1.get_text(strip=True)[0] == "1"


def test_a_hit_that_circulates_says_so(page, linh_the_officer):
    document = draft(linh_the_officer, "Kế hoạch thu gom", TEXT)
    drain_once()
    (hit,) = page("thu gom").select("article.hit")
    assert "Soạn" in hit.select_one(".meta").text
    unit = document.unit
    colleague = an_officer("bach", "Lê Văn Bách", unit)
    asked = Asked([colleague], [], today() + timedelta(days=3))
    circulate_document(document, asked, actor=linh_the_officer, token="t" * 32)
    (hit,) = page("thu gom").select("article.hit")
    assert "Lấy ý kiến" in hit.select_one(".meta").text


def test_what_was_typed_is_shown_as_text(page, linh_the_officer):
    draft(linh_the_officer, "Kế hoạch <b>đậm</b>", "<script>alert(1)</script> rác")
    drain_once()
    soup = page("<script>rác</script>")
    assert not soup.select("main script")
    assert "<script>alert(1)" in said(page("rác"))


def test_a_number_that_does_not_exist_is_said(page, linh_the_officer):
    draft(linh_the_officer, "Kế hoạch", TEXT)
    drain_once()
    soup = page("08/QĐ-UBND")
    assert soup.select("article.hit") == []
    assert "08/QĐ-UBND" in soup.h1.get_text()
    assert page("QĐ-UBND số 8").h1.get_text().count("số") == 1
    assert "words=1" in soup.select_one(".empty a")["href"]


def test_who_cites_a_number_that_nobody_bears_is_shown_as_such(page, linh_the_officer):
    draft(linh_the_officer, "Kế hoạch", "Căn cứ Quyết định số 08/QĐ-UBND ngày 01/02/2024.")
    drain_once()
    soup = page("8/qđ-ubnd")
    assert len(soup.select("article.hit")) == 1
    assert "8/qđ-ubnd" in soup.select_one(".note").get_text()
    assert soup.select_one("#by-number") is None


def test_nothing_found_says_what_to_do_next(page, linh_the_officer):
    draft(linh_the_officer, "Kế hoạch", TEXT)
    drain_once()
    assert page("thủy điện nhỏ").select_one(".empty p").get_text(strip=True)


def test_lists_are_narrowed_by_links_that_can_be_kept(page, linh_the_officer):
    draft(linh_the_officer, "Kế hoạch thu gom", TEXT)
    draft(linh_the_officer, "Báo cáo thu gom", TEXT, kind="BC")
    drain_once()
    soup = page("thu gom", kind="BC", sort="newest")
    assert len(soup.select("article.hit")) == 1
    assert soup.select_one("#kind-BC").has_attr("checked")
    assert soup.select_one("#kind-KH") is not None
    assert len(page("thu gom", kind="nonsense", year="x", page="-3").select("article.hit")) == 2


def test_pages_follow(page, linh_the_officer):
    for at in range(13):
        draft(linh_the_officer, f"Kế hoạch thu gom lần {at}", TEXT)
    drain_once()
    first, second = page("thu gom"), page("thu gom", page="2")
    assert len(first.select("article.hit")) == 10
    assert len(second.select("article.hit")) == 3
    assert "page=2" in first.select_one("a[rel=next]")["href"]
    assert second.select_one("a[rel=next]") is None


def test_without_an_index_the_page_says_so(page, linh_the_officer):
    draft(linh_the_officer, "Kế hoạch", TEXT)
    soup = page("thu gom")
    assert soup.select_one(".empty b").get_text(strip=True)
    assert "2" in soup.select_one(".empty p").get_text()


def test_a_list_costs_the_same_for_one_and_for_three(page, client, linh_the_officer, monkeypatch):
    # The office's abbreviations are read every two seconds, whatever is found.
    monkeypatch.setattr("search.queries.abbreviations.SECONDS", 3600.0)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page("thu gom")
        return len(queries)

    draft(linh_the_officer, "Kế hoạch thu gom 1", TEXT)
    drain_once()
    cost()
    one = cost()
    for at in (2, 3):
        draft(linh_the_officer, f"Kế hoạch thu gom {at}", TEXT)
    drain_once()
    assert cost() == one <= 12


def test_a_stranger_is_sent_to_the_door(client, db):
    answer = client.get(reverse("search:find"), {"q": "rác"})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_question_too_long_is_refused_with_a_sentence(page):
    soup = page("rác " * 400)
    assert soup.select_one("[role=alert]").get_text(strip=True)


def test_a_number_with_its_code_put_in_is_said_on_the_page(page, linh_the_officer):
    draft(linh_the_officer, "Kế hoạch", "Căn cứ Quyết định số 123/QĐ-UBND ngày 12/3/2025.")
    drain_once()
    soup = page("quyết định số 123/UBND")
    assert "quyết định số 123/UBND" in soup.select_one("#content .note").get_text()
    assert "123/QĐ-UBND" in soup.select_one("#content .note").get_text()
    assert len(soup.select("article.hit")) == 1
    assert "123/QĐ-UBND" in soup.select_one("#by-words").get_text()


@pytest.mark.parametrize("typed", ["nghien" * 5, "rác" * 300, "x" * 1000])
def test_a_long_unknown_word_is_answered(page, linh_the_officer, typed):
    draft(linh_the_officer, "Kế hoạch", TEXT)
    drain_once()
    assert page(typed).select("article.hit") == []


LAND = "Quyết định thu hồi đất của hộ gia đình tại khu phố Bàu Sen."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quyt dinh thu hoi dat", "quyết dinh thu hoi dat"),
        ("quyết định thu hồi đaat", "quyết định thu hồi đất"),
    ],
)
def test_a_spelling_is_offered_where_some_have_only_most_of_the_words(
    page, linh_the_officer, typed, meant
):
    draft(linh_the_officer, "Về đất", LAND)
    drain_once()
    soup = page(typed)
    assert len(soup.select("article.hit")) == 1
    assert soup.select_one(".note a").get_text() == meant


@pytest.mark.parametrize(
    "typed",
    [
        "quyết định thu hồi đất",
        "quyết định thu hồi đấ",  # still being typed
        "qđ thu hồi đất",  # an abbreviation
        "quyết định thu hồi đất phường",  # no spelling of a word that nobody writes
    ],
)
def test_no_spelling_is_offered_for_words_that_are_right(page, linh_the_officer, typed):
    draft(linh_the_officer, "Về đất", LAND)
    drain_once()
    soup = page(typed)
    assert soup.select("article.hit")
    assert soup.select(".note a") == []


def test_the_spelling_that_stands_between_the_same_words_is_the_nearest(page, linh_the_officer):
    draft(linh_the_officer, "Thu gom", "Lại nói, lại bàn, lại làm, rồi phân loại rác thải.")
    drain_once()
    assert page("phân laoi rác thair").select_one(".empty a").get_text() == "phân loại rác thải"
