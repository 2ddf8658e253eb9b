"""What changed between two texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.rules.difference import Kind, Piece, difference_of, shortened, words_of

WORDS = st.sampled_from(["ủy", "ban", "nhân", "dân", "phường", "2026", "85%", "80%", "và"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1).map(" ".join), max_size=8)


def test_a_changed_figure_is_one_change_and_the_rest_is_the_same():
    before = ["Điều 1. Mục tiêu", "Có ít nhất 85% hộ gia đình phân loại", "Nơi nhận: như trên"]
    after = ["Điều 1. Mục tiêu", "Có ít nhất 80% hộ gia đình phân loại", "Nơi nhận: như trên"]
    difference = difference_of(before, after)
    assert difference.same == 2
    assert [change.number for change in difference.changes] == [2]
    assert difference.changes[0].pieces == (
        Piece(Kind.SAME, "Có ít nhất "),
        Piece(Kind.GONE, "85%"),
        Piece(Kind.NEW, "80%"),
        Piece(Kind.SAME, " hộ gia đình phân loại"),
    )


def test_words_that_changed_side_by_side_are_one_change():
    pieces = words_of("bố trí từ ngân sách phường.", "bố trí từ nguồn sự nghiệp.")
    assert [piece.words for piece in pieces if piece.is_gone] == ["ngân sách phường"]
    assert [piece.words for piece in pieces if piece.is_new] == ["nguồn sự nghiệp"]


def test_numbers_money_and_notations_are_never_torn():
    pieces = words_of("là 486.000.000 đồng theo 09/QĐ-UBND", "là 486.500.000 đồng theo 10/QĐ-UBND")
    assert [piece.words for piece in pieces if piece.is_new] == ["486.500.000", "10/QĐ-UBND"]


def test_a_paragraph_put_in_and_one_taken_out_stand_alone():
    difference = difference_of(
        ["Điều 1", "Phạm vi áp dụng", "Điều 2"], ["Điều 1", "Điều 2", "Điều 3 mới"]
    )
    first, second = difference.changes
    assert first.is_gone
    assert second.is_new
    assert second.pieces == (Piece(Kind.NEW, "Điều 3 mới"),)


def test_the_same_text_has_no_change():
    text = ["Điều 1", "Điều 2"]
    assert difference_of(text, text).changes == ()
    assert difference_of(text, ["Điều  1 ", "", "Điều 2"]).same == 2


def test_a_long_paragraph_is_cut_to_what_stands_around_the_change():
    long = " ".join(f"từ{n}" for n in range(60))
    change = difference_of([f"{long} cũ {long}"], [f"{long} mới {long}"]).changes[0]
    words = [piece.words for piece in shortened(change)]
    assert words[0].startswith("… từ52")
    assert words[1:3] == ["cũ", "mới"]
    assert words[3].endswith("…")


def test_very_long_paragraphs_are_not_compared_word_by_word():
    long = "a " * 4000
    assert [piece.kind for piece in words_of(long, long + "b")] == [Kind.GONE, Kind.NEW]


def test_many_paragraphs_changed_at_once_are_listed_without_pairs():
    before = [f"cũ {n}" for n in range(40)]
    after = [f"mới {n}" for n in range(40)]
    assert len(difference_of(before, after).changes) == 80


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_out_of_their_difference(before, after):
    difference = difference_of(before, after)
    old = sum(not change.is_new for change in difference.changes) + difference.same
    new = sum(not change.is_gone for change in difference.changes) + difference.same
    assert (old, new) == (len(before), len(after))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_both_paragraphs_can_be_read_out_of_their_pieces(before, after):
    pieces = words_of(before, after)
    assert "".join(piece.words for piece in pieces if not piece.is_new) == before
    assert "".join(piece.words for piece in pieces if not piece.is_gone) == after
