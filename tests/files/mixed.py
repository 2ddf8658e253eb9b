"""PDFs as scanners and careless hands make them: partly typed, partly scanned, on their side."""

import io

import pypdf
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.builders import PDF

#: What stands on the first page of the demo's notice, the page that is scanned.
SCANNED_WORDS = "tiếp công dân"


def sheet_of(pdf: bytes | None = None, *, turned: int = 0, dpi: int = 150) -> Image.Image:
    """The first page of a PDF as a scanner sees it when the sheet lies turned to the left."""
    source = pypdfium2.PdfDocument(PDF.read_bytes() if pdf is None else pdf)
    sheet = source[0].render(scale=dpi / 72).to_pil().convert("L")
    source.close()
    return sheet.rotate(turned, expand=True, fillcolor=255)


def scanned(*sheets: Image.Image, dpi: int = 150) -> bytes:
    """A PDF whose pages are these pictures."""
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=dpi)
    return out.getvalue()


def bound(*parts: bytes) -> bytes:
    """Several PDFs as one, as an office binds a typed paper and its scanned annex."""
    writer = pypdf.PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def shown_turned(pdf: bytes, rotate: int) -> bytes:
    """A PDF whose pages are shown turned to the right, as somebody left them."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        page.rotate(rotate)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def stamped(sheet: Image.Image, stamp: str) -> bytes:
    """A scan with a stamp in letters upon it, as a register system prints it."""
    picture, out = io.BytesIO(), io.BytesIO()
    size = A4 if sheet.height > sheet.width else A4[::-1]
    sheet.save(picture, "PNG")
    picture.seek(0)
    canvas = Canvas(out, pagesize=size)
    canvas.drawInlineImage(Image.open(picture), 0, 0, *size)
    canvas.drawString(60, 30, stamp)
    canvas.save()
    return out.getvalue()
