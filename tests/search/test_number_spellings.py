"""Thousands of spellings: each finds its own document first, and none finds another in silence."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.vietnamese import fold
from search.rules.entry import Entry, own_keys
from search.rules.numbers import WHOLE
from search.rules.question import read_question
from tests.search.shelf import an_entry

NOTATIONS = {
    "QĐ-UBND": "QĐ", "KH-UBND": "KH", "TTr-UBND": "TTr", "BC-HĐND": "BC", "NQ-HĐND": "NQ",
    "UBND-VX": "CV", "KH-UBND-VX": "KH", "TB-VP": "TB", "GM-UBND": "GM", "PA-UBND": "PA",
    "ĐA-UBND": "ĐA", "DA-UBND": "DA", "HD-BTC": "HD", "QC-UBND": "QC", "BB-HĐND": "BB",
    "CTr-UBND": "CTr", "QyĐ-UBND": "QyĐ", "BTT-UBND": "BTT", "SY-UBND": "CV", "BCĐ-VP": "CV",
    "NQ/TW": "NQ", "CT/TU": "CT", "QĐ-TTg": "QĐ", "UBND": "CV", "UBND-NC": "CV", "BTCTW": "CV",
}  # fmt: skip
NAMES = {kind.key: kind.name for kind in TYPES}
BORNE = (7, 45, 123, 2025)
NOBODYS = (8, 46, 1234, 2024)
BEFORE = ("", "số ", "Số: ", "so ", "văn bản số ", "van ban so ", "tìm số ", "KIND số ", "KIND ")
BEHIND = ("", "", " về việc phân loại rác", " ngày 12/3/2025", " năm 2025", " của ủy ban")
SLASHES = ("/", "/", "/", " / ", "-", "/ ", " /", " - ", "–", " ")
DASHES = ("-", "-", "-", " - ", "–", " ", " -", "- ", "/")


@dataclass(frozen=True)
class Spelling:
    """One way to type a number of a document."""

    typed: str
    notation: str
    number: int
    year: int | None

    @property
    def written(self) -> str:
        year = f"/{self.year}" if self.year else ""
        return f"{self.number:02d}{year}/{self.notation}"


def without_marks(text: str) -> str:
    plain = text.replace("Đ", "D").replace("đ", "d")
    letters = unicodedata.normalize("NFD", plain)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def spellings(count: int, numbers: tuple[int, ...], seed: int) -> Iterator[Spelling]:
    chance = random.Random(seed)
    while count:
        notation, number = chance.choice(sorted(NOTATIONS)), chance.choice(numbers)
        year = chance.choice([None, None, None, 2025])
        slash, dash = chance.choice(SLASHES), chance.choice(DASHES)
        if slash in {" ", "–"} and year is None and len(notation) < 6:
            continue  # «7 UBND» is as often seven committees
        if notation == "BTCTW" and "-" in slash.replace("–", "-"):
            continue  # a symbol that no table knows needs its slash
        signs = chance.choice([notation, notation, notation.lower(), notation.upper()])
        digits = chance.choice([f"{number:02d}", str(number), f"{number:04d}"])
        base = f"{digits}/{year}" if year else digits
        before = chance.choice(BEFORE).replace("KIND", NAMES[NOTATIONS[notation]])
        behind = chance.choice(BEHIND)
        typed = f"{before}{base}{slash}{signs.replace('-', dash)}{behind}"
        form = chance.random()
        if form < 0.2:
            typed = without_marks(typed)
        elif form < 0.3:
            typed = unicodedata.normalize("NFD", typed)
        elif form < 0.4:
            typed = typed.replace(" ", "  ").replace(" ", "\u00a0", 1)
        count -= 1
        yield Spelling(typed, notation, number, year)


def shelf() -> list[Entry]:
    """Every notation with every number borne, of this year and, in another order, of the last."""
    numbers = [
        (f"{number:02d}{year}/{notation}", kind, issued)
        for notation, kind in NOTATIONS.items()
        for number in BORNE
        for year, issued in (("", 2025), ("", 2024), ("/2025", 2025))
    ]
    return [
        an_entry(pk, number=number, kind=kind, year=issued)
        for pk, (number, kind, issued) in enumerate(numbers, 1)
    ]


@pytest.fixture(scope="module")
def bearers() -> dict[str, list[Entry]]:
    """Which documents bear a key."""
    found: dict[str, list[Entry]] = {}
    for entry in shelf():
        for key in own_keys(entry):
            found.setdefault(key, []).append(entry)
    return found


def answered(typed: str, bearers: dict[str, list[Entry]]) -> list[Entry]:
    """The documents of the number that was read, in the order of their worth."""
    keys = [key for claim in read_question(typed).claims for key in claim.keys]
    whole = [entry for key in keys for entry in bearers.get(key + WHOLE, [])]
    return whole or [entry for key in keys for entry in bearers.get(key, [])]


#: Đ typed as D may be another sign too; then both are answered.
_ALIKE = {"ĐA-UBND": "DA-UBND", "DA-UBND": "ĐA-UBND"}


def test_each_spelling_finds_its_own_document_first(bearers):
    wrong = []
    for one in spellings(5_000, BORNE, seed=1):
        found = answered(one.typed, bearers)
        alike = one.written.replace(one.notation, _ALIKE.get(one.notation, one.notation))
        if not found or {entry.number for entry in found} - {one.written, alike}:
            wrong.append((one.typed, one.written, [entry.number for entry in found][:3]))
        elif "2025" in one.typed[-4:] and found[0].year != 2025:
            wrong.append((one.typed, one.written, "of another year"))
    assert wrong == []


def test_a_number_that_nobody_bears_is_read_and_answered_with_nothing(bearers):
    wrong = [
        one.typed
        for one in spellings(5_000, NOBODYS, seed=2)
        if not read_question(one.typed).claims or answered(one.typed, bearers)
    ]
    assert wrong == []


def test_a_number_of_another_year_is_not_answered_with_this_years(bearers):
    for typed in ("07/QĐ-UBND ngày 12/3/2023", "quyết định số 7 năm 2023", "7/2023/QĐ-UBND"):
        assert read_question(typed).claims
        assert answered(typed, bearers) == []
    assert {e.year for e in answered("07/QĐ-UBND ngày 5 tháng 3 năm 2024", bearers)} == {2024}
    assert {e.year for e in answered("07/QĐ-UBND", bearers)} == {2024, 2025}


def test_what_is_said_to_be_unknown_is_the_number_with_its_date():
    (claim,) = read_question("07/QĐ-UBND ngày 12/3/2023 về rác").claims
    assert claim.typed == "07/QĐ-UBND ngày 12/3/2023"


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.key)
def test_a_kind_and_a_number_ask_for_that_kind(kind):
    chance = random.Random(3)
    entry = an_entry(1, number=f"123/{kind.code}-UBND".replace("/-", "/"), kind=kind.key, year=2025)
    borne = own_keys(entry)
    for name in {kind.name, kind.name.lower(), kind.name.upper(), fold(kind.name)}:
        for so in (" số ", " số: ", " so ", " "):
            digits = chance.choice(["123", "0123"])
            behind = chance.choice(["", " ngày 12/3/2025", " năm 2025", "/2025", " về rác thải"])
            (claim,) = read_question(f"{name}{so}{digits}{behind}").claims
            assert set(claim.keys) & borne, (name, so, digits, behind)
            assert claim.kind == kind.key.lower()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("QĐ123", "123/=qđ"),
        ("QĐ-123", "123/=qđ"),
        ("123QĐ-UBND", "123/qđ-ubnd"),
        ("123/QĐUBND", "123/qđ-ubnd"),
        ("số 7-btctw", "7/btctw"),
        ("45/2014 NQ HĐND", "45/2014/nq-hđnd"),
        ("7/qyđ ubnd", "7/qyđ-ubnd"),
        ("07/QĐ -UBND", "7/qđ-ubnd"),
    ],
)
def test_a_number_typed_in_haste_is_read(typed, key):
    assert [claim.keys[0] for claim in read_question(typed).claims] == [key]


@pytest.mark.parametrize(
    "typed",
    ["kế hoạch 5 năm 2021-2025", "kế hoạch 100 ngày", "báo cáo 15 ngày đầu", "đa số 12 hộ",
     "số 12 phường Hòa Minh", "KH2026", "khổ A4", "5kg", "3m2 đất"],
)  # fmt: skip
def test_other_figures_are_none(typed):
    assert read_question(typed).claims == ()
