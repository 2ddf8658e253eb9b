"""An old scan waits for its words; what was recognised in it is never sure by itself."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from docs_mgmt.files import ocr, stamping
from docs_mgmt.files.pictures import picture_pages
from docs_mgmt.files.store import path_of
from docs_mgmt.jobs.take_in_scans import take_one_page
from docs_mgmt.later import drain
from docs_mgmt.models import ImportFile
from docs_mgmt.rules.facts import facts_in
from docs_mgmt.rules.words import ImportState, WordsFrom
from tests.archive_of_old.builders import DECISION, a_run, listed
from tests.archive_of_old.test_runs import finished
from tests.builders import PDF
from tests.files import hostile
from tests.files.mixed import bound, scanned, sheet_of

FONT = Path(stamping.__file__).parent / "fonts" / "office-mark.ttf"
needs_ocr = pytest.mark.skipif(not ocr.is_available(), reason="no tesseract here")


@pytest.fixture
def scan(tmp_path):
    """The first page of a notice of the demo, as a scanner makes it."""
    folder, place = tmp_path / "pages", tmp_path / "kho" / "2023"
    folder.mkdir()
    place.mkdir(parents=True)
    page = picture_pages(PDF, folder, width=1654)[0]
    canvas = Canvas(str(place / "scan001.pdf"), pagesize=A4)
    canvas.drawImage(str(page.path), 0, 0, *A4)
    canvas.save()
    return tmp_path / "kho"


def test_what_was_recognised_is_doubtful_whatever_it_says():
    plain, recognised = facts_in(DECISION), facts_in(DECISION, is_recognised=True)
    assert plain.doubtful() == ()
    assert set(recognised.doubtful()) == set(plain.named())
    assert recognised.full.value == plain.full.value


def test_where_nothing_recognises_words_a_scan_waits(world, scan, monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    run = finished(listed(a_run(world.hoa_minh, world["tue"]), scan))
    assert [file.state for file in run.files.all()] == [ImportState.OCR]
    assert run.finished_at is None
    assert not take_one_page()


@needs_ocr
def test_a_scan_is_proposed_after_its_words_were_recognised(world, scan):
    run = finished(listed(a_run(world.hoa_minh, world["tue"]), scan))
    drain()
    file = ImportFile.objects.get()
    assert (file.state, file.words_from) == (ImportState.REVIEW, WordsFrom.OCR)
    assert file.facts["type"][0] == "TB"
    assert max(sureness for _value, sureness, _source in file.facts.values()) <= 75
    assert [page for page, _sha256 in file.pictures] == [1]
    run.refresh_from_db()
    assert run.finished_at is not None


@needs_ocr
@pytest.mark.skipif(not ocr.can_turn(), reason="this machine cannot tell which way up a page is")
@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_a_sheet_on_its_side_is_upright_where_it_is_looked_at(world, tmp_path, name):
    sheet = sheet_of(turned=90)
    place = tmp_path / name
    if place.suffix == ".pdf":
        place.write_bytes(bound(*[scanned(sheet)] * 3))
    else:
        sheet.save(place, dpi=(150, 150))
    finished(listed(a_run(world.hoa_minh, world["tue"]), tmp_path))
    while take_one_page():
        pass
    file = ImportFile.objects.get()
    assert [page for page, _sha256 in file.pictures] == ([1, 3] if ".pdf" in name else [1])
    for _page, sha256 in file.pictures:
        with Image.open(path_of(sha256)) as picture:
            assert picture.width < picture.height
    assert path_of(file.sha256).read_bytes() == place.read_bytes()


#: Full lines, by whose length a reader of PDFs tells which line runs on.
FULL = ("Chánh Văn phòng và các đơn vị có tên trên chịu trách nhiệm thi hành Quyết định này;",) * 3
PAPER = (*DECISION[:10], *FULL, *DECISION[10:])


def typed(lines: Sequence[str]) -> bytes:
    """These lines as a typed page."""
    if "Typed" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Typed", FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Typed", 12)
    for number, line in enumerate(lines):
        canvas.drawString(80, 780 - 18 * number, line)
    canvas.save()
    return out.getvalue()


def test_a_typed_paper_with_a_scanned_annex_is_filed_at_once(world, tmp_path):
    (tmp_path / "QD 15.pdf").write_bytes(bound(typed(PAPER), hostile.scanned_pdf()))
    run = finished(listed(a_run(world.hoa_minh, world["tue"]), tmp_path))
    file = run.files.get()
    assert (file.state, file.words_from) == (ImportState.FILED, WordsFrom.TEXT)
    assert file.facts["full"][0] == "15/QĐ-UBND"


def test_where_the_first_page_is_a_scan_or_the_typed_ones_leave_doubts_it_waits(world, tmp_path):
    annex = typed(PAPER)
    (tmp_path / "QD 1.pdf").write_bytes(bound(hostile.scanned_pdf(), annex))
    (tmp_path / "QD 15.pdf").write_bytes(bound(typed(PAPER[:13]), hostile.scanned_pdf()))
    run = finished(listed(a_run(world.hoa_minh, world["tue"]), tmp_path))
    assert {file.state for file in run.files.all()} == {ImportState.OCR}


@needs_ocr
def test_what_a_scan_before_typed_pages_says_is_looked_at_by_a_person(world, tmp_path):
    data = bound(scanned(sheet_of(dpi=120)), typed(PAPER))
    (tmp_path / "scan.pdf").write_bytes(data)
    finished(listed(a_run(world.hoa_minh, world["tue"]), tmp_path))
    assert take_one_page()
    file = ImportFile.objects.get()
    assert (file.state, file.words_from) == (ImportState.REVIEW, WordsFrom.MIXED)
    assert "tiếp công dân" in file.excerpt
    assert max(sureness for _value, sureness, _source in file.facts.values()) <= 75
