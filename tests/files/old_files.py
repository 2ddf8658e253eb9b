"""Files of older forms: those of LibreOffice's own making, made once a session, and typed ones."""

import io
import subprocess
from pathlib import Path

import docx

LINES = ("QUYẾT ĐỊNH", "Về việc phê duyệt kế hoạch", "Điều 1. Phê duyệt kế hoạch năm 2011.")


def word_of(*lines: str, font: str = "", cell: str = "", footer: str = "") -> bytes:
    """A Word file with its font set by the style, as old offices have it."""
    document = docx.Document()
    document.core_properties.author = "Lan"
    style = document.styles.add_style("Old", 1)
    if font:
        style.font.name = font
    for line in lines:
        document.add_paragraph(line, style="Old")
    if cell:
        document.add_table(1, 2).rows[0].cells[1].text = cell
    document.sections[0].footer.paragraphs[0].text = footer
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def converted(files: dict[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """Several Word files in an older form, by one start of LibreOffice."""
    source, out, profile = (folder / name for name in ("source", to, "profile"))
    source.mkdir(exist_ok=True)
    for name, data in files.items():
        (source / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            out,
            *(source / f"{name}.docx" for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: (out / f"{name}.{to}").read_bytes() for name in files}


def rich_text(body: str, *, fonts: str = "{\\f0 Times New Roman;}") -> bytes:
    """A rich text file; letters that are not ASCII as \\u, soft hyphens as bytes."""
    written = "".join(sign if ord(sign) < 128 else f"\\u{ord(sign)}?" for sign in body)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{fonts}}}\\f0 {written}}}".encode("ascii")


def web_page(body: str, *, charset: str = "utf-8", head: str = "") -> bytes:
    """A page as the register exports of old systems make it."""
    kind = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"<html><head>{kind}{head}</head><body>{body}</body></html>".encode(charset)
