"""Who may open what: every address × every role × every tie to a document, at every moment.

The tables stand in access_table.py; an address without a line there fails.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.http import HttpResponse

from docs_mgmt.models import Document, Dossier, DossierPlan, PaperCopy, Person
from docs_mgmt.permissions import reader_tokens, tokens_of
from docs_mgmt.queries.documents import documents_seen_by, versions_seen_by
from docs_mgmt.queries.system import state_of_everything
from docs_mgmt.rules.words import Role
from docs_mgmt.writes.configure import configure
from tests.access_table import (
    ADMIN,
    DOCUMENT,
    FIRST_VERSION,
    NEVER,
    ORDER,
    OTHER,
    STEPS,
    Sight,
    of_version,
    sight_of,
)
from tests.archive_of_old.builders import an_old_file
from tests.blank_pages import BLANK
from tests.builders import World
from tests.cast import MAIN, Story, everyone_else, seat_everyone
from tests.routes import places
from tests.strict_client import StrictClient

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Visit:
    """The clients of everybody, and every answer that was not the expected one."""

    world: World

    def __post_init__(self) -> None:
        self.people = {person.username: person for person in Person.objects.all()}
        self.clients: dict[str, StrictClient] = {}
        self.wrong: list[str] = []

    def client(self, username: str) -> StrictClient:
        if username not in self.clients:
            client = self.clients[username] = StrictClient()
            client.force_login(self.people[username], backend=MODEL_BACKEND)
        return self.clients[username]

    def look(self, who: object, client: StrictClient, address: str, wanted: int) -> None:
        """Look; note what answers otherwise."""
        self._compare(f"{who}: look at {address}", client.get(address), wanted)

    def send(self, who: object, client: StrictClient, address: str, wanted: int) -> None:
        """Send a form that says nothing; note what answers otherwise."""
        self._compare(f"{who}: send {address}", client.post(address), wanted)

    def go(self, who: object, client: StrictClient, address: str, wanted: tuple[int, int]) -> None:
        """Look, and send."""
        self.look(who, client, address, wanted[0])
        self.send(who, client, address, wanted[1])

    def _compare(self, what: str, answer: HttpResponse, wanted: int) -> None:
        if answer.status_code != wanted:
            self.wrong.append(f"{what} → {answer.status_code}, not {wanted}")
        answer.close()


def facts_of(document: Document) -> dict[str, object]:
    """What stands in the addresses of the document's pages."""
    opinion = document.rounds.filter(opinions__person__username="bach").values("opinions__pk")
    return {
        "pk": document.pk,
        "number": 2,
        "page": 1,
        "order": 1,
        "thread": document.versions.get(number=1).threads.get().pk,
        "opinion": opinion.filter(opinions__person__username="bach")
        .values_list("opinions__pk", flat=True)
        .first()
        or 0,
        "copy": PaperCopy.objects.filter(document=document).values_list("pk", flat=True).first()
        or 0,
    }


def _status(rule: object, of: object) -> int:
    return rule(of) if callable(rule) else rule


def test_every_address_stands_in_a_table():
    known = {*DOCUMENT, *OTHER, *ADMIN}
    assert {place.pattern for place in places()} == known


@pytest.fixture
def peopled(world, settings) -> World:
    """Everybody at their posts. The pages are not drawn: only how each answers is asked here."""
    settings.TEMPLATES = BLANK
    seat_everyone(world)
    return world


def test_each_sees_of_the_document_what_the_table_says_at_every_moment(peopled):
    story = Story(peopled)
    people = {person.username: person for person in Person.objects.all()}
    wrong, walked = [], []
    for moment in story.moments():
        walked.append(moment.name)
        document = Document.objects.get(pk=story.document.pk)
        for reader in (*MAIN, *everyone_else()):
            person = people[reader.username]
            is_seen = documents_seen_by(person).filter(pk=document.pk).exists()
            versions = versions_seen_by(person, document).values_list("number", flat=True)
            got = set(versions) if is_seen else set()
            wanted = sight_of(reader, moment, walked).versions
            in_index = bool(reader_tokens(person) & tokens_of(document))
            if (got, in_index) != (wanted, bool(wanted)):
                wrong.append(f"{moment.name}: {reader} sees {got}, found {in_index}; not {wanted}")
    assert tuple(walked) == ORDER
    assert not wrong, "\n".join(wrong)


#: At this moment one of each role and tie tries every address; at the others these try the steps.
FULL = "ASKED"
PLAYERS = {"linh", "luong", "nhan", "vy", "oanh", "diep"}
STEP_PAGES = [f"documents/<int:pk>/{name}/" for name in STEPS]


