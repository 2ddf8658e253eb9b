"""One PDF of several pages, and one of a picture."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from docs_mgmt.files.inside.pdf import MOST_PAGES, opened
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

#: A picture of more points than this is no sheet of paper: A3 at 600 dpi has 70 million.
MOST_POINTS = 80_000_000
_A4_INCHES = 8.27
_LEAST_DPI, _MOST_DPI = 72, 1200


def merge(paths: list[str], copy: str) -> int:
    """Write the pages one after the other; say how many there are."""
    writer = pypdf.PdfWriter()
    for path in paths:
        writer.append(path)
    writer.write(copy)
    return len(writer.pages)


def bind(original: str, pages: dict[str, str], copy: str) -> int:
    """Write a PDF with some of its pages, by number, in place of its own; say how many it has."""
    with opened(original) as source:
        bound = pypdfium2.PdfDocument.new()
        for number in range(len(source)):
            if (path := pages.get(str(number + 1))) is None:
                bound.import_pages(source, [number])
                continue
            with opened(path) as part:
                bound.import_pages(part, [0])
        bound.save(copy)
        count = len(bound)
        bound.close()
    return count


def read_picture(path: str) -> dict[str, Any]:
    """Count the sheets of a picture file; words it has none."""
    with _opened(path) as image:
        count: int = getattr(image, "n_frames", 1)
    return {"paragraphs": [], "pages": count, "page_starts": [0] * count}


def picture_as_pdf(path: str, copy: str) -> int:
    """Write each sheet of a picture file as a page of its size on paper; say how many there are."""
    parts = []
    with _opened(path) as image:
        for number, sheet in enumerate(ImageSequence.Iterator(image)):
            part = Path(copy).with_suffix(f".{number}.pdf")
            _save(sheet, part)
            parts.append(str(part))
    return merge(parts, copy)


@contextlib.contextmanager
def _opened(path: str) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    try:
        with Image.open(path) as image:
            count = getattr(image, "n_frames", 1)
            if count > MOST_PAGES:
                raise FileRefusedError(Refusal.TOO_MANY_PAGES, pages=count, most=MOST_PAGES)
            if image.width * image.height > MOST_POINTS:
                raise FileRefusedError(Refusal.TOO_HEAVY)
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefusedError(Refusal.TOO_HEAVY) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise FileRefusedError(Refusal.BROKEN) from error


def _save(sheet: Image.Image, part: Path) -> None:
    if sheet.width * sheet.height > MOST_POINTS:
        raise FileRefusedError(Refusal.TOO_HEAVY)
    stated = sheet.info.get("dpi", (0, 0))[0]
    upright = ImageOps.exif_transpose(sheet)
    dpi = float(stated) if _LEAST_DPI < stated <= _MOST_DPI else upright.width / _A4_INCHES
    plain = upright if upright.mode in ("1", "L", "RGB") else upright.convert("RGB")
    # A black and white sheet is packed as a fax, which knows no quality and takes no word of it.
    how = {} if plain.mode == "1" else {"quality": 90}
    plain.save(part, "PDF", resolution=dpi, **how)
