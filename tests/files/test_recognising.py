"""The words of scans: recognised page by page behind all other work, the original untouched."""

import io

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from docs_mgmt.files import ocr
from docs_mgmt.files.locks import held
from docs_mgmt.files.page_words import placed_words
from docs_mgmt.files.reading import read_any
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.rendering import render_picture
from docs_mgmt.rules.refusals import Kind, Refusal
from tests.files import hostile

needs_tesseract = pytest.mark.skipif(
    not ocr.is_available(), reason="this machine has no tesseract with Vietnamese"
)
LINES = "QUYET DINH\nUy ban nhan dan phuong Hoa Minh\nban hanh ke hoach 2011"


def scan_of(pdf: bytes, dpi: int = 150) -> bytes:
    """The pages of a PDF as pictures, as a scanner makes them."""
    pages = pypdfium2.PdfDocument(pdf)
    sheets = [page.render(scale=dpi / 72).to_pil().convert("L") for page in pages]
    pages.close()
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=dpi)
    return out.getvalue()


@needs_tesseract
def test_a_scan_gets_a_copy_with_its_words_and_their_places(file, settings, tmp_path):
    original = scan_of(hostile.pdf(LINES))
    path = file(original)
    assert not read_any(path, "a.pdf").has_text
    found = ocr.recognise(path)
    assert path.read_bytes() == original
    assert (found.pages, found.sureness > 60) == (1, True)
    text = " ".join(read_any(found.pdf, "a.pdf").paragraphs)
    assert "phuong Hoa Minh" in text
    (tmp_path / "typed").write_bytes(hostile.pdf(LINES))
    typed = {word.text: word for word in placed_words(tmp_path / "typed", 1)}
    seen = {word.text: word for word in found.words(1)}
    for side in ("left", "top", "right", "bottom"):
        assert getattr(seen["Minh"], side) == pytest.approx(getattr(typed["Minh"], side), abs=0.01)
    assert list(settings.TMP_DIR.iterdir()) == [found.pdf]


def test_a_stamp_in_letters_makes_no_typed_page_of_a_scan(file, tmp_path):
    sheet = tmp_path / "sheet.png"
    Image.new("L", (595, 842), 250).save(sheet)
    for letters, is_typed in (("Den: 12/03/2024, so 45", False), ("Dieu 1. " * 30, True)):
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4)
        canvas.drawImage(str(sheet), 0, 0, *A4)
        for line in range(0, len(letters), 80):
            canvas.drawString(60, 800 - line / 5, letters[line : line + 80])
        canvas.save()
        assert read_any(file(out.getvalue()), "a.pdf").has_text is is_typed


@needs_tesseract
def test_a_scan_with_a_stamp_is_recognised_whole(file, tmp_path):
    sheet = tmp_path / "sheet.png"
    page = pypdfium2.PdfDocument(hostile.pdf(LINES))[0]
    page.render(scale=150 / 72).to_pil().save(sheet)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(str(sheet), 0, 0, *A4)
    canvas.drawString(60, 60, "Den: 12/03/2024")
    canvas.save()
    read = read_any(ocr.recognise(file(out.getvalue())).pdf, "a.pdf")
    assert read.has_text
    assert "phuong Hoa Minh" in " ".join(read.paragraphs)
    assert "12/03/2024" in " ".join(read.paragraphs)


@needs_tesseract
def test_pages_gather_one_by_one_and_a_page_that_is_there_is_not_done_again(file):
    path = file(scan_of(hostile.pdf("Trang mot", "Trang hai"), dpi=100))
    folder = ocr.folder_of("a" * 64)
    assert not ocr.recognise_next(path, folder)
    first = (folder / "0001.json").stat().st_mtime_ns
    assert ocr.recognise_next(path, ocr.folder_of("a" * 64))
    assert (folder / "0001.json").stat().st_mtime_ns == first
    assert ocr.gathered(path, folder).pages == 2


def test_a_page_that_fails_three_times_is_given_up(file, monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr.sandbox, "run_program", lambda _words: 1)
    path, folder = file(hostile.scanned_pdf()), ocr.folder_of("b" * 64)
    assert [ocr.recognise_next(path, folder) for _try in range(ocr.TRIES)] == [False] * ocr.TRIES
    monkeypatch.setattr(ocr.sandbox, "run_program", pytest.fail)
    with pytest.raises(FileRefusedError) as refused:
        ocr.recognise_next(path, folder)
    assert refused.value.reason is Refusal.NOT_RECOGNISED


def test_without_tesseract_it_waits(file, monkeypatch, tmp_path):
    path, folder = file(hostile.scanned_pdf()), ocr.folder_of("c" * 64)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert not ocr.is_available()
    with pytest.raises(FileRefusedError) as refused:
        ocr.recognise_next(path, folder)
    assert refused.value.reason is Refusal.NO_OCR


def test_words_stand_where_they_are_shown_on_a_turned_page(file):
    upright = hostile.raw_pdf(b"BT /F1 12 Tf 100 700 Td (Dieu 1) Tj ET")
    word = placed_words(file(upright), 1)[0]
    assert (word.text, round(word.left, 2), round(word.bottom, 2)) == ("Dieu", 0.17, 0.17)
    turned = hostile.raw_pdf(
        b"BT /F1 12 Tf 100 700 Td (Dieu 1) Tj ET", page=b"/MediaBox [0 0 595 842] /Rotate 90"
    )
    word = placed_words(file(turned), 1)[0]
    assert (round(word.left, 2), round(word.top, 2)) == (0.83, 0.17)
    assert placed_words(file(upright), 2) == ()


def test_one_process_at_a_time_does_it():
    with held("ocr") as first, held("ocr") as second:
        assert (first, second) == (True, False)
    with held("ocr") as again:
        assert again


def test_a_picture_of_a_bomb_is_no_page(file):
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    path = file(out.getvalue())
    for work in (lambda: read_any(path, "a.png"), lambda: render_picture(path)):
        with pytest.raises(FileRefusedError) as refused:
            work()
        assert refused.value.reason is Refusal.TOO_HEAVY


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_a_picture_is_a_scan_of_its_size_on_paper(file, form):
    sheet = Image.new("L", (413, 585), 255)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [sheet]} if form == "TIFF" else {}
    sheet.save(out, form, dpi=(100, 100), **more)
    path = file(out.getvalue())
    read = read_any(path, f"Bản quét.{form}")
    sheets = 2 if form == "TIFF" else 1
    assert (read.kind, read.pages, read.has_text) == (Kind.PICTURE, sheets, False)
    pdf = pypdfium2.PdfDocument(render_picture(path))
    assert [round(side) for side in pdf.get_page_size(0)] == [297, 421]
    assert len(pdf) == sheets
    pdf.close()


@pytest.mark.parametrize(("form", "packing"), [("TIFF", "group4"), ("PNG", None)])
def test_a_sheet_in_black_and_white_is_a_scan_too(file, form, packing):
    out = io.BytesIO()
    sheet = Image.new("1", (413, 585), 1)
    sheet.save(out, form, dpi=(100, 100), **({"compression": packing} if packing else {}))
    pdf = pypdfium2.PdfDocument(render_picture(file(out.getvalue())))
    assert [round(side) for side in pdf.get_page_size(0)] == [297, 421]
    pdf.close()


def test_a_broken_picture_is_refused(file):
    with pytest.raises(FileRefusedError) as refused:
        read_any(file(b"\x89PNG\r\n" + b"\0" * 99), "a.png")
    assert refused.value.reason is Refusal.BROKEN
