"""How well the default engine answers the relevance set, and what may not get worse."""

import json
import unicodedata
from collections import Counter

import pytest

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.legacy import Encoding
from search.engines.tantivy import TantivyEngine
from search.rules.given import entry_of
from search.rules.numbers import parse_number
from search.rules.question import read_question
from tests.legacy_text import encode
from tests.relevance import asking, spellings
from tests.relevance.asking import FOLDER, Quality, documents, measure, questions
from tests.relevance.make_set import set_lines

EVERYONE = frozenset().union(*(entry.readers for _, entry in documents()))


@pytest.fixture(scope="session")
def ask(tmp_path_factory):
    """The set in one index, asked by all tests."""
    return asking.asking(TantivyEngine(tmp_path_factory.mktemp("relevance")))


@pytest.fixture(scope="session")
def quality(ask) -> Quality:
    return measure(ask)


def test_the_set_is_what_its_source_makes():
    for name, lines in set_lines().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == "".join(lines), (
            "python -m tests.relevance.make_set"
        )


def test_the_set_is_large_enough_to_judge_by():
    lines = (FOLDER / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 400
    assert {json.loads(line)["type"] for line in lines} == {kind.name for kind in TYPES}
    asked = Counter(one.kind for one in questions())
    assert len(asked) >= 15
    assert sum(asked.values()) >= 120
    assert min(asked.values()) >= 8
    assert sum(path.stat().st_size for path in FOLDER.glob("*.jsonl")) < 3_000_000


def test_a_number_finds_its_document_first(quality):
    for kind in ("number_exact", "number_loose", "number_cited"):
        assert quality.reciprocal_rank[kind] == 1.0


def test_a_number_that_nobody_bears_finds_nothing(quality):
    assert quality.ndcg["number_missing"] == 1.0


def test_the_answers_are_good_in_every_class(quality):
    assert quality.macro >= 0.93
    assert {kind for kind, worth in quality.ndcg.items() if worth < 0.8} == set()


def test_marks_tell_words_apart_that_fold_to_the_same_letters(quality):
    assert quality.first["homograph"] >= 0.9


def test_nobody_finds_what_they_may_not_see(quality):
    assert quality.leaks == 0


@pytest.mark.parametrize(
    "spelling",
    [spellings.decomposed, spellings.other_tones, spellings.capitals, spellings.more_blanks],
)
def test_the_same_question_typed_otherwise_gives_the_same_first_ten(ask, spelling):
    differing = [
        one.text
        for one in questions()
        if one.kind != "prefix" or spelling is not spellings.more_blanks  # a blank ends the word
        if ask(one.text, one.readers).names[:10] != ask(spelling(one.text), one.readers).names[:10]
    ]
    assert differing == []


def test_without_marks_a_question_keeps_nine_tenths_of_its_quality(ask, quality):
    words = frozenset(quality.ndcg) - {"number_exact", "number_loose", "number_cited",
                                       "number_missing", "title_bare"}  # fmt: skip
    bare = measure(ask, spellings.without_marks, words)
    marked = sum(quality.ndcg[kind] for kind in words) / len(words)
    assert bare.macro >= 0.9 * marked
    assert bare.leaks == 0


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
@pytest.mark.parametrize("is_told", [True, False])
def test_old_text_is_found_as_well_as_new(tmp_path, quality, encoding, is_told):
    entries = tuple(_in(encoding, is_told=is_told))
    if entries == documents():
        return  # the same entries give the same answers
    old = measure(asking.asking(TantivyEngine(tmp_path), entries))
    for kind, worth in quality.ndcg.items():
        assert old.ndcg[kind] == pytest.approx(worth, abs=0.005), kind
    assert old.leaks == 0


def _in(encoding: Encoding, *, is_told: bool):
    lines = (FOLDER / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(lines, 1):
        told = json.loads(line)
        told["title"], told["body"] = (
            encode(told["title"], encoding),
            encode(told["body"], encoding),
        )
        if is_told:
            told["encoding"] = str(encoding)
        yield entry_of(json.dumps(told), place)


def test_no_spelling_of_a_number_is_answered_with_another(ask):
    """Thousands of spellings: of numbers that are there, and of numbers that nobody ever gave."""
    own = Counter((name, entry.number) for name, entry in documents())
    numbers = {number: parse_number(number) for _, number in own}
    taken = {(n.number, n.suffix, n.year, n.symbols) for n in numbers.values() if n}
    asked = 0
    for number in list(numbers.values())[::16]:
        symbols = "-".join(part.upper() for part in number.symbols)
        named = {name for name, entry in documents() if parse_number(entry.number) == number}
        for typed in spellings.spellings_of(number.number, number.suffix, number.year, symbols):
            found = read_question(typed)
            assert len(found.claims) == 1, typed
            assert not found.words, typed
            asked += 1
        for typed in (symbols_typed := _a_few(number.number, number.suffix, number.year, symbols)):
            assert set(ask(typed, EVERYONE).names[: len(named)]) == named, typed
        absent = number.number + 5000
        assert (absent, number.suffix, number.year, number.symbols) not in taken
        for typed in _a_few(absent, number.suffix, number.year, symbols):
            assert ask(typed, EVERYONE).total == 0, typed
        asked += 2 * len(symbols_typed)
    assert asked > 4000


def _a_few(number: int, suffix: str, year: int | None, symbols: str) -> list[str]:
    every = list(spellings.spellings_of(number, suffix, year, symbols))
    return every[:: len(every) // 6]


def test_the_questions_are_written_as_people_write():
    for one in questions():
        assert unicodedata.is_normalized("NFC", one.text)
        assert one.text.strip() == one.text
