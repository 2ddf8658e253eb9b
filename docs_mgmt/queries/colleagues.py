"""The units and people of an agency as one chooses among them: names with their posts."""

from dataclasses import dataclass

from docs_mgmt.models import Agency, Person, Unit
from docs_mgmt.permissions import posts_in, posts_of
from docs_mgmt.rules.words import Role


@dataclass(frozen=True)
class Colleague:
    """One person at work in the agency, with the highest post held there."""

    person: int
    name: str
    title: str
    place: str
    unit: int | None

    @property
    def full(self) -> str:
        """The person as one names them: title, then name."""
        return f"{self.title} {self.name}".strip()


def colleagues_of(agency: Agency) -> list[Colleague]:
    """Everybody who works on documents in the agency today, once each, the highest post first."""
    rows = (
        posts_in(agency)
        .exclude(position__roles__role=Role.ADMINISTRATOR)
        .order_by("-position__rank", "person__full_name", "pk")
        .values_list(
            "person", "person__full_name", "position__title", "unit__name", "desk__name", "unit"
        )
    )
    found: dict[int, Colleague] = {}
    for person, name, title, unit, desk, unit_id in rows:
        found.setdefault(person, Colleague(person, name, title, unit or desk or "", unit_id))
    return list(found.values())


def units_of(agency: Agency) -> list[Unit]:
    """The units of the agency that are open."""
    return list(Unit.objects.filter(agency=agency, closed_on__isnull=True))


def people_of(agency: Agency) -> dict[int, Person]:
    """The people at work in the agency today, by id."""
    return Person.objects.in_bulk(set(posts_in(agency).values_list("person", flat=True)))


def drafting_units_of(reader: Person) -> list[Unit]:
    """The units in which the reader drafts today: where a post of theirs makes them an officer."""
    posts = posts_of(reader).filter(unit__isnull=False, position__roles__role=Role.OFFICER)
    return list(
        Unit.objects.filter(pk__in=posts.values("unit"), closed_on__isnull=True).select_related(
            "agency"
        )
    )
