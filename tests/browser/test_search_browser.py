"""Finding by keyboard alone: suggestions, a list to keep, the words marked on the page."""

import re

from playwright.sync_api import expect


def test_a_title_is_suggested_and_opened_by_keyboard(visit, house):
    page = visit("khoa")
    page.keyboard.press("/")
    page.keyboard.type("cong thoat nuo", delay=30)
    box = page.locator(".find input")
    options = page.locator("[role=option]")
    expect(options.filter(has_text="Sửa chữa cống thoát nước")).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/documents/{house.papers['DRAFTED']}/"))
    assert page.complaints == []


def test_a_stranger_is_suggested_nothing(visit):
    page = visit("tue")
    page.goto("/search/")
    page.locator(".find input").click()
    with page.expect_response(re.compile("suggest/\\?q=cong")) as answer:
        page.keyboard.type("cong thoat", delay=30)
    assert "Sửa chữa" not in answer.value.text()
    expect(page.locator("[role=option]")).to_have_count(0)


def test_the_words_are_marked_on_the_page_and_n_goes_on(visit, house):
    page = visit("khoa")
    page.goto(f"/documents/{house.papers['DRAFTED']}/?page=1&find=c%C3%B4ng+d%C3%A2n#page-1")
    expect(page.locator(".found-mark.at")).not_to_have_count(0)
    said = page.locator("#found [data-office-say]")
    expect(said).to_contain_text("1")
    first = said.text_content()
    page.keyboard.press("n")
    expect(said).not_to_have_text(first)
    page.keyboard.press("p")
    expect(said).to_have_text(first)
    assert page.complaints == []


def test_why_a_line_was_found_is_told_when_one_opens_it(visit):
    page = visit("khoa")
    page.goto("/search/?q=bau+sen")
    why = page.locator(".why").first
    expect(why.locator("li")).to_have_count(0)
    why.locator("summary").click()
    expect(why.locator("li").first).to_contain_text("“Bàu Sen”")
    assert page.complaints == []


def test_a_search_is_named_and_saved_by_keyboard(visit):
    page = visit("khoa")
    page.goto("/search/?q=bau+sen")
    page.keyboard.press("l")
    expect(page.locator("#saved-name")).to_be_focused()
    page.keyboard.type("Đường của tổ 5")
    page.keyboard.press("Enter")
    kept = page.locator(".kept li", has_text="Đường của tổ 5")
    expect(kept).to_have_count(1)
    kept.get_by_role("button").click()
    expect(kept).to_have_count(0)
    assert page.complaints == []


def test_a_list_is_exported_with_its_progress(visit):
    page = visit("khoa")
    page.goto("/search/?q=duong")
    page.locator(".head .chooser summary").first.click()
    page.locator("button[name=kind][value=xlsx]").click()
    expect(page).to_have_url(re.compile("/search/exports/"))
    with page.expect_download() as taken:
        page.locator("#export a.btn-primary").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    assert page.complaints == []


A_DRAFT = """
from tests.browser.fill import a_walk, a_world
from docs_mgmt.rules.flow import Stage
walk = a_walk(a_world(), drafter="khoa", type_key="KH", title="Tháo dỡ mái che lấn chiếm")
walk.to(Stage.DRAFTED)
"""


def test_my_desk_tells_of_news_in_a_saved_search_by_itself(visit, house):
    page = visit("luong")
    page.goto("/search/?q=mái+che")
    page.locator(".head .chooser summary").last.click()
    page.locator("[name=name]").fill("Mái che")
    page.locator("form[action$='/saved/'] button").first.click()
    expect(page.locator(".kept")).to_contain_text("Mái che")
    page.goto("/")
    expect(page.locator("#news .note")).to_have_count(0)
    house.python(A_DRAFT)
    expect(page.locator("#news .note")).to_contain_text("Mái che")
    assert page.complaints == []
