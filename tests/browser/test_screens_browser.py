"""The screens of the README, taken from the full demo; only where SCREENS is set.

SCREENS=1 loads the demo first; SCREENS=/a/folder copies an installation in which it is loaded.
"""

import io
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.house import ROOT, House

pytestmark = pytest.mark.skipif(not os.environ.get("SCREENS"), reason="SCREENS is not set")

FOLDER = ROOT / "docs" / "screens"
LIMIT = 150_000


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The house of the full demo, in which the forty documents lie."""
    house = House(tmp_path_factory.mktemp("demo"))
    loaded = Path(os.environ["SCREENS"])
    if loaded.is_dir():
        shutil.copytree(loaded, house.folder / "var")
    house.python("from django.core.management import call_command; call_command('prepare')")
    try:
        house.address = house.serve()
        house.start("worker", "manage.py", "qcluster")
        house.start("index", "manage.py", "index")
        yield house
    finally:
        house.close()


def take(page: Page, name: str) -> None:
    """Save what the person sees, small enough for a repository."""
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.wait_for_timeout(1500)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    FOLDER.mkdir(exist_ok=True)
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LIMIT:
            break
    (FOLDER / f"{name}.png").write_bytes(out.getvalue())


def open_first(page: Page, address: str) -> None:
    """Open the first thing that waits on a page."""
    page.goto(address)
    link = page.locator("[data-office-row] h3 a").first
    page.goto(link.get_attribute("href"))


def test_the_six_main_screens(visit):
    for width, height, end in ((1440, 900, ""), (390, 844, "-phone")):
        hanh = visit("hanh", width=width, height=height)
        if end:
            take(hanh, f"desk{end}")
        open_first(hanh, "/")
        expect(hanh.locator(".paper img").first).to_be_attached(timeout=600_000)
        take(hanh, f"decide{end}")
    linh = visit("linh")
    linh.goto("/")
    take(linh, "desk")
    linh.get_by_role("link", name="Phân loại chất thải rắn").first.click()
    if "/opinions/" in linh.url:
        linh.goto(linh.url.replace("opinions/", ""))
    # The worker draws a fresh demo's pages one after the other.
    expect(linh.locator("#page-1 img")).to_be_visible(timeout=600_000)
    take(linh, "document")
    oanh = visit("oanh")
    oanh.goto("/records/")
    take(oanh, "records-desk")
    oanh.goto("/registers/?series=ADMIN")
    take(oanh, "register")
    oanh.goto("/search/?q=to+dan+pho")
    expect(oanh.locator("article.hit").first).to_be_visible()
    take(oanh, "search")
