"""The documents whose title says nearly the same, among those that the reader may see."""

from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import condition_of, reach_of, tokens_of_reach
from search.engine import Ask, IndexNotReadyError
from search.engines import the_engine
from search.queries.changes import hidden_since
from search.queries.lines import Line, lines_of
from search.queries.state import index_state
from search.rules.question import Question
from search.rules.similar import ALIKE, Pairs, likeness, pairs_of, plan_of_pairs

#: So many are shown, the best of so many that share some words.
SHOWN, LOOKED_AT = 5, 50


def similar_to(reader: Person, document: Document) -> tuple[Line, ...]:
    """The few documents most like this one that the reader may see; none: nothing well alike.

    What is alike is decided by the titles that the database shows to the reader now.
    """
    agency = document.agency
    names = (agency.name, agency.short_name, agency.place)
    own = pairs_of(document.title, but=names)
    plan = plan_of_pairs(own)
    if plan is None:
        return ()
    reach = reach_of(reader)
    hidden = hidden_since(reach, index_state().subjects) or frozenset()
    ask = Ask(
        question=Question(document.title),
        nearly=plan,
        readers=tokens_of_reach(reach),
        without=hidden | {document.pk},
        limit=LOOKED_AT,
        counted=(),
    )
    try:
        found = the_engine().search(ask)
    except IndexNotReadyError:
        return ()
    seen = Document.objects.filter(condition_of(reach), pk__in=found.ids).exclude(pk=document.pk)
    titles = dict(seen.order_by().values_list("pk", "title"))
    best = _best(own, {pk: pairs_of(title, but=names) for pk, title in titles.items()})
    lines = {line.document.pk: line for line in lines_of(reach, best)}
    return tuple(lines[pk] for pk in best if pk in lines)


def _best(own: Pairs, others: dict[int, Pairs]) -> tuple[int, ...]:
    """The most alike first; of equal ones the newest."""
    alike = {pk: worth for pk, worth in likeness(own, others).items() if worth >= ALIKE}
    return tuple(sorted(alike, key=lambda pk: (-round(alike[pk], 6), -pk))[:SHOWN])
