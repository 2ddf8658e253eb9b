"""Who may open what: every address × every role × every tie to a document, at every moment.

The tables stand in access_table.py; an address without a line there fails.
"""

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import transaction

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
    FOR_EVERYBODY,
    NEVER,
    ORDER,
    OTHER,
    STEPS,
    TALK,
    Sight,
    of_version,
    sight_of,
)
from tests.archive_of_old.builders import an_old_file
from tests.blank_pages import BLANK
from tests.builders import World
from tests.cast import MAIN, Story, drafter_who_is, everyone_else, seat_beside, seat_everyone
from tests.routes import places
from tests.visit import Visit


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
        tokens = tokens_of(document)
        for reader in (*MAIN, *everyone_else()):
            person = people[reader.username]
            is_seen = documents_seen_by(person).filter(pk=document.pk).exists()
            got = _versions(person, document) if is_seen else set()
            wanted = sight_of(reader, moment, walked).versions
            in_index = bool(reader_tokens(person) & tokens)
            if (got, in_index) != (wanted, bool(wanted)):
                wrong.append(f"{moment.name}: {reader} sees {got}, found {in_index}; not {wanted}")
    assert tuple(walked) == ORDER
    assert not wrong, "\n".join(wrong)


def _versions(person: Person, document: Document) -> set[int]:
    return set(versions_seen_by(person, document).values_list("number", flat=True))


#: At this moment one of each role and tie tries every address; at the others, those who see the
#: document try what could be done to it.
FULL = "ASKED"
PLAYERS = [
    reader for reader in MAIN if reader.username in {"linh", "luong", "nhan", "vy", "oanh", "diep"}
]
STEP_PAGES = [f"documents/<int:pk>/{name}/" for name in STEPS]


def test_every_address_of_a_document_answers_by_the_table(peopled):
    story = Story(peopled)
    through_the_door, quick = Visit(), Visit(quickly=True)
    walked: list[str] = []
    for moment in story.moments():
        walked.append(moment.name)
        before = state_of_everything(story.document)
        for reader in PLAYERS:
            sight = sight_of(reader, moment, walked)
            if moment.name == FULL:
                _try(through_the_door, story.document, sight, DOCUMENT)
            elif sight.versions:
                _send(quick, story.document, sight, (*STEP_PAGES, *TALK))
        for reader in everyone_else() if moment.name == FULL else ():
            _try(quick, story.document, sight_of(reader, moment, walked), DOCUMENT)
        assert state_of_everything(story.document) == before, f"{moment.name}: something changed"
    assert not through_the_door.wrong + quick.wrong, "\n".join(through_the_door.wrong + quick.wrong)


def _try(visit: Visit, document: Document, sight: Sight, patterns: Iterable[str]) -> None:
    """Look at every address; whoever sees the document also sends forms that say nothing."""
    username = sight.reader.username
    who = f"{sight.moment.name}: {sight.reader}"
    facts, by_pattern = facts_of(document), {place.pattern: place for place in places()}
    for pattern in patterns:
        place, (look, send) = by_pattern[pattern], DOCUMENT[pattern]
        visit.look(who, username, place.address(facts), _status(look, sight))
        if pattern in FIRST_VERSION:
            address = place.address({**facts, "number": 1})
            visit.look(who, username, address, of_version(1)(sight))
        if sight.versions or look == NEVER:
            visit.send(who, username, place.address(facts), _status(send, sight))


def test_whoever_drafts_may_do_what_their_other_post_allows_and_no_more(peopled):
    """At each moment the drafter gets one more post, tries every step, and gives it back."""
    story, visit = Story(peopled), Visit(quickly=True)
    walked: list[str] = []
    for moment in story.moments():
        walked.append(moment.name)
        for role in set(Role) - {Role.OFFICER}:
            kept = transaction.savepoint()
            seat_beside(peopled, "linh", role)
            before = state_of_everything(story.document)
            sight = sight_of(drafter_who_is(role), moment, walked)
            _send(visit, story.document, sight, STEP_PAGES)
            assert state_of_everything(story.document) == before, f"{sight}: something changed"
            transaction.savepoint_rollback(kept)
    assert not visit.wrong, "\n".join(visit.wrong)


