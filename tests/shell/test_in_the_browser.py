"""The frame in a real browser: at three widths, by keyboard, with and without the live line."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.urls("tests.shell.refusing_urls"),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on this machine"),
]

WIDTHS = (1440, 768, 390)
ROWS = """<ol>
  <li data-office-row><h3><a href="/sign-out/">1</a></h3></li>
  <li data-office-row><h3><a href="/password/?2">2</a></h3></li>
</ol>"""
NEWS = '<div id="news" data-office-live="document:7" data-office-src="/probe/news/">{}</div>'
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@pytest.fixture
def page(live_server):
    # Begun after the database and ended before it: while Playwright keeps its loop in this thread,
    # Django gives the thread another connection, which knows no serialized contents to put back.
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[*ARGUMENTS, "--disable-component-update"],
        )
        page = browser.new_page(base_url=live_server.url, viewport={"width": 1440, "height": 900})
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        yield page
        browser.close()


@pytest.fixture
def a_demo(settings, linh_the_officer, oanh_the_clerk):
    settings.DEMO = True


def be(page, name):
    page.goto("/sign-in/")
    page.get_by_role("button", name=re.compile(name)).click()
    expect(page).not_to_have_url(re.compile("sign-in"))


def put(page, html):
    page.locator("main").evaluate("(main, html) => { main.innerHTML = html }", html)


def assert_accessible(page):
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_door_is_accessible_and_fits(page, a_demo, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/sign-in/")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_frame_is_accessible_and_fits(page, a_demo, width):
    be(page, "Cao Thị Kim Oanh")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/password/")
    assert_accessible(page)
    page.locator(".account summary").click()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_account_menu_opens_and_closes_by_keyboard(page, a_demo):
    be(page, "Hồ Thị Nhật Linh")
    page.goto("/password/")
    summary = page.locator(".account summary")
    summary.focus()
    page.keyboard.press("Enter")
    menu = page.locator(".account-menu")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_question_mark_lists_the_keys_and_never_while_one_types(page, a_demo):
    be(page, "Hồ Thị Nhật Linh")
    page.goto("/password/")
    page.locator("#id_oldpassword").focus()
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_j_and_k_walk_along_the_rows_and_enter_opens(page, a_demo):
    be(page, "Hồ Thị Nhật Linh")
    page.goto("/password/")
    put(page, ROWS)
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="1", exact=True)).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("li.at")).to_have_text("2")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sign-out/$"))


def test_a_form_is_sent_once_and_wakes_again_when_one_comes_back(page, a_demo, linh_the_officer):
    be(page, "Hồ Thị Nhật Linh")
    page.goto("/password/")
    button = page.locator(".door-form button")
    page.route("**/password/", lambda route: route.fulfill(status=204))  # nothing comes
    page.locator("#id_oldpassword").fill("x")
    button.evaluate("button => button.form.noValidate = true")
    button.click()
    expect(button).to_be_disabled()
    expect(button).to_have_attribute("aria-busy", "true")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(button).to_be_enabled()


def test_a_part_is_fetched_again_where_sockets_are_blocked(page, a_demo):
    page.clock.install()
    be(page, "Hồ Thị Nhật Linh")
    page.goto("/probe/news/")
    page.goto("/probe/frame/")
    put(page, NEWS.format("0"))
    page.clock.run_for(16_000)
    expect(page.locator("#news")).to_have_text("2")


def test_a_part_in_which_someone_writes_is_left_alone(page, a_demo):
    page.clock.install()
    be(page, "Hồ Thị Nhật Linh")
    page.goto("/probe/frame/")
    put(page, NEWS.format("<textarea></textarea>"))
    page.locator("textarea").fill("half a sentence")
    page.clock.run_for(31_000)
    expect(page.locator("textarea")).to_have_value("half a sentence")
