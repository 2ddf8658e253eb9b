"""Print: the desk makes the one original from the approved rendition."""

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from PIL import Image, ImageChops

from docs_mgmt.files.keys import verify_code
from docs_mgmt.files.qr import read_codes
from docs_mgmt.files.store import is_intact, path_of, put
from docs_mgmt.models import Handover, PaperCopy, Rendition
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.rules.copy_code import parse, parse_short
from docs_mgmt.rules.flow import Obstacle, Stage, Step
from docs_mgmt.rules.words import CopyKind
from tests.builders import PDF, a_document
from tests.steps.ways import Asking, a_document_at, at

#: Stages at which a usual document stands ready, walked there once for the whole file.
READY = (
    Stage.APPROVED,
    Stage.PRINTED,
)


def test_the_clerk_prints_the_one_original(world):
    printing = at(world, Step.PRINT, Stage.APPROVED)
    copy = printing.works()
    rendition = newest_version(printing.document).rendition
    code = parse(copy.qr_text)
    assert (copy.kind, copy.part, copy.pages) == (CopyKind.ORIGINAL, 0, rendition.pages)
    assert (copy.made_by, copy.holder) == (world["oanh"], world["vy"])  # it goes to the signer
    assert verify_code(code.payload, code.signature)
    assert code.is_of(rendition.sha256)
    assert parse_short(copy.code).copy == code.copy
    assert is_intact(copy.pdf_sha256)
    handover = Handover.objects.get(copy=copy)
    assert (handover.giver, handover.taker) == (world["oanh"], world["vy"])
    assert printing.entry().facts["rendition"] == rendition.sha256


@pytest.mark.parametrize("stage", [Stage.CHECKED, Stage.PRINTED, Stage.NUMBERED])
def test_what_is_not_just_approved_is_not_printed(world, stage):
    at(world, Step.PRINT, stage).waits()


def test_only_the_clerk_prints(world):
    at(world, Step.PRINT, Stage.APPROVED).is_denied_to(
        "linh", "luong", "vy", "khai", "tue", "em.tl"
    )


def test_nothing_is_left_of_a_print_that_broke_off(world):
    at(world, Step.PRINT, Stage.APPROVED).leaves_nothing_when_it_breaks()


def test_a_double_click_prints_once(world):
    at(world, Step.PRINT, Stage.APPROVED).counts_once()


def test_what_is_stored_and_not_what_was_approved_is_not_printed(world):
    """The rendition's row, or its file, changed behind the steps' back."""
    document = a_document_at(world, Stage.APPROVED)
    printing = Asking(world, Step.PRINT, document)
    rendition = newest_version(document).rendition
    other = put([PDF.read_bytes(), b"\n%% another\n"]).sha256
    with transaction.atomic():
        Rendition.objects.filter(pk=rendition.pk).update(sha256=other)
        printing.waits(Obstacle.FILE_DAMAGED)
        transaction.set_rollback(True)
    with transaction.atomic():
        document.approvals.update(void_at=document.stage_since)
        printing.waits(Obstacle.NOTHING_APPROVED)
        transaction.set_rollback(True)
    path = path_of(rendition.sha256)
    kept = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(b"x" + kept[1:])
    printing.waits(Obstacle.FILE_DAMAGED)
    path.write_bytes(kept)
    printing.works()


def test_the_database_holds_at_most_one_unspoiled_original(world):
    document = a_document_at(world, Stage.PRINTED)
    copy = PaperCopy.objects.get(document=document)
    copy.pk, copy.code = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def drawn(sha256: str) -> Image.Image:
    """The first page at 300 dpi."""
    with pypdfium2.PdfDocument(path_of(sha256)) as pdf:
        return pdf[0].render(scale=300 / 72).to_pil().convert("L")


def test_the_paper_carries_the_approved_text_and_a_code_that_finds_the_very_copy(
    world, real_paper, tmp_path
):
    document = a_document(world, at=Stage.PRINTED)  # its own, truly stamped
    copy = PaperCopy.objects.get(document=document)
    rendition = newest_version(document).rendition
    printed, approved = drawn(copy.pdf_sha256), drawn(rendition.sha256)
    printed.save(tmp_path / "sheet.bmp")
    (text,) = read_codes(tmp_path / "sheet.bmp")
    assert PaperCopy.objects.get(qr_text=text) == copy
    left, edge = 30 * printed.width // 210, 15 * printed.width // 210  # of 210 mm
    area = (left, edge, printed.width - edge, printed.height - edge)
    assert ImageChops.difference(printed, approved).getbbox() is not None
    assert ImageChops.difference(printed.crop(area), approved.crop(area)).getbbox() is None
