"""Every main page in two languages: accessible, nothing cut off at any width; and by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import speak
from tests.browser.fill import TITLES

WIDTHS = (1440, 768, 390)
#: Who looks at what; `{STAGE}` is the document that stands there.
PAGES = {
    "linh": ["/", "/documents/new/", "/search/", "/search/?q=duong"],
    "khoa": [
        "/",
        "/documents/{DRAFTED}/",
        "/documents/{DRAFTED}/circulate/",
        "/documents/{DRAFTED}/submit/",
        "/documents/{DRAFTED}/edit/",
        "/documents/{DRAFTED}/add_version/",
        "/documents/{DRAFTED}/cancel/",
        "/documents/{SUBMITTED}/withdraw/",
        "/documents/{CHECKED}/",
        "/documents/{CHECKED}/opinions/",
        "/documents/{CHECKED}/why/",
        "/documents/{ARCHIVED}/",
    ],
    "luong": ["/", "/documents/{SUBMITTED}/check/"],
    "vy": ["/", "/documents/{CHECKED}/approve/", "/documents/{APPROVED}/reopen/"],
    "oanh": [
        "/records/",
        "/documents/{APPROVED}/print/",
        "/documents/{PRINTED}/sign/",
        "/documents/{SIGNED}/number/",
        "/documents/{NUMBERED}/seal/",
        "/documents/{NUMBERED}/void_number/",
        "/documents/{SEALED}/issue/",
        "/documents/{ISSUED}/archive/",
        "/registers/",
        "/copies/?code=khong-co",
        "/archive/",
        "/documents/999999/",
    ],
    "tue": ["/archive/"],
    "quantri": ["/admin/"],
}


def axe_finds(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:300] for node in one["nodes"]][:3]) for one in found]


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("username", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_accessible_and_fits(visit, house, username, language):
    page = visit(username, language=language)
    wrong = {}
    for pattern in PAGES[username]:
        address = pattern.format(**house.papers)
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            if over := overflow(page):
                wrong[address, width, "px too wide"] = over
            # What axe looks at differs between the bar above and the bar below, not between more.
            if width != 768 and (found := axe_finds(page)):
                wrong[address, width, "axe"] = found
    assert wrong == {}
    assert page.complaints == []


def test_an_officer_works_by_keyboard_alone(visit):
    page = visit()
    page.goto("/sign-in/")
    button = page.locator('form[action="/demo/sign-in/linh/"] button')
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("sign-in"))

    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/documents/new/"))
    page.go_back()
    page.keyboard.press("/")
    expect(page.locator(".find input[name=q]")).to_be_focused()
    page.keyboard.type("duong")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=duong"))


def test_the_desk_is_walked_by_j_k_and_enter(visit):
    page = visit("khoa")
    rows = page.locator("[data-office-row]")
    expect(rows.nth(1)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    at = page.locator("[data-office-row].at")
    expect(at).to_have_count(1)
    address = at.locator("a").first.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))


def test_a_leader_decides_by_keyboard_and_can_still_think_again(visit, house):
    page = visit("vy")
    page.goto(f"/documents/{house.papers['CHECKED']}/approve/")
    page.keyboard.press("d")
    sheet = page.locator("#approve")
    expect(sheet).to_be_visible()
    assert axe_finds(page) == []
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("t")
    expect(page.locator("#send-back")).to_be_visible()
    assert axe_finds(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_contain_text(TITLES["CHECKED"])


def test_the_way_to_confirm_is_reached_by_tab(visit, house):
    page = visit("vy")
    page.goto(f"/documents/{house.papers['CHECKED']}/approve/")
    page.keyboard.press("d")
    confirm = page.locator("#approve button[type=submit]")
    for _ in range(5):
        if confirm.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(confirm).to_be_focused()


def test_both_languages_stay_where_one_was(visit, house):
    page = visit("khoa")
    address = f"/documents/{house.papers['DRAFTED']}/"
    page.goto(address)
    speak(page, "en")
    expect(page).to_have_url(re.compile(f"{address}$"))
    speak(page, "vi")
    expect(page).to_have_url(re.compile(f"{address}$"))
