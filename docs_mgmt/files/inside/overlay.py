"""The mark of the print-out laid over a PDF: what stands on the pages already is not touched."""

import io
from pathlib import Path
from typing import Any

import segno
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
)
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from docs_mgmt.files.inside import pdf_pictures, places
from docs_mgmt.files.inside.places import MM, Box
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

_FONT = "OfficeMark"
_FONT_FILE = Path(__file__).resolve().parent.parent / "fonts" / "office-mark.ttf"
_CAPTION_SIZE, _CAPTION_LINE, _CAPTION_LINES = 6.5, 7.5, 3
_MARK_SIZE = 9.0
_RED = (0.72, 0.09, 0.09)
_NAME = NameObject("/OfficeMark")


def stamp(path: str, copy: str, code: str, caption: str, mark: str) -> list[list[float]]:
    """Write a copy with the QR on page 1, and the mark of a sample on every page if there is one.

    Answers with the boxes that were used: page, left, bottom, right, top.
    """
    sizes = pdf_pictures.page_sizes(path)
    boxes = _boxes(path, sizes, with_mark=bool(mark))
    overlays = _overlays(sizes, boxes, code=code, caption=caption, mark=mark)
    writer = _opened(path)
    for number, overlay in enumerate(overlays.pages):
        _lay(writer, writer.pages[number], overlay)
    writer.pdf_header = "%PDF-1.7"
    writer.write(copy)
    return [[number + 1, *box] for number, page in enumerate(boxes) for box in page]


def _boxes(path: str, sizes: list[list[float]], *, with_mark: bool) -> list[list[Box]]:
    """Choose for each page the boxes that its marks take: on page 1 first that of the QR."""
    first = places.block_places(*sizes[0])
    block = first[pdf_pictures.free_boxes(path, [first])[0]]
    if not with_mark:
        return [[block]]
    wanted = [
        places.mark_places(width, height, block if number == 0 else None)
        for number, (width, height) in enumerate(sizes)
    ]
    chosen = pdf_pictures.free_boxes(path, wanted)
    marks = [options[place] for options, place in zip(wanted, chosen, strict=True)]
    return [[block, marks[0]], *([box] for box in marks[1:])]


def _overlays(
    sizes: list[list[float]], boxes: list[list[Box]], *, code: str, caption: str, mark: str
) -> PdfReader:
    pdfmetrics.registerFont(TTFont(_FONT, str(_FONT_FILE)))
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=_FONT, invariant=True)
    for number, page in enumerate(boxes):
        canvas.setPageSize(tuple(sizes[number]))
        if number == 0:
            _draw_block(canvas, page[0], code=code, caption=caption)
        if mark:
            _draw_mark(canvas, page[-1], mark)
        canvas.showPage()
    canvas.save()
    return PdfReader(out)


def _draw_block(canvas: Canvas, box: Box, *, code: str, caption: str) -> None:
    canvas.setFillGray(1)
    canvas.rect(*_corner_and_size(box), stroke=0, fill=1)
    canvas.setFillGray(0)
    left = box.left + (places.BLOCK_WIDTH - places.QR_SIDE) / 2
    top = box.top - 1.5 * MM
    _draw_qr(canvas, code, left=left, bottom=top - places.QR_SIDE)
    lines = simpleSplit(caption, _FONT, _CAPTION_SIZE, places.BLOCK_WIDTH)
    canvas.setFont(_FONT, _CAPTION_SIZE)
    middle = (box.left + box.right) / 2
    below = top - places.QR_SIDE - 2.2 * MM - _CAPTION_SIZE
    for place, line in enumerate(lines[:_CAPTION_LINES]):
        canvas.drawCentredString(middle, below - place * _CAPTION_LINE, line)


def _draw_qr(canvas: Canvas, code: str, *, left: float, bottom: float) -> None:
    """Draw the dark modules as one shape, so that no hair lines show between them."""
    rows = [
        bytes(row) for row in segno.make(code, error="m", micro=False, boost_error=False).matrix
    ]
    side = places.QR_SIDE / len(rows)
    shape = canvas.beginPath()
    for number, row in enumerate(rows):
        bottom_of_row = bottom + places.QR_SIDE - (number + 1) * side
        start = 0
        while start < len(row):
            end = start + 1
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                shape.rect(left + start * side, bottom_of_row, (end - start) * side, side)
            start = end
    canvas.drawPath(shape, stroke=0, fill=1)


