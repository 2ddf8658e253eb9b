"""Drafting in a real browser: a file goes the moment it is chosen, a secret closes the form."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from docs_mgmt.models import Document, Upload
from tests.builders import WORD, a_world

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on this machine"),
]


@pytest.fixture
def world(transactional_db, settings):
    settings.DEMO = True
    return a_world()


@pytest.fixture
def page(world, live_server, monkeypatch):
    # Playwright keeps an event loop in this thread; the database is asked beside it, never in it.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=live_server.url, viewport={"width": 1440, "height": 900})
        page.goto("/sign-in/")
        page.locator('form[action="/demo/sign-in/linh/"] button').click()
        page.goto("/documents/new/")
        yield page
        browser.close()


def test_a_file_goes_at_once_and_the_keyboard_makes_the_draft(page, world):
    page.set_input_files("#id_main", WORD)
    expect(page.locator("#slot_main li b")).to_have_text(WORD.name)
    assert Upload.objects.get().person == world["linh"]
    page.select_option("#id_type", "QĐ")
    page.select_option("#id_signer", label="Tạ Quốc Vỹ, Phó Chủ tịch")
    expect(page.locator("#ahead .block")).to_contain_text("PHÓ CHỦ TỊCH")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".problems")).to_be_focused()
    assert Axe().run(page).response["violations"] == []
    page.fill("#id_title", "Thành lập Tổ trật tự đô thị")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/documents/\d+/$"))
    assert Document.objects.get().versions.get().name == WORD.name
    assert Upload.objects.count() == 1  # the file was sent once


def test_choosing_a_secrecy_level_closes_the_form_at_once(page):
    page.set_input_files("#id_main", WORD)
    expect(page.locator("#slot_main li b")).to_have_text(WORD.name)
    page.fill("#id_title", "Kế hoạch không ai được biết")
    page.select_option("#id_secrecy", "secret")
    expect(page.locator("form[data-office-upload]")).to_have_count(0)
    assert "không ai được biết" not in page.content()
    assert not Upload.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_the_form_is_accessible_and_fits(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
