"""A name without quotes ends where the index knows it: «người ký: Tạ Quốc Vỹ thu hồi đất»."""

import pytest

from search.engine import Ask, as_meant
from search.engines.tantivy import TantivyEngine
from search.rules.question import LONGEST, read_question, with_shorter_names
from tests.search.shelf import EVERYONE, an_entry

SHELF = [
    an_entry(1, "Thu hồi đất làm đường", signers=("Tạ Quốc Vỹ",)),
    an_entry(2, "Thu hồi đất làm chợ", signers=("Lê Văn An",)),
    an_entry(3, "Thu hồi giấy phép", signers=("Tạ Quốc Vỹ",)),
    an_entry(4, "Thu hồi đất của ai", signers=("Tạ Quốc Vỹ",), readers=frozenset({"p9"})),
]


@pytest.fixture
def found(tmp_path):
    engine = TantivyEngine(tmp_path)
    engine.rebuild(SHELF)

    def found(typed: str) -> tuple[int, ...]:
        ask = Ask(question=read_question(typed), readers=EVERYONE)
        return as_meant(engine, ask)[1].ids

    return found


@pytest.mark.parametrize(
    "typed",
    ["người ký: Tạ Quốc Vỹ thu hồi đất", "NGƯỜI KÝ: TẠ QUỐC VỸ THU HỒI ĐẤT",
     "nguoi ky:  ta quoc vy  thu hoi dat", "đất người ký: Tạ Quốc Vỹ thu hồi"],
)  # fmt: skip
def test_words_may_follow_a_name(found, typed):
    assert found(typed) == (1,)


def test_the_whole_name_comes_before_a_shorter_one(found):
    assert set(found("người ký: Tạ Quốc Vỹ")) == {1, 3}


@pytest.mark.parametrize("typed", ["người ký: Tạ Quốc Bình", 'người ký: "Tạ Quốc Vỹ thu hồi đất"'])
def test_another_name_is_not_answered_with_this_one(found, typed):
    assert found(typed) == ()


def test_a_page_pasted_behind_a_name_is_not_asked_word_by_word(found):
    typed = "người ký: Tạ Quốc Vỹ " + "thu hồi đất " * 100
    tries = list(with_shorter_names(read_question(typed)))
    assert len(tries) < 25
    assert max(len(one.words) for one in tries) == LONGEST
    assert found(typed) == (1,)
