"""Scans between typed pages get their words too, and pages that lie on their side are turned."""

import pytest
from PIL import Image, ImageOps

from docs_mgmt.files import ocr
from docs_mgmt.files.page_words import placed_words
from docs_mgmt.files.pictures import picture_pages, picture_turned_pages
from docs_mgmt.files.reading import read_any
from docs_mgmt.labels.reading import pages_in_words
from docs_mgmt.rules.words import WordsFrom
from tests.builders import PDF
from tests.files import hostile
from tests.files.mixed import bound, scanned, sheet_of, shown_turned, stamped

needs_tesseract = pytest.mark.skipif(
    not ocr.is_available(), reason="this machine has no tesseract with Vietnamese"
)
needs_osd = pytest.mark.skipif(
    not (ocr.is_available() and ocr.can_turn()),
    reason="this machine has no tesseract that tells which way up a page is",
)
TYPED = "Dieu 1. Ban hanh ke hoach\nDieu 2. Thi hanh"
#: How far a recognised word may stand from the typed one, of the page.
NEAR = 0.012


@pytest.mark.parametrize(
    ("parts", "scans", "is_mixed"),
    [
        (("typed", "scan", "typed"), (2,), True),
        (("scan", "typed"), (1,), True),
        (("scan", "stamped"), (1, 2), False),
        (("scan", "empty"), (1,), False),
        (("typed", "empty"), (), False),
    ],
)
def test_the_scans_between_typed_pages_are_told(file, parts, scans, is_mixed):
    pages = {
        "typed": hostile.pdf(TYPED),
        "scan": hostile.scanned_pdf(),
        "stamped": stamped(sheet_of(dpi=50), "Den: 12/03/2024"),
        "empty": hostile.pdf(" "),
    }
    read = read_any(file(bound(*(pages[part] for part in parts))), "a.pdf")
    assert (read.scanned_pages, read.is_mixed) == (scans, is_mixed)
    assert read.has_text is ("typed" in parts)
    assert read.words_from is WordsFrom.TEXT


@needs_tesseract
def test_a_scan_between_typed_pages_gets_its_words_and_the_others_stay(file, settings):
    original = bound(hostile.pdf(TYPED), scanned(sheet_of()), hostile.pdf("Trang cuoi"))
    path = file(original)
    before = read_any(path, "a.pdf")
    found = ocr.recognise(path, only=before.scanned_pages)
    read = read_any(found.pdf, "a.pdf")
    assert path.read_bytes() == original
    assert (found.pages, read.pages, read.is_mixed) == (3, 3, False)
    assert found.sureness > 60
    first, second, third = (
        read.paragraphs[start:end]
        for start, end in zip(read.page_starts, [*read.page_starts[1:], None], strict=True)
    )
    assert first == before.paragraphs[: before.page_starts[1]]
    assert "tiếp công dân" in " ".join(second)
    assert third == ("Trang cuoi",)
    assert [word.text for word in placed_words(found.pdf, 3)] == ["Trang", "cuoi"]
    assert list(settings.TMP_DIR.iterdir()) == [found.pdf]


@needs_osd
@pytest.mark.parametrize(("lies", "rotate"), [(90, 0), (180, 0), (0, 90)])
def test_a_page_on_its_side_or_head_is_read_and_shown_upright(file, lies, rotate, tmp_path):
    path = file(shown_turned(scanned(sheet_of(turned=lies)), rotate))
    before = path.read_bytes()
    found = ocr.recognise(path)
    assert "Lịch tiếp công dân của Chủ tịch" in " ".join(read_any(found.pdf, "a.pdf").paragraphs)
    typed = {word.text: word for word in placed_words(PDF, 1)}["THÔNG"]
    upright = {word.text: word for word in placed_words(found.pdf, 1)}["THÔNG"]
    assert box_of(upright) == pytest.approx(box_of(typed), abs=NEAR)
    drawn = picture_turned_pages(path, tmp_path, copy=found.pdf)
    assert [image.page for image in drawn] == [1]
    assert ink_of(drawn[0].path) == pytest.approx(ink_of_typed(tmp_path), abs=NEAR)
    assert path.read_bytes() == before


@needs_osd
def test_a_page_that_lies_as_it_is_read_is_not_drawn_again(file, tmp_path):
    path = file(shown_turned(scanned(sheet_of(turned=90)), 90))
    found = ocr.recognise(path)
    assert picture_turned_pages(path, tmp_path, copy=found.pdf) == ()
    assert ink_of(picture_pages(path, tmp_path, copy=found.pdf)[0].path) == pytest.approx(
        ink_of_typed(tmp_path), abs=NEAR
    )


@needs_osd
def test_a_stamp_on_a_page_on_its_side_keeps_its_letters_and_places(file):
    path = file(stamped(sheet_of(turned=90), "Den: 12/03/2024"))
    found = ocr.recognise(path)
    words = {word.text: word for word in placed_words(found.pdf, 1)}
    typed = {word.text: word for word in placed_words(PDF, 1)}["THÔNG"]
    assert box_of(words["THÔNG"]) == pytest.approx(box_of(typed), abs=NEAR)
    original = {word.text: word for word in placed_words(path, 1)}
    stamp = turned_box(box_of(words["12/03/2024"]), 90)
    assert stamp == pytest.approx(box_of(original["12/03/2024"]), abs=NEAR)


@needs_tesseract
def test_where_nothing_tells_the_way_up_pages_are_recognised_as_they_lie(file, monkeypatch):
    monkeypatch.setattr(ocr, "can_turn", lambda: False)
    found = ocr.recognise(file(scanned(sheet_of(dpi=100))))
    assert "THÔNG BÁO" in " ".join(read_any(found.pdf, "a.pdf").paragraphs)


def test_pages_are_said_as_one_says_them():
    assert pages_in_words([2]) == "2"
    assert pages_in_words([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"


def box_of(word) -> tuple[float, float, float, float]:
    return (word.left, word.top, word.right, word.bottom)


def ink_of(picture) -> tuple[float, float, float, float]:
    """Where the ink of a picture begins and ends on each side."""
    with Image.open(picture) as image:
        left, top, right, bottom = ImageOps.invert(image.convert("L")).point(_dark).getbbox()
        return (left / image.width, top / image.height, right / image.width, bottom / image.height)


def _dark(ink: int) -> int:
    return ink if ink > 128 else 0


def ink_of_typed(folder) -> tuple[float, float, float, float]:
    (folder / "typed").mkdir()
    return ink_of(picture_pages(PDF, folder / "typed")[0].path)


def turned_box(box, turned: int) -> tuple[float, float, float, float]:
    """Where a box of the upright sheet is on the sheet turned to the left."""
    left, top, right, bottom = box
    for _quarter in range(turned // 90):
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    return (left, top, right, bottom)