def _draw_mark(canvas: Canvas, box: Box, mark: str) -> None:
    upright = box.top - box.bottom > box.right - box.left
    wide = pdfmetrics.stringWidth(mark, _FONT, 1)
    size = min(_MARK_SIZE, (places.MARK_LENGTH - 2) / wide)
    canvas.saveState()
    canvas.setFillColorRGB(*_RED)
    canvas.translate((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    if upright:
        canvas.rotate(90)
    canvas.setFont(_FONT, size)
    canvas.drawCentredString(0, -size / 3, mark)
    canvas.restoreState()


def _corner_and_size(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.bottom, box.right - box.left, box.top - box.bottom


def _opened(path: str) -> PdfWriter:
    """Open a PDF for writing; one that is locked against changes only opens without a password."""
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        return PdfWriter(clone_from=reader)
    except PyPdfError as error:
        raise FileRefusedError(Refusal.BROKEN) from error


def _lay(writer: PdfWriter, page: PageObject, overlay: PageObject) -> None:
    form = DecodedStreamObject()
    contents = overlay.get_contents()
    form.set_data(b"" if contents is None else contents.get_data())
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject(overlay.mediabox),
            NameObject("/Resources"): overlay["/Resources"].clone(writer),
        }
    )
    name = _named(writer, page, form)
    before, after = _levels(writer, page)
    numbers = " ".join(f"{number:g}" for number in _shown_at(page))
    opening = "q\n" * before
    closing = "\n" + "Q\n" * after + f"q {numbers} cm {name} Do Q\n"
    page[NameObject("/Contents")] = ArrayObject(
        [_stream(writer, opening), *_streams(page), _stream(writer, closing)]
    )


def _named(writer: PdfWriter, page: PageObject, form: DecodedStreamObject) -> str:
    """Give the form a name among the page's resources, which other pages may share."""
    shared = _inherited(page, "/Resources")
    resources = DictionaryObject({} if shared is None else shared)
    images = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    name = _NAME
    while name in images:
        name = NameObject(f"{name}x")
    images[name] = writer._add_object(form)  # noqa: SLF001 -- pypdf has no public word for it
    resources[NameObject("/XObject")] = images
    page[NameObject("/Resources")] = resources
    return str(name)


def _inherited(page: PageObject, key: str) -> Any:
    place: Any = page
    for _ in range(64):
        if place is None:
            break
        if key in place:
            return place[key]
        parent = place.get("/Parent")
        place = None if parent is None else parent.get_object()
    return None


def _streams(page: PageObject) -> list[Any]:
    raw = page.get("/Contents")
    if raw is None:
        return []
    held = raw.get_object()
    if isinstance(held, ArrayObject):
        return list(held)
    return [page.raw_get("/Contents")]


def _stream(writer: PdfWriter, text: str) -> Any:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("ascii"))
    return writer._add_object(stream)  # noqa: SLF001 -- pypdf has no public word for it


def _levels(writer: PdfWriter, page: PageObject) -> tuple[int, int]:
    """How many levels to open before and close after a page that may not balance its own."""
    contents = page.get("/Contents")
    depth = lowest = 0
    if contents is not None:
        for _, operator in ContentStream(contents.get_object(), writer).operations:
            depth += {b"q": 1, b"Q": -1}.get(operator, 0)
            lowest = min(lowest, depth)
    before = 1 - lowest
    return before, before + depth


def _shown_at(page: PageObject) -> tuple[float, ...]:
    """The matrix from the page as it is shown to the page as it is stored (crop box, rotation)."""
    left, bottom, right, top = _shown_box(page)
    turn = int(_inherited(page, "/Rotate") or 0) % 360
    if turn == 90:
        return (0, 1, -1, 0, right, bottom)
    if turn == 180:
        return (-1, 0, 0, -1, right, top)
    if turn == 270:
        return (0, -1, 1, 0, left, top)
    return (1, 0, 0, 1, left, bottom)


def _shown_box(page: PageObject) -> Box:
    media = RectangleObject(_inherited(page, "/MediaBox") or (0, 0, 612, 792))
    crop = RectangleObject(_inherited(page, "/CropBox") or media)
    shown = Box(
        float(max(media.left, crop.left)),
        float(max(media.bottom, crop.bottom)),
        float(min(media.right, crop.right)),
        float(min(media.top, crop.top)),
    )
    if shown.left < shown.right and shown.bottom < shown.top:
        return shown
    return Box(*(float(edge) for edge in (media.left, media.bottom, media.right, media.top)))
