"""QR codes found on a picture of a sheet."""

import zxingcpp
from PIL import Image, UnidentifiedImageError

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

#: A sheet of A3 at 600 dpi; anything larger is no scan of a sheet.
_MOST_PIXELS = 80_000_000
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_codes(path: str) -> list[str]:
    """Read every QR code on the picture."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with Image.open(path, formats=("PNG", "JPEG", "TIFF", "WEBP", "BMP")) as image:
            grey = image.convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise FileRefusedError(Refusal.TOO_HEAVY) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise FileRefusedError(Refusal.BROKEN) from error
    found = zxingcpp.read_barcodes(
        grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return [code.text for code in found if code.text]
