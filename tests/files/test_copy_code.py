import pytest
import segno
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docs_mgmt.rules import copy_code
from docs_mgmt.rules.copy_code import CopyCode, CopyCodeError, ShortCode

copies = st.integers(1, 2**50)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
signatures = st.binary(min_size=64, max_size=64)


@settings(deadline=None)
@given(copies, hashes, signatures)
def test_a_code_is_read_back(copy, sha256, signature):
    text = copy_code.text_of(copy, sha256, signature)
    code = copy_code.parse(text.lower())
    assert code == CopyCode(copy, sha256[:20], signature)
    assert code.payload == copy_code.payload_of(copy, sha256)
    assert code.is_of(sha256)


@settings(deadline=None)
@given(copies, hashes)
def test_a_short_code_is_read_as_people_type_it(copy, sha256):
    code = copy_code.short_code(copy, sha256)
    wanted = ShortCode(copy, sha256[:4])
    assert copy_code.parse_short(code) == wanted
    sloppy = code.lower().replace("-", " – ").replace("0", "o").replace("1", "l")
    assert copy_code.parse_short(f" {sloppy} ") == wanted


@settings(deadline=None)
@given(copies, hashes, st.data())
def test_a_slip_of_the_pen_is_found(copy, sha256, data):
    code = copy_code.short_code(copy, sha256)
    place = data.draw(st.integers(1, len(code) - 3).filter(lambda at: code[at] != "-"))
    other = data.draw(st.sampled_from("23456789ABCDEF").filter(lambda sign: sign != code[place]))
    with pytest.raises(CopyCodeError):
        copy_code.parse_short(code[:place] + other + code[place + 1 :])


@settings(deadline=None)
@given(st.text(max_size=200))
@example("C0000U0")  # no code has a U
@example("CU-0000-0")
@example("C7-ABAB-U")
def test_other_texts_are_no_codes(text):
    for read in (copy_code.parse, copy_code.parse_short):
        with pytest.raises(CopyCodeError):
            read(text)


SHA = "ab" * 32


@pytest.mark.parametrize(
    "text",
    [
        copy_code.text_of(7, SHA, b"s" * 64).replace("DM1", "DM2"),
        copy_code.text_of(7, SHA, b"s" * 64)[:-1],
        copy_code.text_of(7, SHA, b"s" * 64)[:-1] + "B",  # a second spelling of the same bytes
        copy_code.text_of(7, SHA, b"s" * 64).replace(".7.", ".07."),
        copy_code.text_of(7, SHA, b"s" * 64).replace(".7.", ".U."),
        "DM1.7..",
    ],
)
def test_a_damaged_code_is_no_code(text):
    with pytest.raises(CopyCodeError):
        copy_code.parse(text)


def test_a_code_looks_like_this():
    assert copy_code.short_code(7, SHA) == "C7-ABAB-7"
    assert copy_code.text_of(7, SHA, b"s" * 64).startswith("DM1.7.VOV2XK5LVOV2XK5L.ON")


@pytest.mark.parametrize(("copy", "sha256"), [(0, SHA), (-1, SHA), (1, "xy"), (1, SHA.upper())])
def test_no_code_is_made_of_nonsense(copy, sha256):
    with pytest.raises(CopyCodeError):
        copy_code.payload_of(copy, sha256)


@settings(max_examples=10, deadline=None)
@given(copies, hashes, signatures)
def test_the_modules_of_a_code_are_large_enough_to_read(copy, sha256, signature):
    code = segno.make(copy_code.text_of(copy, sha256, signature), error="m")
    assert 22 / len(code.matrix) >= 0.4
