"""Each document of the sample archive is found by phrases of its own text."""

from collections import Counter

import pytest

from docs_mgmt.rules.vietnamese import Syllable, is_syllable, syllables
from search.engines.tantivy import TantivyEngine
from tests.search.shelf import an_entry, found
from tests.search.texts import texts

LENGTH = 4


def phrase(words: list[Syllable], third: int, seen: Counter) -> list[Syllable]:
    """The rarest phrase of a third of the text, of syllables alone."""
    places = range(third * len(words) // 3, (third + 1) * len(words) // 3 - LENGTH)
    whole = [at for at in places if all(is_syllable(w.folded) for w in words[at : at + LENGTH])]
    at = min(whole, key=lambda one: seen[_folded(words[one : one + LENGTH])])
    return words[at : at + LENGTH]


def _folded(words: list[Syllable]) -> tuple[str, ...]:
    return tuple(word.folded for word in words)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    engine = TantivyEngine(tmp_path_factory.mktemp("archive"))
    told = dict(enumerate(texts(), 1))
    engine.rebuild(an_entry(pk, name, text) for pk, (name, text) in told.items())
    words = {pk: list(syllables(text)) for pk, (_, text) in told.items()}
    seen = Counter(
        _folded(cut[at : at + LENGTH]) for cut in words.values() for at in range(len(cut))
    )
    return engine, words, seen


def test_three_phrases_of_each_text_put_it_among_the_first_three(archive):
    engine, words, seen = archive
    assert len(words) >= 40
    missed = []
    for pk, cut in words.items():
        for third in range(3):
            rare = phrase(cut, third, seen)
            asked = (" ".join(w.text for w in rare), " ".join(w.folded for w in rare))
            missed += [one for one in asked if pk not in found(engine, one)[:3]]
    assert missed == []
