"""What is suggested while one types: one's own last questions, numbers and titles that one sees."""

from dataclasses import dataclass, replace

from docs_mgmt.models import Person
from docs_mgmt.permissions import Reach, reach_of, tokens_of_reach
from docs_mgmt.rules.vietnamese import canon, fold, syllables
from search.engine import Ask, IndexNotReadyError
from search.engines import the_engine
from search.queries.abbreviations import table_for
from search.queries.habits import habits_of
from search.queries.hits import Hit, hits_of
from search.rules.abbreviations import Table
from search.rules.nearly import number_begun
from search.rules.plan import Node
from search.rules.question import Question, read_question

RECENT, DOCUMENTS = 3, 6
RECENT_ALONE = 6


@dataclass(frozen=True)
class Suggestions:
    """The reader's own questions, and documents that they may open."""

    recent: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to suggest."""
        return not (self.recent or self.hits)


def suggestions(reader: Person, typed: str) -> Suggestions:
    """Suggest what the reader may see; every document is asked of the database again."""
    recent = habits_of(reader).recent
    begun = " ".join(fold(canon(typed)).split())
    if not begun:
        return Suggestions(recent[:RECENT_ALONE])
    alike = [one for one in recent if begun in fold(canon(one)) and fold(canon(one)) != begun]
    try:
        return Suggestions(tuple(alike[:RECENT]), _documents(reader, typed))
    except IndexNotReadyError:
        return Suggestions(tuple(alike[:RECENT]))


def _documents(reader: Person, typed: str) -> tuple[Hit, ...]:
    """Documents whose number begins as typed, then those whose title has the words."""
    reach = reach_of(reader)
    question = _still_typed(typed, table_for(reach))
    begun = number_begun(typed)
    ids = _ids(reach, question, begun) if begun else ()
    if len(ids) < DOCUMENTS and question.words:
        ids = tuple(dict.fromkeys((*ids, *_ids(reach, question, None))))
    hits = hits_of(reach, ids, question)
    fitting = (hit for hit in hits if (begun and hit.document.number) or _has_all(hit, question))
    return tuple(fitting)[:DOCUMENTS]


def _still_typed(typed: str, table: Table) -> Question:
    """The question with its last word open: «phân lo» is on its way to «phân loại»."""
    question = read_question(typed, table=table)
    is_open = bool(question.words) and not typed[-1:].isspace()
    return replace(question, is_growing=question.is_growing or is_open)


def _ids(reach: Reach, question: Question, begun: Node | None) -> tuple[int, ...]:
    ask = Ask(
        question=question,
        readers=tokens_of_reach(reach),
        nearly=begun,
        limit=2 * DOCUMENTS,
        counted=(),
    )
    return the_engine().search(ask).ids


def _has_all(hit: Hit, question: Question) -> bool:
    """Whether the line shows why it is suggested: its title has every word, the last as begun."""
    title = [one.folded for one in syllables(canon(hit.document.title))]
    *whole, last = [word.folded for word in question.words] or [""]
    is_open = question.is_growing
    ends = any(one.startswith(last) if is_open else one == last for one in title)
    return bool(last) and ends and set(whole) <= set(title)
