"""The register on the screen: the decree's ten columns, void numbers kept, the next one shown."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from approvals.steps import void_number
from docs_mgmt.rules.flow import Stage
from tests.builders import a_document, a_token

TEN = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]


def book(client, **asked) -> BeautifulSoup:
    response = client.get(reverse("registers"), asked)
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_heads_are_the_ten_of_the_decree_in_either_language(world, as_, language):
    type(world["oanh"]).objects.filter(username="oanh").update(language=language)
    a_document(world, at=Stage.NUMBERED)
    heads = book(as_("oanh")).select("table.book thead tr")
    assert [cell.text for cell in heads[0].find_all("th")] == TEN
    assert [cell.text for cell in heads[1].find_all("th")] == [f"({n})" for n in range(1, 11)]
    assert book(as_("oanh")).select_one("table.book")["lang"] == "vi"


def test_the_book_runs_oldest_first_and_keeps_a_void_number(world, as_):
    first = a_document(world, at=Stage.NUMBERED, title="Việc thứ nhất")
    a_document(world, at=Stage.ISSUED, title="Việc thứ hai")
    void_number(first, reason="Ký sai thẩm quyền", actor=world["oanh"], token=a_token())
    waiting = a_document(world, at=Stage.SIGNED, title="Việc đang chờ")
    page = book(as_("oanh"))
    rows = page.select("table.book tbody tr")
    assert [row.find("th").text for row in rows] == ["01/KH-UBND", "02/KH-UBND", "03"]
    assert rows[0]["class"] == ["void"]
    assert rows[0].find("s").text == "01/KH-UBND"
    assert "Ký sai thẩm quyền" in rows[0].text
    assert "Việc thứ hai" in rows[1].text
    assert rows[1].find_all("td")[6].text  # the day of sending
    assert {a["href"] for a in rows[2].find_all("a")} == {
        reverse("number", args=[document]) for document in (first.pk, waiting.pk)
    }


def test_the_printed_book_has_the_head_of_the_decree(world, as_):
    a_document(world, at=Stage.NUMBERED)
    head = book(as_("oanh")).select_one(".book-head").get_text(" ", strip=True)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in head
    assert "Từ số 01 đến số 01" in head
    assert "Quyển số: 01" in head


def test_the_desk_of_another_ward_reads_its_own_book(world, as_):
    document = a_document(world, at=Stage.NUMBERED)
    page = book(as_("em.tl"))
    assert document.title not in page.text
    answer = as_("em.tl").get(reverse("registers"), {"agency": world.hoa_minh.pk})
    assert answer.status_code == 404


@pytest.mark.parametrize(("who", "status"), [("vy", 200), ("linh", 403), ("tue", 403)])
def test_the_book_is_for_the_desk_and_the_leaders(world, as_, who, status):
    assert as_(who).get(reverse("registers")).status_code == status


@pytest.mark.parametrize("asked", [{"year": "1999"}, {"series": "XX"}, {"year": "abc"}])
def test_a_book_that_is_not_there_is_not_found(world, as_, asked):
    a_document(world, at=Stage.NUMBERED)
    assert as_("oanh").get(reverse("registers"), asked).status_code == 404


def test_an_empty_book_says_so_and_names_the_first_number(world, as_):
    page = book(as_("oanh"))
    assert [row.find("th").text for row in page.select("table.book tbody tr")] == ["01"]


def test_the_book_asks_as_much_for_three_lines_as_for_one(
    world, as_, django_assert_max_num_queries
):
    oanh, counts = as_("oanh"), []
    for rows in (1, 2):
        for _ in range(rows):
            a_document(world, at=Stage.NUMBERED)
        with django_assert_max_num_queries(10) as asked:
            book(oanh)
        counts.append(len(asked))
    assert counts[0] == counts[1]
