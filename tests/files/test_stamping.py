import hashlib
import io
import random

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from docs_mgmt.files import keys, pictures, qr, stamping
from docs_mgmt.files.page_words import words_by_page
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.stamping import SAMPLE_MARK
from docs_mgmt.rules import copy_code
from docs_mgmt.rules.refusals import Refusal
from tests.files import hostile

MM = 72 / 25.4
SHA = hashlib.sha256(b"rendition").hexdigest()
#: Text in the type area of the decree: 30 mm left, 20 mm right, 25 mm above and below.
LINES = "\n".join(
    "Dieu 1. Phe duyet ke hoach phat trien kinh te xa hoi nam 2026." for _ in range(38)
)


def a_code() -> str:
    return copy_code.text_of(41, SHA, keys.sign_code(copy_code.payload_of(41, SHA)))


def drawn(path, page: int, dpi: int = 300) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[page].render(scale=dpi / 72).to_pil().convert("RGB")


def changed_outside(before: Image.Image, after: Image.Image, boxes, dpi: int = 300):
    """Where two pictures of a page differ, the boxes of the marks left out."""
    assert before.size == after.size
    scale = dpi / 72
    for picture in (before, after):
        pen = ImageDraw.Draw(picture)
        for box in boxes:
            top, bottom = before.height - box.top * scale, before.height - box.bottom * scale
            pen.rectangle(
                (box.left * scale - 1, top - 1, box.right * scale + 1, bottom + 1), fill="white"
            )
    return ImageChops.difference(before, after).getbbox()


def check(source, *, sample: bool = False, pages: int = 1, dpi: int = 300) -> stamping.Stamped:
    code = a_code()
    made = stamping.stamp(source, code=code, caption=copy_code.short_code(41, SHA), sample=sample)
    for page in range(pages):
        boxes = [box for box in made.boxes if box.page == page + 1]
        assert len(boxes) == (page == 0) + sample
        before, after = drawn(source, page, dpi), drawn(made.path, page, dpi)
        assert ImageChops.difference(before, after).getbbox() is not None or not boxes
        assert changed_outside(before, after, boxes, dpi) is None
    sheet = made.path.with_suffix(".bmp")
    drawn(made.path, 0, dpi).convert("L").save(sheet)
    assert qr.read_codes(sheet) == (code,)
    return made


def test_only_the_margin_of_page_one_changes_and_its_code_is_read(file):
    made = check(file(hostile.pdf(LINES, LINES)), pages=2)
    (box,) = made.boxes
    assert box.left >= 3 * MM - 0.01
    assert box.right <= 28 * MM + 0.01
    assert box.bottom >= 20 * MM - 0.01
    assert box.top < 100 * MM
    words = words_by_page(made.path)
    assert copy_code.short_code(41, SHA) in words[0]
    assert copy_code.short_code(41, SHA) not in words[1]


def test_the_code_is_at_least_22_mm_wide(file):
    made = stamping.stamp(file(hostile.pdf("x")), code=a_code(), caption="C19-ABCD-1", sample=False)
    sheet = ImageChops.invert(drawn(made.path, 0).convert("L"))
    box = made.boxes[0]
    scale = 300 / 72
    below = sheet.height - (box.top - 24 * MM) * scale
    part = sheet.crop((0, int(sheet.height - box.top * scale), int(30 * MM * scale), int(below)))
    left, top, right, bottom = part.getbbox()
    assert min(right - left, bottom - top) / 300 * 25.4 >= 21.9


def test_a_sample_says_so_on_every_page_outside_the_text(file):
    made = check(file(hostile.pdf(LINES, LINES, "")), sample=True, pages=3)
    assert all(SAMPLE_MARK in page for page in words_by_page(made.path))
    assert [box.page for box in made.boxes] == [1, 1, 2, 3]
    first, mark = made.boxes[:2]
    assert mark.left > first.right or mark.bottom > first.top


