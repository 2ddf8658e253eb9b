"""Why one document of a list was found, for the reader who asks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise

from docs_mgmt.models import Person
from docs_mgmt.permissions import reach_of
from search.engine import as_meant
from search.engines import the_engine
from search.labels import label_of
from search.queries.find import Wish, ask_of
from search.queries.hits import Hit, hits_of
from search.queries.lines import Line
from search.rules.marking import Marker, Meeting
from search.rules.words import Column

#: So many pages are told one by one where a document was met.
_MEETINGS = 6


@dataclass(frozen=True)
class FactMet:
    """The words of the question that stand in one fact of the document, not in its text."""

    label: Promise
    words: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """Where a document has the words of the question, or that it bears or cites its number."""

    hit: Hit
    in_title: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    in_facts: tuple[FactMet, ...]

    @property
    def told(self) -> tuple[Meeting, ...]:
        """The pages that are told one by one."""
        return self.meetings[:_MEETINGS]

    @property
    def left(self) -> int:
        """How many pages more there are."""
        return len(self.meetings) - len(self.told)

    @property
    def is_told(self) -> bool:
        """Whether anything can be named."""
        numbered = self.hit.is_by_number or self.hit.is_citing
        return bool(numbered or self.in_title or self.meetings or self.in_facts)


def why_found(reader: Person, wish: Wish, document: int) -> Why | None:
    """Why a question finds this document; None where the reader does not see it now.

    The question is read as the list reads it: in another way only where it finds nothing so.
    Raises IndexNotReadyError.
    """
    reach = reach_of(reader)
    ask = replace(ask_of(reach, wish), among=frozenset({document}), offset=0, limit=1, counted=())
    ask, _ = as_meant(the_engine(), ask)
    for hit in hits_of(reach, [document], ask.question):
        marker, text = Marker(ask.question), hit.line.text
        return Why(
            hit=hit,
            in_title=marker.met(hit.document.title),
            meetings=marker.meetings(text.paragraphs, text.page_starts),
            in_facts=tuple(_in_facts(hit.line, marker)),
        )
    return None


_FACTS = (
    Column.KIND,
    Column.SIGNER,
    Column.UNIT,
    Column.AGENCY,
    Column.FIELD,
)


def _in_facts(line: Line, marker: Marker) -> Iterator[FactMet]:
    """The words of the question that stand in what the index knows of the document beside its text.

    Only whole rows of words are named: one common syllable in an agency's name explains nothing.
    """
    for column in _FACTS:
        words = tuple(word for word in marker.met(line.value(column)) if " " in word)
        if words:
            yield FactMet(label_of(column), words)
