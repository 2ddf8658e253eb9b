"""An archivist takes old files in, puts the doubtful ones right, and finds them again."""

import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.archive_of_old.builders import DECISION
from tests.archive_of_old.files import write_word

TITLE = "Về việc khen thưởng phong trào thi đua"


def a_parcel(folder: Path) -> Path:
    """Papers of 2012: one is sure, one lacks its day, one has another number in its name, and one,
    in which all is plain, is another agency's."""
    papers = {
        "QD 15.docx": {},
        "QD 17.docx": {"15/QĐ": "17/QĐ", "ngày 05": "ngày …", TITLE: f"{TITLE} khối phố"},
        "QD 19.docx": {"15/QĐ": "18/QĐ", TITLE: f"{TITLE} các trường học"},
        "QD 21.docx": {
            "15/QĐ": "21/QĐ",
            TITLE: "Về việc nghỉ hưu của cán bộ",
            "HÒA MINH": "BÌNH AN",
            "Hòa Minh": "Bình An",
        },
    }
    parcel = folder / "kho.zip"
    with zipfile.ZipFile(parcel, "w") as kept:
        for name, changes in papers.items():
            lines = list(DECISION)
            for old, new in changes.items():
                lines = [line.replace(old, new) for line in lines]
            kept.write(write_word(folder / name, lines), f"2012/{name}")
    return parcel


def count(page: Page, heading: str):
    return page.locator(f"#{heading}-heading .count")


def found(page: Page, question: str, hits: int) -> None:
    """Ask until the index has taken in what was filed a moment ago."""
    for _ in range(20):
        page.goto(f"/search/?q={question}")
        if page.locator("article.hit").count() == hits:
            return
        page.wait_for_timeout(500)
    expect(page.locator("article.hit")).to_have_count(hits)


def take_in(page: Page, parcel: Path) -> None:
    """From the archive's page: choose the parcel by the button in our words, and send it."""
    page.goto("/archive/")
    page.locator(".head .acts a").click()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-office-pick] label.btn").first.click()
    chooser.value.set_files(parcel)
    expect(page.locator("[data-office-chosen]").first).to_contain_text(parcel.name)
    page.locator("form[data-office-upload] button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/archive/import/\d+/"))


def put_right(page: Page) -> None:
    """The day that a paper lacks; the others stand as their texts say."""
    page.keyboard.press("r")
    expect(page.locator("[name=date]")).to_be_focused()
    page.keyboard.type("07/03/2012")
    page.keyboard.press("Enter")
    expect(page.locator("[name=full]")).to_be_focused()
    expect(page.locator("[name=full]")).to_have_value("18/QĐ-UBND")
    page.keyboard.press("Enter")
    expect(page.locator("[name=full]")).to_have_value("21/QĐ-UBND")
    expect(page.locator("form :focus")).to_have_count(0)  # nothing is doubtful: one Enter is enough
    page.keyboard.press("Enter")


def test_old_files_are_taken_in_put_right_with_one_key_and_found(visit, tmp_path):
    page = visit("tue")
    take_in(page, a_parcel(tmp_path))
    expect(count(page, "filed")).to_have_text("1")
    expect(count(page, "review")).to_have_text("3")
    expect(page.locator(".old-list").last).to_contain_text("15/QĐ-UBND")
    put_right(page)
    expect(count(page, "filed")).to_have_text("4")
    expect(count(page, "review")).to_have_count(0)
    found(page, "khen thưởng phong trào thi đua", hits=3)
    page.goto("/search/?q=17/QĐ-UBND")
    page.locator("article.hit h3 a").first.click()
    expect(page.locator("#subtitle")).to_contain_text("07/03/2012")
    page.mouse.wheel(0, 20_000)
    expect(page.locator("#similar li")).to_have_count(2)
    assert page.complaints == []


def test_the_register_of_another_table_is_refused_beside_the_button(visit, tmp_path):
    page = visit("tue")
    page.goto("/archive/import/")
    other = tmp_path / "luong.csv"
    other.write_text("Họ tên;Lương\nA;1\n")
    page.locator("[name=papers]").set_input_files(write_word(tmp_path / "QD.docx", DECISION))
    page.locator("[name=register]").set_input_files(other)
    page.locator("form[data-office-upload] button[type=submit]").click()
    expect(page.locator(".problems")).to_be_visible()
    expect(page.locator(".field.bad .wrong")).to_be_visible()
    expect(page.locator("[data-office-pick] label.btn")).to_have_count(2)
    assert page.complaints == []
