"""A version partly typed, partly scanned: its typed words at once, those of the scans later."""

import pytest
from bs4 import BeautifulSoup

from docs_mgmt.files import ocr
from docs_mgmt.files.store import path_of
from docs_mgmt.jobs.reading import draw_version, read_version, render_version
from docs_mgmt.jobs.recognising import recognise_next_page
from docs_mgmt.models import HistoryEntry, PagePicture, Version, VersionText
from docs_mgmt.rules.words import WordsFrom
from docs_mgmt.writes.record_reading import (
    DrawnOtherwiseError,
    PictureFacts,
    record_pictures,
)
from search.jobs import drain_once
from tests.files import hostile
from tests.files.mixed import SCANNED_WORDS, bound, scanned, sheet_of
from tests.pages.test_words_from import a_version, note_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(world) -> Version:
    """Two typed pages and between them the scan of a notice, on its side if that can be told."""
    sheet = sheet_of(turned=90 if ocr.can_turn() else 0)
    data = bound(hostile.pdf("Dieu 1. Thuy loi"), scanned(sheet), hostile.pdf("Trang cuoi"))
    version = a_version(world, data, "phu luc.pdf")
    read_version(version.pk)
    render_version(version.pk)
    draw_version(version.pk)
    return Version.objects.get(pk=version.pk)


def pictures_of(version: Version) -> dict[int, PagePicture]:
    return {picture.page: picture for picture in version.rendition.pictures.all()}


def sources_of(as_, version: Version) -> list[str]:
    page = as_("linh").get(f"/documents/{version.document_id}/?view=pages").content
    return [image["src"] for image in BeautifulSoup(page, "html.parser").select(".paper img")]


needs_turns = pytest.mark.skipif(
    not (ocr.is_available() and ocr.can_turn()),
    reason="this machine cannot tell which way up a page is",
)


@needs_turns
def test_a_sheet_on_its_side_is_shown_upright_once_it_is_read(as_, mixed):
    before, shown = pictures_of(mixed), sources_of(as_, mixed)
    assert before[2].width > before[2].height
    recognise_next_page()
    after = pictures_of(mixed)
    assert after[2].width < after[2].height
    assert (after[1].sha256, after[3].sha256) == (before[1].sha256, before[3].sha256)
    changed = [was != now for was, now in zip(shown, sources_of(as_, mixed), strict=True)]
    assert changed == [False, True, False]  # no browser shows the one that it kept


@needs_turns
def test_pages_drawn_after_their_words_were_recognised_are_upright_too(mixed):
    """Whichever of the two jobs ends first: the words stand where the pictures show them."""
    recognise_next_page()
    upright = pictures_of(mixed)
    PagePicture.objects.all().delete()
    with pytest.raises(DrawnOtherwiseError):  # begun before, done after
        record_pictures(mixed.rendition, [PictureFacts(2, "a" * 64, 1240, 877)])
    assert not PagePicture.objects.exists()
    draw_version(mixed.pk)
    again = pictures_of(mixed)
    assert {page: one.sha256 for page, one in again.items()} == {
        page: one.sha256 for page, one in upright.items()
    }


def line_of(as_, version: Version) -> str:
    return note_of(as_, version).select_one("[data-office-words-from]").text


def test_typed_words_are_there_at_once_and_the_page_says_what_is_not(world, as_, mixed):
    text = mixed.text
    assert (text.words_from, text.scanned_pages, text.sureness) == (WordsFrom.MIXED, [2], None)
    assert text.has_text
    assert "Dieu 1. Thuy loi" in text.paragraphs
    assert "2" in line_of(as_, mixed)
    page = as_("linh").get(f"/documents/{mixed.document_id}/").content
    assert "big-only" not in BeautifulSoup(page, "html.parser").select_one("#page-1 img")["class"]


@pytest.mark.skipif(not ocr.is_available(), reason="this machine has no tesseract with Vietnamese")
def test_the_words_of_the_scan_are_found_and_marked_where_they_stand(world, as_, mixed):
    original = path_of(mixed.sha256).read_bytes()
    recognise_next_page()
    text = VersionText.objects.get(version=mixed)
    assert (text.words_from, text.scanned_pages) == (WordsFrom.MIXED, [2])
    assert text.sureness > 60
    assert f"{text.sureness}%" in line_of(as_, mixed)
    assert path_of(mixed.sha256).read_bytes() == original
    assert mixed.rendition.sha256 == mixed.sha256 != text.searchable_sha256
    entry = HistoryEntry.objects.order_by("pk").last()
    assert (entry.facts["words_from"], entry.facts["scanned_pages"]) == ("mixed", [2])
    drain_once()
    asked = as_("linh").get("/search/", {"q": f"“{SCANNED_WORDS}”"}).content.decode()
    assert mixed.document.title in asked
    client, base = as_("linh"), f"/search/places/{mixed.document_id}/{mixed.number}/"
    assert client.get(base, {"find": SCANNED_WORDS}).json() == {"pages": [2]}
    places = client.get(f"{base}2/", {"find": SCANNED_WORDS}).json()["places"]
    assert places
    for left, top, right, bottom in places[0]["boxes"]:
        assert right - left > bottom - top
    assert client.get(f"{base}1/", {"find": "thuy loi"}).json()["places"]