def test_every_address_of_a_document_answers_by_the_table(peopled):
    story, visit = Story(peopled), Visit(peopled)
    walked: list[str] = []
    players = [reader for reader in MAIN if reader.username in PLAYERS]
    for moment in story.moments():
        walked.append(moment.name)
        for reader in (*players, *everyone_else()) if moment.name == FULL else players:
            sight = sight_of(reader, moment, walked)
            if moment.name == FULL:
                _try(visit, story.document, sight, DOCUMENT)
            elif sight.versions:
                _try(visit, story.document, sight, STEP_PAGES, sends=False)
    assert not visit.wrong, "\n".join(visit.wrong)


def _try(
    visit: Visit, document: Document, sight: Sight, patterns: Iterable[str], *, sends: bool = True
) -> None:
    """Look at every address; whoever sees the document also sends forms that say nothing."""
    client = visit.client(sight.reader.username)
    who = f"{sight.moment.name}: {sight.reader}"
    facts, by_pattern = facts_of(document), {place.pattern: place for place in places()}
    before = state_of_everything(document)
    for pattern in patterns:
        place, (look, send) = by_pattern[pattern], DOCUMENT[pattern]
        visit.look(who, client, place.address(facts), _status(look, sight))
        if pattern in FIRST_VERSION:
            address = place.address({**facts, "number": 1})
            visit.look(who, client, address, of_version(1)(sight))
        if sends and (sight.versions or look == NEVER):
            visit.send(who, client, place.address(facts), _status(send, sight))
    if state_of_everything(document) != before:
        visit.wrong.append(f"{who}: a form that says nothing changed something")


def test_a_document_given_up_is_seen_as_a_draft_is(peopled):
    story, visit = Story(peopled), Visit(peopled)
    walked = []
    for moment in story.moments():
        walked.append(moment.name)
        if moment.name == "CHECKED":
            break
    moment = story.cancel()
    for reader in MAIN:
        if reader.username in PLAYERS:
            sight = sight_of(reader, moment, walked)
            _try(visit, story.document, sight, STEP_PAGES)
    assert not visit.wrong, "\n".join(visit.wrong)


def test_every_other_address_answers_by_the_role(peopled):
    visit = Visit(peopled)
    plan = configure(DossierPlan(agency=peopled.hoa_minh, year=2026), actor=None)
    dossier = configure(Dossier(plan=plan, code="01.VP", title="Kế hoạch"), actor=None)
    an_old_file(peopled.hoa_minh, peopled["tue"], pk=dossier.pk)
    facts = {"pk": dossier.pk, "page": 1, "username": "linh"}
    by_pattern = {place.pattern: place for place in places()}
    everybody = (*MAIN, *(one for one in everyone_else() if not one.username.endswith("same")))
    for reader in everybody:
        client = visit.client(reader.username)
        for pattern, (look, send, *_door) in OTHER.items():
            wanted = (_status(look, reader), _status(send, reader))
            visit.go(reader, client, by_pattern[pattern].address(facts), wanted)
    assert not visit.wrong, "\n".join(visit.wrong)


def test_the_administration_is_for_administrators_alone(peopled):
    visit = Visit(peopled)
    by_pattern = {place.pattern: place for place in places()}
    for pattern, (look, send) in ADMIN.items():
        pk = _first_of(pattern)
        address = by_pattern[pattern].address({"app_label": "approvals", "object_id": pk or 1})
        wanted = (302, 302) if pk is None and look == 200 else (look, send)
        visit.go("an administrator", visit.client("quantri"), address, wanted)
        visit.go("a leader", visit.client("vy"), address, (403, 403))
    for reader in (*MAIN, *everyone_else()):
        if reader.role is not Role.ADMINISTRATOR:
            visit.go(reader, visit.client(reader.username), "/admin/", (403, 403))
    assert not visit.wrong, "\n".join(visit.wrong)


def _first_of(pattern: str) -> int | None:
    """A row for the address; None: there is none, and the page of a missing row leads away."""
    if "<path:object_id>" not in pattern:
        return 0
    _, room, model, *_rest = pattern.split("/")
    return apps.get_model(room, model).objects.values_list("pk", flat=True).first()


def test_a_stranger_at_the_door_is_led_to_the_sign_in(peopled):
    story, visit = Story(peopled), Visit(peopled)
    next(iter(story.moments()))
    facts = {**facts_of(story.document), "username": "linh", "object_id": 1}
    facts["app_label"] = "docs_mgmt"
    before = state_of_everything(story.document)
    for place in places():
        look, send = OTHER[place.pattern][2:] if place.pattern in OTHER else (302, 302)
        visit.go("a stranger", StrictClient(), place.address(facts), (look, send))
    assert state_of_everything(story.document) == before
    assert not visit.wrong, "\n".join(visit.wrong)
