"""The lines of a PDF come in the order in which a person reads them, each where it belongs."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from docs_mgmt.files.reading import read_any

_FONT = Path("docs_mgmt/files/fonts/office-mark.ttf").resolve()


@pytest.fixture
def drawn(tmp_path, db):
    """A page with these lines at these places, drawn in this order, as it is read."""
    pdfmetrics.registerFont(TTFont("Mark", str(_FONT)))

    def draw(*lines: tuple[float, float, str]) -> list[str]:
        path = tmp_path / "a.pdf"
        page = Canvas(str(path), pagesize=A4)
        page.setFont("Mark", 12)
        for left, bottom, words in lines:
            page.drawString(left, bottom, words)
        page.save()
        return list(read_any(path, "a.pdf").paragraphs)

    return draw


def test_a_letterhead_in_boxes_that_was_drawn_last_is_read_first(drawn):
    body = [(80, 600, "GIẤY MỜI"), (80, 580, "Họp bàn công tác khai giảng"), (80, 100, "1. Hết.")]
    boxes = [(80, 780, "ỦY BAN NHÂN DÂN"), (80, 760, "XÃ YÊN LẠC"), (300, 780, "Độc lập")]
    assert drawn(*body, *boxes) == [words for _, _, words in [*boxes, *body]]


def test_columns_and_a_page_number_stay_where_they_were_drawn(drawn):
    left = [(80, 780, "ỦY BAN NHÂN DÂN"), (80, 760, "XÃ YÊN LẠC")]
    right = [(300, 780, "Độc lập"), (300, 740, "Yên Lạc, ngày 03 tháng 2 năm 2009")]
    lines = [*left, *right, (80, 600, "Hết."), (290, 815, "2")]
    assert drawn(*lines) == [words for _, _, words in lines]


def test_the_hyphen_of_a_notation_at_the_end_of_a_line_stays(drawn):
    lines = [(80, 700, "Căn cứ Thông báo số 88/TB-"), (80, 684, "UBND ngày 01/7/2012 của huyện")]
    assert drawn(*lines) == ["Căn cứ Thông báo số 88/TB-UBND ngày 01/7/2012 của huyện"]


def test_the_lines_of_the_head_and_the_first_of_the_text_are_paragraphs_of_their_own(drawn):
    lines = (
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Độc lập - Tự do - Hạnh phúc",
        "Đồng Tâm, ngày 14 tháng 9 năm 2000",
        "Uỷ ban nhân dân xã Đồng Tâm huyện",
        "Kính gửi: Phòng Nội vụ huyện Yên Lạc",
        "Thực hiện Công văn của Phòng Nội vụ",
    )
    assert drawn(*((80, 780 - 16 * at, words) for at, words in enumerate(lines))) == list(lines)
