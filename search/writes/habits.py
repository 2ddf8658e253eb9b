"""Keep how a person looks for documents; beside the frame, since it is no part of the record."""

from collections.abc import Iterable

from docs_mgmt.models import Person
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
    """Keep a question among the last ones, unless it is the very last already."""
    text = " ".join(typed.split())
    if not text or len(text) > LONGEST or habits.recent[:1] == (text,):
        return
    recent = [text, *(one for one in habits.recent if one.casefold() != text.casefold())]
    SearchHabits.objects.update_or_create(person=person, defaults={"recent": recent[:KEPT]})


def forget_recent(person: Person) -> None:
    """Forget the last questions."""
    SearchHabits.objects.filter(person=person).update(recent=[])
