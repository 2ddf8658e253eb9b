"""A table that ends an old Word file gives its cells one by one: the signatures stand there."""

import io

import docx
import pytest

from docs_mgmt.files import libreoffice
from docs_mgmt.files.inside.last_table import glued_cells
from docs_mgmt.files.reading import read_any
from tests.files.old_files import converted
from tests.legacy_text import encode

LEFT = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.")
RIGHT = ("TM. ỦY BAN NHÂN DÂN", "Chủ tịch", "Nguyễn Văn Tư")


def signed(encoding: str = "", font: str = "") -> bytes:
    """A paper that ends with the table of its signature, its letters in Unicode or old ones."""
    document = docx.Document()
    if font:
        document.styles["Normal"].font.name = font
    written = (encode(text, encoding) if encoding else text for text in ("Thông báo", *LEFT))
    first, *left = written
    document.add_paragraph(first)
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "\n".join(left)
    cells[1].text = "\n".join(encode(text, encoding) if encoding else text for text in RIGHT)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.skipif(not libreoffice.is_available(), reason="this machine has no LibreOffice")
def test_its_cells_are_paragraphs_of_their_own_in_every_encoding(file, tmp_path):
    papers = {
        "new": signed(),
        "tcvn3": signed("tcvn3", ".VnTime"),
        "vni": signed("vni", "VNI-Times"),
    }
    for name, data in converted(papers, "doc", tmp_path).items():
        found = read_any(file(data), f"{name}.doc").paragraphs
        lines = [line.upper() for text in found for line in text.split("\n")]
        assert lines == [line.upper() for line in ("Thông báo", *LEFT, *RIGHT)], name


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096])
def test_what_is_no_word_file_has_no_cells(file, data):
    assert glued_cells(str(file(data))) == {}
