"""Files of older forms: those of LibreOffice's own making, made once a session, and typed ones."""

import io
import subprocess
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import docx

LINES = ("QUYẾT ĐỊNH", "Về việc phê duyệt kế hoạch", "Điều 1. Phê duyệt kế hoạch năm 2011.")
_WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
_VML = "urn:schemas-microsoft-com:vml"
_PAGE = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
    '<meta http-equiv=Content-Type content="text/html; charset={charset}"></head><body>{body}'
    "</body></html>"
)


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


def web_archive(body: str, *, charset: str = "utf-8", picture: bytes = b"") -> bytes:
    """A page as Word saves it in a single file."""
    whole = MIMEMultipart("related")
    page = MIMEText(_PAGE.format(charset=charset, body=body), "html", charset)
    page["Content-Location"] = "file:///C:/77/quyet-dinh.htm"
    whole.attach(page)
    if picture:
        part = MIMEImage(picture, "png")
        part["Content-Location"] = "file:///C:/77/quyet%20dinh_files/image001.png"
        whole.attach(part)
    return b"MIME-Version: 1.0\r\n" + whole.as_bytes().replace(b"MIME-Version: 1.0\n", b"", 1)


def word_xml(*lines: str, font: str = "Times New Roman", more: str = "", root: str = "") -> bytes:
    """A document as Word 2003 saves it as XML."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:h-ansi="{font}"/></w:rPr>'
    body = "".join(f"<w:p><w:r>{fonts}<w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{_WORD}" xmlns:v="{_VML}" {root} xml:space="preserve">'
        f"<w:body>{body}{more}</w:body></w:wordDocument>"
    ).encode()
