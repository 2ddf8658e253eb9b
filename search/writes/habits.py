"""Keep how a person looks for documents; beside the frame, since it is no part of the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.conf import settings

from docs_mgmt.models import Person
from docs_mgmt.writes._gathering import Gatherer
from search.models import SearchHabits
from search.queries.habits import Habits
from search.rules.words import Column

#: So many questions are kept, none longer than this.
KEPT, LONGEST = 12, 200


def choose_columns(person: Person, columns: Iterable[Column]) -> None:
    """Show these facts from now on, in the order of their list; none: the usual ones."""
    chosen = set(columns)
    ordered = [str(column) for column in Column if column in chosen]
    SearchHabits.objects.update_or_create(person=person, defaults={"columns": ordered})


def remember(person: Person, typed: str, habits: Habits) -> None:
    """Keep a question among the last ones, unless it is the very last already.

    Written within a second by another thread: whoever searches waits for no lock.
    """
    text = " ".join(typed.split())
    if text and len(text) <= LONGEST and habits.recent[:1] != (text,):
        _asked.add((person.pk, text), None)


def _write(asked: Mapping[tuple[int, str], None]) -> None:
    by_person: dict[int, list[str]] = defaultdict(list)
    for person, text in asked:
        by_person[person].append(text)
    for asker in Person.objects.filter(pk__in=by_person).select_related("search_habits"):
        kept = getattr(asker, "search_habits", None)
        recent = list(kept.recent) if kept else []
        for text in by_person[asker.pk]:
            recent = [text, *(one for one in recent if one.casefold() != text.casefold())]
        SearchHabits.objects.update_or_create(person=asker, defaults={"recent": recent[:KEPT]})


_asked = Gatherer(_write, lambda: settings.ACCESS_PACE)


def forget_recent(person: Person) -> None:
    """Forget the last questions, also the one that is about to be written."""
    _asked.flush()
    SearchHabits.objects.filter(person=person).update(recent=[])