def _send(visit: Visit, document: Document, sight: Sight, patterns: Iterable[str]) -> None:
    """Send forms that say nothing; where the form comes back, it is there to be looked at too."""
    who = f"{sight.moment.name}: {sight.reader}"
    facts, by_pattern = facts_of(document), {place.pattern: place for place in places()}
    for pattern in patterns:
        address = by_pattern[pattern].address(facts)
        look, send = (_status(rule, sight) for rule in DOCUMENT[pattern])
        visit.send(who, sight.reader.username, address, send)
        if look == 200:
            visit.look(who, sight.reader.username, address, look)


def test_whoever_has_every_post_still_neither_checks_nor_approves_their_own(peopled):
    """Head, form checker, leader, clerk, archivist and administrator from the first day on."""
    for role in Role:
        seat_beside(peopled, "linh", role)
    everything = drafter_who_is(*Role)
    story, visit = Story(peopled), Visit(quickly=True)
    walked: list[str] = []
    for moment in story.moments():
        walked.append(moment.name)
        _send(visit, story.document, sight_of(everything, moment, walked), STEP_PAGES)
    assert tuple(walked) == ORDER
    assert not visit.wrong, "\n".join(visit.wrong)


def test_a_document_given_up_is_seen_as_a_draft_is(peopled):
    story, visit = Story(peopled), Visit(quickly=True)
    walked = []
    for moment in story.moments():
        walked.append(moment.name)
        if moment.name == "CHECKED":
            break
    moment = story.cancel()
    before = state_of_everything(story.document)
    for reader in PLAYERS:
        _send(visit, story.document, sight_of(reader, moment, walked), (*STEP_PAGES, *TALK))
    assert state_of_everything(story.document) == before
    assert not visit.wrong, "\n".join(visit.wrong)


def test_every_other_address_answers_by_the_role(peopled):
    plan = configure(DossierPlan(agency=peopled.hoa_minh, year=2026), actor=None)
    dossier = configure(Dossier(plan=plan, code="01.VP", title="Kế hoạch"), actor=None)
    an_old_file(peopled.hoa_minh, peopled["tue"], pk=dossier.pk)
    facts = {"pk": dossier.pk, "number": 1, "page": 1, "username": "linh"}
    by_pattern = {place.pattern: place for place in places()}
    through_the_door, quick = Visit(), Visit(quickly=True)
    others = [one for one in everyone_else() if not one.username.endswith("same")]
    for reader in (*MAIN, *others):
        for pattern, (look, send, *_door) in OTHER.items():
            if reader in others and pattern in FOR_EVERYBODY:
                continue
            visit = quick if reader in others else through_the_door
            wanted = (_status(look, reader), _status(send, reader))
            visit.go(reader, reader.username, by_pattern[pattern].address(facts), wanted)
    assert not through_the_door.wrong + quick.wrong, "\n".join(through_the_door.wrong + quick.wrong)


def test_the_administration_is_for_administrators_alone(peopled):
    visit, quick = Visit(), Visit(quickly=True)
    by_pattern = {place.pattern: place for place in places()}
    for pattern, (look, send) in ADMIN.items():
        pk = _first_of(pattern)
        address = by_pattern[pattern].address({"app_label": "approvals", "object_id": pk or 1})
        wanted = (302, 302) if pk is None and look == 200 else (look, send)
        visit.go("an administrator", "quantri", address, wanted)
        quick.go("a leader", "vy", address, (403, 403))
    for reader in (*MAIN, *everyone_else()):
        if reader.role is not Role.ADMINISTRATOR:
            visit.go(reader, reader.username, "/admin/", (403, 403))
    assert not visit.wrong + quick.wrong, "\n".join(visit.wrong + quick.wrong)


def _first_of(pattern: str) -> int | None:
    """A row for the address; None: there is none, and the page of a missing row leads away."""
    if "<path:object_id>" not in pattern:
        return 0
    _, room, model, *_rest = pattern.split("/")
    return apps.get_model(room, model).objects.values_list("pk", flat=True).first()


def test_a_stranger_at_the_door_is_led_to_the_sign_in(peopled):
    story, visit = Story(peopled), Visit()
    next(iter(story.moments()))
    facts = {**facts_of(story.document), "username": "linh", "object_id": 1}
    facts["app_label"] = "docs_mgmt"
    before = state_of_everything(story.document)
    for place in places():
        wanted = OTHER[place.pattern][2:] if place.pattern in OTHER else (302, 302)
        visit.go("a stranger", "", place.address(facts), wanted)
    assert state_of_everything(story.document) == before
    assert not visit.wrong, "\n".join(visit.wrong)
