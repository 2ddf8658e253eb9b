"""Each document of the sample archive is found by phrases of its own text."""

from collections import Counter
from pathlib import Path

import docx
import pytest

from docs_mgmt.rules.vietnamese import Syllable, is_syllable, syllables
from search.engines.tantivy import TantivyEngine
from tests.search.shelf import an_entry, found

FOLDER = Path(__file__).resolve().parents[2] / "office" / "demo" / "archive"
FILES = sorted(FOLDER.glob("*.docx"))
LENGTH = 4


def text_of(file: Path) -> str:
    document = docx.Document(str(file))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


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
    texts = {pk: text_of(file) for pk, file in enumerate(FILES, 1)}
    engine.rebuild(an_entry(pk, FILES[pk - 1].stem, text) for pk, text in texts.items())
    words = {pk: list(syllables(text)) for pk, text in texts.items()}
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
