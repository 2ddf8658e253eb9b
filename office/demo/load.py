"""Load the demo: two wards, forty documents in the archive, and documents at every stage."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from docs_mgmt.clock import OFFICE_TIME, now, turned_to
from docs_mgmt.later import done_here, later
from docs_mgmt.models import Agency, Person, Unit
from docs_mgmt.permissions import posts_in
from docs_mgmt.queries.system import people_exist
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.particulars import Particulars, RecipientFacts, SignatoryFacts
from docs_mgmt.rules.words import Authority, Urgency
from office.demo.people import make_people
from office.demo.stories import STORIES, Story
from office.demo.walk import Facts, Walk

FOLDER = Path(__file__).parent
#: The archive's oldest year.
FIRST_YEAR = 2023
#: How long before its date of issue a document of the archive passes each stage: (days, hour).
_WAY = {
    Stage.DRAFTED: (4, 9),
    Stage.SUBMITTED: (2, 14),
    Stage.CHECKED: (1, 9),
    Stage.APPROVED: (1, 15),
    Stage.PRINTED: (0, 8),
    Stage.SIGNED: (0, 9),
    Stage.NUMBERED: (0, 10),
    Stage.SEALED: (0, 11),
    Stage.ISSUED: (0, 14),
    Stage.ARCHIVED: (0, 16),
}


class RealPeopleError(Exception):
    """Somebody works here already: the demo's clock is not turned, and nothing is loaded."""


@dataclass(frozen=True)
class Letter:
    """One document of a manifest, with its files."""

    facts: dict[str, Any]
    folder: Path
    agency: Agency

    @property
    def issued_on(self) -> date:
        """The date of issue."""
        return date.fromisoformat(self.facts["date"])

    def files(self, stem: str = "") -> tuple[Path, Path]:
        """The Word file and its PDF."""
        base = self.folder / (stem or self.facts["file"])
        return Path(f"{base}.docx"), Path(f"{base}.pdf")

    def as_facts(self) -> Facts:
        """What a walk starts from."""
        word, pdf = self.files()
        drafter = Person.objects.get(username=self.facts["drafter"])
        return Facts(
            Particulars(
                type_key=self.facts["type"],
                title=self.facts["title"],
                field=self.facts["field"],
                urgency=Urgency(self.facts["urgency"]),
                authority=Authority(self.facts["authority"]),
                signatories=(self._signatory(),),
                recipients=tuple(self._recipients()),
            ),
            drafter,
            Unit.objects.get(agency=self.agency, code=self.facts["unit"]),
            word,
            word.name,
            pdf,
            dossier=(self.facts["dossier"]["code"], self.facts["dossier"]["title"]),
        )

    def _signatory(self) -> SignatoryFacts:
        posts = posts_in(self.agency).filter(person__username=self.facts["signer"])
        person, capacity = posts.values_list("person", "position__signs_as").get()
        assert capacity is not None
        return SignatoryFacts(person, capacity)

    def _recipients(self) -> Iterator[RecipientFacts]:
        units = dict(Unit.objects.filter(agency=self.agency).values_list("name", "pk"))
        for words in self.facts["recipients"]:
            yield RecipientFacts(words, unit=units.get(words))


def load_demo(say: Callable[[str], object]) -> None:
    """Make the demo in an empty installation, walked there by the steps under a turned clock.

    Raises RealPeopleError where anybody works already.
    """
    if people_exist():
        raise RealPeopleError
    with turned_to(_at(date(FIRST_YEAR, 1, 3), 8)):
        make_people(years=range(FIRST_YEAR, now().year + 1))
    with done_here():
        _tell_everything(say)
    later("docs_mgmt.jobs.reading.draw_missing", 0)
    say("Demo: documents at every stage are there.")


def _tell_everything(say: Callable[[str], object]) -> None:
    letters = sorted(_archive(), key=lambda letter: letter.issued_on)
    for count, letter in enumerate(letters, 1):
        _walk_to_archive(letter)
        if count % 10 == 0:
            say(f"Demo: {count} of {len(letters)} documents in the archive …")
    for letter in _letters("drafts", "hoa-minh"):
        STORIES.get(letter.facts["file"], Story()).tell(_walk_of(letter), letter)


def _walk_of(letter: Letter) -> Walk:
    return Walk(letter.as_facts(), reads_itself=True)


def _archive() -> list[Letter]:
    return [*_letters("archive", "hoa-minh"), *_letters("second_ward", "tan-lap")]


def _letters(folder: str, agency: str) -> list[Letter]:
    place = FOLDER / folder
    rows = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    owner = Agency.objects.get(code=agency)
    return [Letter(row, place, owner) for row in rows]


def _walk_to_archive(letter: Letter) -> None:
    with turned_to(_at(letter.issued_on - timedelta(days=4), 8)):
        walk = _walk_of(letter)
    for stage, (days, hour) in _WAY.items():
        with turned_to(_at(letter.issued_on - timedelta(days=days), hour)):
            walk.to(stage)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 5), OFFICE_TIME)
