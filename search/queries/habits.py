"""How a person looks for documents."""

from dataclasses import dataclass

from docs_mgmt.models import Person
from search.models import SearchHabits
from search.rules.words import Column

_KNOWN = {str(column) for column in Column}


@dataclass(frozen=True)
class Habits:
    """The columns that the person chose, none for the usual ones, and their last questions."""

    columns: tuple[Column, ...] = ()
    recent: tuple[str, ...] = ()


def habits_of(person: Person) -> Habits:
    """Read them in one question."""
    row = SearchHabits.objects.filter(person=person).values_list("columns", "recent").first()
    return habits_in(*(row or (None, None)))


def habits_in(columns: list[str] | None, recent: list[str] | None) -> Habits:
    """The habits of a row; of no row, those of everybody."""
    known = tuple(Column(name) for name in columns or () if name in _KNOWN)
    return Habits(known, tuple(recent or ()))
