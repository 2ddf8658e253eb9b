"""QR codes: drawn for the screen, read from a scanned sheet."""

import io
from pathlib import Path

import segno

from docs_mgmt.files import sandbox


def read_codes(image: Path) -> tuple[str, ...]:
    """Read every QR code on a picture of a sheet."""
    return tuple(sandbox.run("docs_mgmt.files.inside.codes:read_codes", {"path": str(image)}))


def svg_of(text: str) -> str:
    """Draw a QR code as SVG for a page."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", xmldecl=False, svgns=True)
    return out.getvalue().decode("utf-8")
