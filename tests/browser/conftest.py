"""One house for all tests of this room, and people who look at it in a real browser."""

import json
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.house import House

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
#: A machine that does much else at once is slow, not wrong.
PATIENCE = 30_000
WIDTH, HEIGHT = 1440, 900
#: As behind a proxy that lets no socket through.
NO_SOCKETS = "window.WebSocket = class { static OPEN = 1; constructor() { throw new Error(); } };"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where there is no chromium there is nothing to drive."""
    if shutil.which("chromium") is None:
        for item in items:
            if "/browser/" in item.path.as_posix():
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


@pytest.fixture(scope="session")
def house(tmp_path_factory) -> Iterator[House]:
    """The house with its people and papers; `address` is its door, `papers` the ids by stage."""
    house = House(tmp_path_factory.mktemp("house"))
    try:
        told = house.python(
            "import json; from tests.browser.fill import fill; print(json.dumps(fill()))"
        )
        house.papers = json.loads(told.splitlines()[-1])
        house.address = house.serve()
        house.start("worker", "manage.py", "qcluster")
        house.start("index", "manage.py", "index")
        yield house
    finally:
        house.close()
    assert "Traceback" not in house.words(), house.words()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a file: two of Playwright's own loops do not live side by side."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[*ARGUMENTS, "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, house) -> Iterator[Callable[..., Page]]:
    """A person at their own screen: `visit("linh")`, `visit("vy", width=390, language="en")`."""
    contexts = []

    def opened(
        username: str = "",
        *,
        width: int = WIDTH,
        height: int = HEIGHT,
        language: str = "vi",
        address: str = "",
        without_sockets: bool = False,
    ) -> Page:
        context = chromium.new_context(
            base_url=address or house.address,
            viewport={"width": width, "height": height},
            has_touch=width < 500,
            is_mobile=width < 500,
            accept_downloads=True,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if without_sockets:
            context.add_init_script(NO_SOCKETS)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        if username:
            sign_in(page, username)  # who may have left another language behind
            speak(page, language)
        return page

    expect.set_options(timeout=PATIENCE)
    yield opened
    for context in contexts:
        context.close()


def sign_in(page: Page, username: str) -> None:
    """Be somebody of the demo by one click."""
    page.goto("/sign-in/")
    button = page.locator(f'form[action="/demo/sign-in/{username}/"] button')
    if not button.is_visible():
        page.locator(".people-more summary").click()
    button.click()
    expect(page).not_to_have_url(re.compile("sign-in"))


def speak(page: Page, language: str) -> None:
    """Switch the language, if it is another one; the administration shows its button at once."""
    if page.locator("html").get_attribute("lang") == language:
        return
    button = page.locator(f'button[name="language"][value="{language}"]').first
    if not button.is_visible():
        page.locator(".account summary").click()
    button.click()
    expect(page.locator("html")).to_have_attribute("lang", language)
