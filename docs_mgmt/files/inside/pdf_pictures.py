"""Pictures of pages, and where on a page there is room for a mark."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from docs_mgmt.files.inside.pdf import opened

#: No picture is higher than so many times its width, nor does it need more memory than this.
_MOST_HEIGHT = 6
_POINTS_IN_INCH = 72
_FREE_DPI = 72
_PAPER = 245


def picture_pages(
    path: str, folder: str, width: int, copy: str = "", which: str = ""
) -> list[dict[str, Any]]:
    """Draw each page as a PNG of this width, the way up that it has in the copy.

    `which` leaves out those that lie there as they do here (turned), or all but the first and the
    last (ends).
    """
    pictures = []
    ways = _ways_up(copy) if copy else {}
    with opened(path) as pdf:
        numbers = range(len(pdf)) if which != "ends" else sorted({0, len(pdf) - 1})
        for number in numbers:
            page = pdf[number]
            way = page.get_rotation()
            page.set_rotation(ways.get(number, way))
            if which == "turned" and page.get_rotation() == way:
                continue
            image = _drawn(page, width)
            file = Path(folder) / f"page-{number + 1:04}.png"
            _lean(image).save(file, optimize=False, compress_level=4)
            pictures.append(
                {
                    "page": number + 1,
                    "path": str(file),
                    "width": image.width,
                    "height": image.height,
                }
            )
            page.close()
    return pictures


def _ways_up(copy: str) -> dict[int, int]:
    """How each page of a copy is turned, in degrees clockwise."""
    with opened(copy) as pdf:
        return {number: int(pdf[number].get_rotation()) for number in range(len(pdf))}


def free_boxes(path: str, wanted: Sequence[Sequence[Sequence[float]]]) -> list[int]:
    """For each page choose the first of its boxes that holds no ink, else the one with the least.

    Boxes are in points from the lower left corner of the page as it is shown.
    """
    chosen = []
    with opened(path) as pdf:
        for number, boxes in enumerate(wanted):
            page = pdf[number]
            image = page.render(scale=_FREE_DPI / _POINTS_IN_INCH, grayscale=True).to_pil()
            ink = [_ink(image, box) for box in boxes]
            chosen.append(ink.index(min(ink)))
            page.close()
    return chosen


def page_sizes(path: str) -> list[list[float]]:
    """Give width and height of each page as it is shown, in points."""
    with opened(path) as pdf:
        return [list(pdf.get_page_size(number)) for number in range(len(pdf))]


def _drawn(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    wide, high = page.get_size()
    scale = min(width / max(wide, 1), width * _MOST_HEIGHT / max(high, 1))
    image: Image.Image = page.render(scale=scale).to_pil()
    return image


def _lean(image: Image.Image) -> Image.Image:
    """A page of text needs sixteen greys; a page with colour keeps 256 of them."""
    colour = image.convert("RGB")
    red, green, blue = colour.split()
    grey = all(ImageChops.difference(red, other).getextrema()[1] == 0 for other in (green, blue))
    if grey:
        return red.quantize(16, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return colour.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _ink(image: Image.Image, box: Sequence[float]) -> float:
    left, bottom, right, top = box
    part = image.crop(
        (
            max(0, int(left)),
            max(0, int(image.height - top)),
            min(image.width, int(right) + 1),
            min(image.height, int(image.height - bottom) + 1),
        )
    )
    dark = part.point(lambda grey: 255 if grey < _PAPER else 0)
    return float(ImageStat.Stat(dark).mean[0])
