"""The frame of every page: a strict policy, nothing inline, one bar, few questions asked."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from docs_mgmt.rules.words import Role
from tests.shell.conftest import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.shell.refusing_urls")]

OPEN_PAGES = ("/sign-in/", "/nothing/")
PAGES = ("/password/", "/sign-out/", "/nothing/", "/probe/forbidden/", "/probe/not-now/")
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def assert_nothing_inline(page):
    assert [tag for tag in page.select("script") if not tag.get("src")] == []
    assert page.select("style") == []
    for tag in page.select("*"):
        assert [name for name in tag.attrs if name == "style" or name.startswith("on")] == []
    assert page.select("a[href^='javascript:']") == []


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_the_policy_of_a_page_is_strict(client, address):
    policy = client.get(address)["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["img-src"] == "'self' data:"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_nothing_is_inline_at_the_door(client, settings, linh_the_officer, address):
    settings.DEMO = True
    assert_nothing_inline(page_of(client.get(address)))


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_inline_inside(client, oanh_the_clerk, address):
    client.force_login(oanh_the_clerk)
    assert_nothing_inline(page_of(client.get(address)))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_writes_anything_inline(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=\"", text) == []


def test_every_icon_that_a_template_draws_is_in_the_sprite():
    sprite = Path(settings.BASE_DIR, "static", "icons.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    drawn = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert drawn - known == set()


def test_every_page_of_a_sample_says_so(client, oanh_the_clerk):
    client.force_login(oanh_the_clerk)
    for address in PAGES:
        assert page_of(client.get(address)).select_one(".sample") is not None


def test_a_page_of_a_real_office_does_not(client, an_the_real_officer):
    client.force_login(an_the_real_officer)
    assert page_of(client.get("/password/")).select(".sample") == []


def test_the_bar_shows_who_is_here_and_only_links_that_lead_somewhere(client, oanh_the_clerk):
    client.force_login(oanh_the_clerk)
    page = page_of(client.get("/password/"))
    assert page.select_one(".me").get_text(" ", strip=True).startswith("Cao Thị Kim Oanh")
    assert page.select_one(".brand").get_text(strip=True) == "UBND phường hoa-minh"
    for link in page.select(".nav-main a, .account-menu a"):
        assert link["href"].startswith("/")


def test_the_frame_asks_the_database_few_questions(
    client, oanh_the_clerk, django_assert_max_num_queries
):
    client.force_login(oanh_the_clerk)
    client.get("/probe/frame/")
    with django_assert_max_num_queries(2 + 3):  # session and person, then the frame's own
        client.get("/probe/frame/")


def test_the_administration_leaves_by_the_doors_of_the_house(client, sample_unit):
    keeper = a_person("hau", "Nguyễn Văn Hậu", "Quản trị", sample_unit, Role.ADMINISTRATOR)
    client.force_login(keeper)
    page = page_of(client.get("/admin/"))
    assert [form["action"] for form in page.select("#user-tools form")] == [
        "/language/",
        "/sign-out/",
    ]
    assert page.select_one(".sample") is not None


def test_an_administrator_begins_the_day_in_the_administration(client, sample_unit):
    keeper = a_person("hau", "Nguyễn Văn Hậu", "Quản trị", sample_unit, Role.ADMINISTRATOR)
    client.force_login(keeper)
    assert page_of(client.get("/password/")).select_one(".brand")["href"] == "/admin/"