def changed(data: bytes, change) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        change(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def cropped(page) -> None:
    page.mediabox = pypdf.generic.RectangleObject((-50, -30, 700, 900))
    page.cropbox = pypdf.generic.RectangleObject((20, 15, 615, 857))


@pytest.mark.parametrize(
    "data",
    [
        changed(hostile.pdf(LINES), lambda page: page.rotate(90)),
        changed(hostile.pdf(LINES), lambda page: page.rotate(180)),
        changed(hostile.pdf(LINES), lambda page: page.rotate(270)),
        changed(hostile.pdf(LINES), cropped),
        changed(changed(hostile.pdf(LINES), cropped), lambda page: page.rotate(90)),
        hostile.pdf("A3", size=(842, 1191)),
        hostile.pdf("A5", size=(420, 595)),
        hostile.pdf("", ""),
        hostile.raw_pdf(b"q 0.5 0 0 0.5 40 40 cm BT /F1 60 Tf 300 900 Td (Lech) Tj ET"),
        hostile.raw_pdf(b"Q Q BT /F1 20 Tf 200 700 Td (Lech) Tj ET Q 1 0 0 rg q 2 0 0 2 0 0 cm"),
        hostile.locked_pdf(password="", owner="chủ"),
    ],
    ids=["90", "180", "270", "crop", "crop-90", "A3", "A5", "blank", "open-q", "over-q", "owner"],
)
def test_pages_of_any_make_are_stamped(file, data):
    check(file(data), sample=True, dpi=150)


def test_the_code_avoids_what_stands_in_the_left_margin(file):
    text = b"BT /F1 9 Tf 12 60 Td (Ghi chu o le) Tj 0 60 Td (Ghi chu o le) Tj ET"
    made = check(file(hostile.raw_pdf(text)), dpi=150)
    assert made.boxes[0].bottom > 120
    everywhere = b"0.5 g 0 0 595 842 re f"
    assert check(file(hostile.raw_pdf(everywhere)), dpi=150).boxes[0].left < 10


def test_a_scan_is_stamped(file):
    check(file(hostile.scanned_pdf()))


@pytest.mark.parametrize("seed", range(3))
def test_the_code_is_read_from_a_crooked_noisy_scan(file, tmp_path, seed):
    made = stamping.stamp(
        file(hostile.pdf(LINES)), code=(code := a_code()), caption="C19-ABCD-1", sample=True
    )
    noise = random.Random(seed)
    sheet = (
        drawn(made.path, 0).convert("L").rotate(1.5 - 3 * (seed % 2), fillcolor=255, expand=True)
    )
    grain = Image.frombytes("L", sheet.size, noise.randbytes(sheet.width * sheet.height))
    scan = tmp_path / "scan.jpg"
    Image.blend(sheet, grain, 0.25).save(scan, quality=60)
    assert qr.read_codes(scan) == (code,)


def test_a_broken_pdf_is_not_stamped(file, settings):
    with pytest.raises(FileRefusedError) as refused:
        stamping.stamp(file(b"%PDF-1.7 nothing"), code="x", caption="x", sample=False)
    assert refused.value.reason == Refusal.BROKEN
    assert list(settings.TMP_DIR.iterdir()) == []


def test_pages_are_pictured_at_a_width(file, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    made = pictures.picture_pages(file(hostile.pdf(LINES, "")), folder)
    assert [(page.page, page.width, page.height) for page in made] == [
        (1, 1240, 1754),
        (2, 1240, 1754),
    ]
    for page in made:
        assert page.path.parent == folder
        assert page.path.stat().st_size < 200_000
        with Image.open(page.path) as image:
            assert (image.format, image.size) == ("PNG", (page.width, page.height))


def test_a_page_of_odd_size_is_pictured_within_bounds(file, tmp_path):
    strip = hostile.raw_pdf(b"", page=b"/MediaBox [0 0 10 14400]")
    (page,) = pictures.picture_pages(file(strip), tmp_path)
    assert page.height <= 1240 * 6 + 1
    wide = hostile.raw_pdf(b"", page=b"/MediaBox [0 0 14400 10]")
    (page,) = pictures.picture_pages(file(wide), tmp_path)
    assert (page.width, page.height) == (1240, 1)


def test_a_picture_that_is_none_has_no_codes(file):
    for data in (b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"x" * 99, b""):
        with pytest.raises(FileRefusedError):
            qr.read_codes(file(data))


def test_a_code_is_drawn_for_the_screen():
    assert qr.svg_of("DM1.7").startswith("<svg ")
