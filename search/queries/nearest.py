"""What the reader may have meant: the nearest spelling that finds something for this reader."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docs_mgmt.models import Document, VersionText
from docs_mgmt.permissions import Reach, condition_of, tokens_of_reach
from docs_mgmt.rules.vietnamese import Syllable, canon, syllables
from search.engine import Ask
from search.engines import the_engine
from search.queries.hits import newest_text
from search.rules.nearly import LONGEST, SHORTEST, all_known, begun, known, nearly, pattern_of
from search.rules.plan import Best, Node
from search.rules.question import Question, read_question

#: So many words are looked at, in so many documents.
_WORDS, _DOCUMENTS = 8, 20
_FARTHEST = 60_000
#: What a spelling beside the same word is worth.
_BETWEEN = 50


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
    return _nearest(_Within(reach, tokens_of_reach(reach), without), typed)


def nearer(
    reach: Reach, question: Question, typed: str, without: frozenset[int] = frozenset()
) -> Nearest | None:
    """The same where some documents have most of the words, but none has all of them.

    An abbreviation is no misspelling, nor what it stands for; a last word that still grows may be
    a beginning.
    """
    words = question.words
    within = _Within(reach, tokens_of_reach(reach), without)
    ways = ([word.folded for word in way] for way in (words, *question.others))
    whole = Best(tuple(all_known(way, is_growing=question.is_growing) for way in ways))
    if len(words) < 2 or _finds(within, whole):
        return None
    spans = question.table.spans(words)
    sure = {word.folded for start, end, _other in spans for word in words[start:end]}
    if question.is_growing and _finds(within, begun(words[-1].folded)):
        sure.add(words[-1].folded)
    return _nearest(within, typed, frozenset(sure))


def _nearest(within: _Within, typed: str, sure: frozenset[str] = frozenset()) -> Nearest | None:
    text = " ".join(canon(typed).split())
    for at, word in enumerate(list(syllables(text))[:_WORDS]):
        folded = word.folded
        is_word = SHORTEST <= len(folded) <= LONGEST and folded.isalpha()
        if is_word and folded not in sure and not _finds(within, known(folded)):
            text = _replaced(within, text, at, word) or text
    return _offered(within, text, typed)


def _finds(within: _Within, words: Node) -> bool:
    return the_engine().search(within.ask("", nearly=words, limit=1)).total > 0


def _replaced(within: _Within, text: str, at: int, word: Syllable) -> str | None:
    """The text with the word as the reader's own documents spell it most often, there if possible.

    A spelling between the same words counts for many: «phân laoi» is loại, however often lại is.
    """
    found = the_engine().search(within.ask(word.folded, nearly=nearly(word.folded)))
    words = [one.folded for one in syllables(text)]
    beside = _Beside("".join(words[at - 1 : at]), "".join(words[at + 1 : at + 2]))
    spellings: Counter[str] = Counter()
    for spelling, worth in _spellings(within.reach, found.ids, word.folded, beside):
        spellings[spelling] += worth
    if not spellings:
        return None
    (spelling, _times), *_others = spellings.most_common(1)
    return next(
        text[: one.start] + spelling + text[one.end :]
        for one in syllables(text)
        if one.folded == word.folded
    )


class _Beside(NamedTuple):
    """The folded words before and after one; empty: none."""

    before: str
    after: str


def _spellings(
    reach: Reach, ids: tuple[int, ...], word: str, beside: _Beside
) -> Iterator[tuple[str, int]]:
    """Each spelling with what it is worth."""
    pattern = re.compile(pattern_of(word))
    seen = Document.objects.filter(condition_of(reach), pk__in=ids)
    titles = dict(seen.values_list("pk", "title"))
    texts = VersionText.objects.filter(version__in=newest_text(titles))
    said = [*titles.values(), *("\n".join(text.paragraphs)[:_FARTHEST] for text in texts)]
    for text in said:
        words = list(syllables(canon(text)))
        folded = ["", *(one.folded for one in words), ""]
        for at, one in enumerate(words):
            if pattern.fullmatch(one.folded):
                is_there = folded[at] == beside.before or folded[at + 2] == beside.after
                yield one.text, _BETWEEN if is_there else 1


def _offered(within: _Within, text: str, typed: str) -> Nearest | None:
    if text == " ".join(canon(typed).split()):
        return None
    found = the_engine().search(within.ask(f"{text} "))
    seen = Document.objects.filter(condition_of(within.reach), pk__in=found.ids).count()
    total = found.total - (len(found.ids) - seen)
    return Nearest(text, total) if total > 0 and seen else None
