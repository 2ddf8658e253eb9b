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
from search.rules.plan import Node
from search.rules.question import read_question

#: So many words are looked at, in so many documents.
_WORDS, _DOCUMENTS = 8, 20
_FARTHEST = 60_000


@dataclass(frozen=True)
class Nearest:
    """Another question, and how many documents it finds."""

    typed: str
    total: int


@dataclass(frozen=True)
class _Within:
    """The rights within which every one of these questions is asked."""

    reach: Reach
    readers: frozenset[str]
    without: frozenset[int]

    def ask(self, typed: str, *, nearly: Node | None = None, limit: int = _DOCUMENTS) -> Ask:
        """One question, uncounted."""
        return Ask(
            question=read_question(typed),
            readers=self.readers,
            without=self.without,
            nearly=nearly,
            limit=limit,
            counted=(),
        )


def nearest(reach: Reach, typed: str, without: frozenset[int] = frozenset()) -> Nearest | None:
    """Look for another spelling within the documents of the reader; none: nothing to offer.

    Every word that is offered stands in a document that the database shows to the reader now.
    """
    text = " ".join(canon(typed).split())
    within = _Within(reach, tokens_of_reach(reach), without)
    for word in list(syllables(text))[:_WORDS]:
        if len(word.folded) < SHORTEST or not word.folded.isalpha():
            continue
        if _finds(within, word.folded):
            continue
        text = _replaced(within, text, word) or text
    return _offered(within, text, typed)


def _finds(within: _Within, word: str) -> bool:
    return the_engine().search(within.ask(word, nearly=known(word), limit=1)).total > 0


def _replaced(within: _Within, text: str, word: Syllable) -> str | None:
    """The text with the word as the reader's own documents spell it most often."""
    found = the_engine().search(within.ask(word.folded, nearly=nearly(word.folded)))
    spellings = Counter(_spellings(within.reach, found.ids, word.folded))
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


def _offered(within: _Within, text: str, typed: str) -> Nearest | None:
    if text == " ".join(canon(typed).split()):
        return None
    found = the_engine().search(within.ask(f"{text} "))
    seen = Document.objects.filter(condition_of(within.reach), pk__in=found.ids).count()
    total = found.total - (len(found.ids) - seen)
    return Nearest(text, total) if total > 0 and seen else None
