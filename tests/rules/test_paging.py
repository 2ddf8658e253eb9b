"""On which page of its PDF each paragraph of a Word file begins."""

from hypothesis import given, settings
from hypothesis import strategies as st

from docs_mgmt.rules.paging import page_starts

PAGES = (
    "ỦY BAN NHÂN DÂN\nKẾ HOẠCH\nI. MỤC ĐÍCH, YÊU CẦU",
    "II. NỘI DUNG\n1. Chỉnh trang vỉa hè",
    "III. TỔ CHỨC THỰC HIỆN",
)
PARAGRAPHS = (
    "ỦY BAN NHÂN DÂN",
    "KẾ HOẠCH",
    "I. MỤC ĐÍCH,  YÊU CẦU",
    "II. NỘI DUNG",
    "1. Chỉnh trang vỉa hè",
    "III. TỔ CHỨC THỰC HIỆN",
)


def test_each_page_begins_at_its_first_paragraph():
    assert page_starts(PARAGRAPHS, PAGES) == (0, 3, 5)


def test_a_paragraph_that_is_not_found_stays_on_its_page():
    paragraphs = (*PARAGRAPHS[:3], "a drawing's words", *PARAGRAPHS[3:])
    assert page_starts(paragraphs, PAGES) == (0, 4, 6)


def test_a_page_without_a_paragraph_of_its_own_begins_where_the_next_one_does():
    assert page_starts(PARAGRAPHS, (PAGES[0], "", *PAGES[1:])) == (0, 3, 3, 5)


def test_words_repeated_from_an_earlier_page_do_not_turn_pages_back():
    assert page_starts((*PARAGRAPHS, "KẾ HOẠCH"), PAGES) == (0, 3, 5)


def test_without_pages_or_words_there_is_nothing_to_find():
    assert page_starts(PARAGRAPHS, ()) == ()
    assert page_starts((), PAGES) == (0, 0, 0)
    assert page_starts(("",), ("", "")) == (0, 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc ", max_size=6), max_size=8), st.lists(st.text("abc "), max_size=4))
def test_there_is_one_start_a_page_and_they_never_go_back(paragraphs, pages):
    starts = page_starts(paragraphs, pages)
    assert len(starts) == len(pages)
    assert list(starts) == sorted(starts)
