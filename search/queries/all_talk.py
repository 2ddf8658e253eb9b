"""Everything that was said and has the words of a question, a part at a time."""

from dataclasses import replace

from docs_mgmt.models import Person
from docs_mgmt.permissions import reach_of
from search.engine import as_meant
from search.engines import the_engine
from search.queries.find import Wish, ask_of
from search.queries.talk import Part, TalkFound, talk_found

#: So many stand on a page.
PAGE = 20


def all_talk(reader: Person, wish: Wish, begin: int = 0) -> TalkFound:
    """Find comments and opinions by the question as the page of documents answers it.

    Raises IndexNotReadyError.
    """
    reach = reach_of(reader)
    ask = replace(ask_of(reach, wish), offset=0, limit=1, counted=())
    meant, _found = as_meant(the_engine(), ask)
    return talk_found(reader, reach, meant.question, wish.narrowed, Part(begin, PAGE))
