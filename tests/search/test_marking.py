"""Snippets show the text as it is written, with the words of the question marked."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs_mgmt.rules.vietnamese import clean
from search.rules import marking
from search.rules.marking import FARTHEST, Marker
from search.rules.question import read_question

PARAGRAPHS = [
    "KẾ HOẠCH phân công trực ban",
    "Căn cứ tình hình thực tế của địa phương, Ủy ban nhân dân phường ban hành kế hoạch này.",
    "Mỗi hộ gia đình tự Phân loại rác thành ba nhóm trước khi giao cho đơn vị thu gom.",
    "Tổ dân phố nhắc phân loại rác hằng ngày; rác để đúng chỗ.",
]


def marked(snippet):
    return [piece.text for piece in snippet.pieces if piece.is_marked]


def test_the_best_place_is_shown_as_it_is_written():
    for typed in ("phân loại rác", "phan loai rac", unicodedata.normalize("NFD", "phân loại rác")):
        snippet = Marker(read_question(typed)).snippet(PARAGRAPHS)
        assert marked(snippet)[0] == "Phân loại rác"
        assert snippet.more == 0 or snippet.more == 1


def test_the_page_is_that_of_the_place():
    marker = Marker(read_question("thu gom"))
    assert marker.snippet(PARAGRAPHS, [0, 2, 3]).page == 2
    assert marker.snippet(PARAGRAPHS, [0]).page == 1
    assert marker.snippet(PARAGRAPHS).page is None
    assert Marker(read_question("hằng ngày")).snippet(PARAGRAPHS, [0, 2, 3]).page == 3


def test_typed_marks_decide_what_is_marked():
    text = ["Họp giao ban. Bàn giao tài sản. Bán giáo trình."]
    assert marked(Marker(read_question("bàn giao")).snippet(text)) == ["Bàn giao"]
    assert marked(Marker(read_question("ban giao")).snippet(text)) == ["Bàn giao", "Bán giáo"]


def test_an_abbreviation_marks_what_it_stands_for():
    assert marked(Marker(read_question("UBND phường")).snippet(PARAGRAPHS)) == [
        "Ủy ban nhân dân phường"
    ]


def test_the_other_spelling_with_i_or_y_is_marked_too():
    for typed in ("kỹ thuật", "kĩ thuật", "ky thuat"):
        snippet = Marker(read_question(typed)).snippet(["Kĩ thuật và kỹ thuật viên"])
        assert marked(snippet) == ["Kĩ thuật", "kỹ thuật"]


def test_without_words_the_text_begins():
    snippet = Marker(read_question("")).snippet(PARAGRAPHS)
    assert snippet.pieces[0].text.startswith("KẾ HOẠCH phân công")
    assert marked(snippet) == []
    assert Marker(read_question("rác")).snippet([]).pieces == ()


def test_a_title_is_marked_whole():
    pieces = Marker(read_question("ke hoach")).mark("Kế hoạch phân loại")
    assert [(piece.text, piece.is_marked) for piece in pieces] == [
        ("Kế hoạch", True),
        (" phân loại", False),
    ]


@given(st.lists(st.text(alphabet="aáàbcdđeêghinou ôơpqrstuưvxyỳ.,-\n", max_size=300), max_size=6))
def test_pieces_are_the_text_itself(paragraphs):
    snippet = Marker(read_question("đa bào tử")).snippet(paragraphs)
    shown = "".join(piece.text for piece in snippet.pieces)
    whole = " ".join("\n".join(clean(one) for one in paragraphs).split())
    assert " ".join(shown.split()) in whole


class Counting(Marker):
    """A marker that says how many letters it looked at."""

    letters = 0

    def places(self, text):
        self.letters += len(text)
        return super().places(text)


@pytest.mark.parametrize("times", [1, 100, 2000])
def test_a_text_is_looked_at_once_and_no_farther_than_its_beginning(times):
    text = PARAGRAPHS * times
    marker = Counting(read_question("phân loại rác tại nguồn"))
    assert marker.snippet(text).pieces
    assert marker.letters == min(len("\n".join(text)), FARTHEST)


def steps_of(text):
    """How many lines of the marking are walked through for a snippet of this text."""
    steps = 0

    def walked(frame, event, _arg):
        nonlocal steps
        if frame.f_code.co_filename != marking.__file__:
            return None
        steps += event == "line"
        return walked

    marker, before = Marker(read_question("phân loại rác tại nguồn")), sys.gettrace()
    sys.settrace(walked)
    try:
        marker.snippet(text)
    finally:
        sys.settrace(before)
    return steps


def test_twice_the_text_is_no_more_than_twice_the_work():
    assert 0 < steps_of(PARAGRAPHS * 400) < 2.1 * steps_of(PARAGRAPHS * 200)


def test_a_page_is_told_right_where_letters_are_made_longer_and_others_are_left_out():
    """Cleaning makes the first paragraph shorter by as much as the third one longer."""
    paragraphs = ["abc" + "\u200b" * 8, "rác", "\u0958" * 8]
    marker = Marker(read_question("rác"))
    assert marker.snippet(paragraphs, [0, 1, 2]).page == 2
    assert [one.page for one in marker.meetings(paragraphs, [0, 1, 2])] == [2]
