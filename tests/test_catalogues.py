"""Both languages say every phrase of the screen, and nothing that no page says any more."""

import re

import pytest

from scripts.compile_catalogues import compile_catalogues
from scripts.make_messages import LANGUAGES, Phrase, gather, path_of, read

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
VIETNAMESE_LETTER = re.compile(
    "[ăắằẳẵặâấầẩẫậđêếềểễệôốồổỗộơớờởỡợưứừửữựạảẹẻẽọỏịỉĩụủũỳỵỷỹ]", re.IGNORECASE
)


@pytest.fixture(scope="module")
def phrases() -> set[Phrase]:
    return set(gather())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_phrases_of_the_code_and_no_others(language, phrases):
    kept = set(read(language))
    assert sorted(map(str, phrases - kept)) == [], "make messages"
    assert sorted(map(str, kept - phrases)) == [], "make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_has_its_words(language):
    unsaid = [phrase.singular for phrase, words in read(language).items() if not all(words)]
    assert unsaid == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_marked_as_a_guess(language):
    assert "fuzzy" not in path_of(language).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_for_facts(language):
    for phrase, words in read(language).items():
        asked = set(PLACEHOLDER.findall(phrase.plural or phrase.singular))
        for said in filter(None, words):
            # A singular may say "one document" without its figure.
            kept = set(PLACEHOLDER.findall(said))
            assert kept == asked or (phrase.plural and kept < asked and said == words[0]), phrase


def test_the_english_catalogue_says_what_the_code_says():
    assert {phrase: words[0] for phrase, words in read("en").items()} == {
        phrase: phrase.singular for phrase in read("en")
    }


def test_no_phrase_is_left_in_english_on_a_vietnamese_screen():
    same = [
        phrase.singular
        for phrase, words in read("vi").items()
        if words[0] == phrase.singular and re.search(r"[a-z]{3} [a-z]{3}", phrase.singular)
    ]
    assert same == []


def test_the_catalogues_compile(tmp_path):
    for language in LANGUAGES:
        po = tmp_path / language / "LC_MESSAGES" / "django.po"
        po.parent.mkdir(parents=True)
        po.write_bytes(path_of(language).read_bytes())
    made = compile_catalogues(tmp_path)
    assert sorted(mo.parent.parent.name for mo in made) == sorted(LANGUAGES)
    assert compile_catalogues(tmp_path) == []
