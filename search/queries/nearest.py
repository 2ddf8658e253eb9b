"""What the reader may have meant: the nearest spelling that finds something for this reader."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from docs_mgmt.models import Document, VersionText
from docs_mgmt.permissions import Reach, condition_of, tokens_of_reach
from docs_mgmt.rules.vietnamese import Syllable, canon, syllables
from search.engine import Ask
from search.engines import the_engine
from search.queries.hits import newest_text
from search.rules.nearly import SHORTEST, known, nearly, pattern_of
from search.rules.question import read_question

#: So many words are looked at, in so many documents.
_WORDS, _DOCUMENTS = 8, 20
_FARTHEST = 60_000


@dataclass(frozen=True)
class Nearest:
    """Another question, and how many documents it finds."""

    typed: str
    total: int


def nearest(reach: Reach, typed: str) -> Nearest | None:
    """Look for another spelling within the documents of the reader; none: nothing to offer.

    Every word that is offered stands in a document that the database shows to the reader now.
    """
    text = " ".join(canon(typed).split())
    readers = tokens_of_reach(reach)
    for word in list(syllables(text))[:_WORDS]:
        if len(word.folded) < SHORTEST or not word.folded.isalpha():
            continue
        if _finds(readers, word.folded):
            continue
        better = _replaced(reach, readers, text, word)
        if better is None:
            return None
        text = better
    return _offered(reach, readers, text, typed)


def _finds(readers: frozenset[str], word: str) -> bool:
    ask = Ask(
        question=read_question(word), readers=readers, nearly=known(word), limit=1, counted=()
    )
    return the_engine().search(ask).total > 0


def _replaced(reach: Reach, readers: frozenset[str], text: str, word: Syllable) -> str | None:
    """The text with the word as the reader's own documents spell it most often."""
    ask = Ask(
        question=read_question(word.folded),
        readers=readers,
        nearly=nearly(word.folded),
        limit=_DOCUMENTS,
        counted=(),
    )
    spellings = Counter(_spellings(reach, the_engine().search(ask).ids, word.folded))
    if not spellings:
        return None
    (spelling, _times), *_others = spellings.most_common(1)
    return next(
        text[: one.start] + spelling + text[one.end :]
        for one in syllables(text)
        if one.folded == word.folded
    )


def _spellings(reach: Reach, ids: tuple[int, ...], word: str) -> Iterator[str]:
    pattern = re.compile(pattern_of(word))
    seen = Document.objects.filter(condition_of(reach), pk__in=ids)
    titles = dict(seen.values_list("pk", "title"))
    texts = VersionText.objects.filter(version__in=newest_text(titles))
    said = [*titles.values(), *("\n".join(text.paragraphs)[:_FARTHEST] for text in texts)]
    for text in said:
        for one in syllables(canon(text)):
            if pattern.fullmatch(one.folded):
                yield one.text


def _offered(reach: Reach, readers: frozenset[str], text: str, typed: str) -> Nearest | None:
    if text == " ".join(canon(typed).split()):
        return None
    ask = Ask(question=read_question(text + " "), readers=readers, limit=_DOCUMENTS, counted=())
    found = the_engine().search(ask)
    seen = Document.objects.filter(condition_of(reach), pk__in=found.ids).count()
    total = found.total - (len(found.ids) - seen)
    return Nearest(text, total) if total > 0 and seen else None
