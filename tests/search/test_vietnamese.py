"""One spelling for text and question."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs_mgmt.rules import vietnamese
from docs_mgmt.rules.vietnamese import (
    canon,
    clean,
    fold,
    has_tone_marks,
    is_syllable,
    small,
    syllables,
    syllables_of,
    with_any_marks,
)

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper() + " -/,.0123456789", max_size=80)


@given(st.text(max_size=200))
def test_a_place_in_folded_text_is_a_place_in_the_shown_text(text):
    shown = clean(text)
    assert len(canon(text)) == len(small(text)) == len(fold(text)) == len(shown)


@given(st.text(max_size=200))
def test_cleaning_and_canon_change_nothing_twice(text):
    assert clean(clean(text)) == clean(text)
    assert canon(canon(text)) == canon(text)


@given(VIETNAMESE)
def test_folded_letters_are_met_in_whatever_marks_they_were_written(text):
    written = small(text)
    for word in syllables(text):
        met = re.fullmatch(with_any_marks(word.folded), written[word.start : word.end])
        assert met is not None, word


@given(VIETNAMESE)
def test_whole_documents_are_cut_like_questions(text):
    cut = list(syllables(text))
    assert syllables_of(text) == ([one.text for one in cut], [one.folded for one in cut])


@given(VIETNAMESE)
def test_decomposed_text_is_the_same_text(text):
    assert canon(unicodedata.normalize("NFD", text)) == canon(text)


@given(VIETNAMESE)
def test_capitals_do_not_count(text):
    assert small(text.upper()) == small(text)


@given(VIETNAMESE)
def test_folded_text_has_no_marks(text):
    assert not has_tone_marks(fold(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("HOÀ", "HÒA"), ("Hoà", "Hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"),
     ("uỷ ban", "ủy ban"), ("toà án", "tòa án"), ("loá", "lóa"), ("tuỳ", "tùy")],
)  # fmt: skip
def test_the_two_ways_to_place_a_tone_are_one(old, new):
    assert canon(old) == canon(new) == new


@pytest.mark.parametrize("word", ["hoàn", "quý", "QUÝ", "quỹ", "khoán", "quà", "loại", "huyện"])
def test_tones_that_stand_right_stay(word):
    assert canon(word) == word


def test_look_alikes_and_the_invisible_are_gone():
    assert canon("Ð\u200bà N\u00ad\u1eb5ng – 12\u201112") == "Đà Nẵng - 12-12"


def test_a_text_is_cut_at_everything_that_is_no_letter():
    cut = [(s.text, s.folded, s.start, s.end) for s in vietnamese.syllables("Số 07/QĐ-UBND")]
    assert cut == [
        ("số", "so", 0, 2),
        ("07", "07", 3, 5),
        ("qđ", "qd", 6, 8),
        ("ubnd", "ubnd", 9, 13),
    ]


WHOLE = "phuong nghieng quyet gi giuong uy hoach khuya ngoeo yen"
BROKEN = "ph kh ubnd quye hoac1 tr phuo ngh ttr zoo"


@pytest.mark.parametrize("word", WHOLE.split())
def test_a_whole_syllable_is_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", BROKEN.split())
def test_what_is_no_syllable_is_known(word):
    assert not is_syllable(word)


def test_marks_are_typed_last():
    assert set(vietnamese.may_become("ê")) == set("êếềểễệ")
    assert vietnamese.may_become("đ") == "đ"
    assert "ậ" in vietnamese.may_become("a")
    assert "ậ" in vietnamese.may_become("â")
    assert "ă" not in vietnamese.may_become("â")


def test_a_letter_of_another_language_becomes_nothing_else():
    for letter in "ëäÿāąėęěīőūůİ":
        assert vietnamese.may_become(letter) == letter
