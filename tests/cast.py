"""Everybody of the access tests, by role and by what they have to do with one document.

The usual people of the demo play the parts of the flow; beside them stands one person of each
role in each place (the drafting unit, another unit, another agency) and one who is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from approvals.models import Opinion
from approvals.steps import cancel_document, circulate_document, close_round
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion
from docs_mgmt.clock import today
from docs_mgmt.models import Assignment, Document, Person, Position, PositionRole, Unit
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.particulars import RecipientFacts
from docs_mgmt.rules.words import Answer, AttachmentKind, Role
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.assign import assign
from docs_mgmt.writes.comment import open_thread
from office.demo.people import SINCE
from tests.builders import QuickWalk, World, a_token, a_walk, some_files

DRAFTING = "KTHTĐT"
#: Every role stands once in each of these places: same unit, other unit, other agency, asked.
PLACES = ("same", "other", "stranger", "asked")


@dataclass(frozen=True)
class Reader:
    """One person of the matrix: their name, role, and every tie to the document."""

    username: str
    role: Role
    ties: frozenset[str]

    @property
    def is_of_hoa_minh(self) -> bool:
        """Whether they work in the agency of the document."""
        return not self.username.endswith((".tl", ".stranger"))

    def __str__(self) -> str:
        return f"{self.username} ({self.role}; {', '.join(sorted(self.ties)) or 'no tie'})"


def _reader(username: str, role: Role, *ties: str) -> Reader:
    # Heads and the form checker of the demo draft too, as the officers do.
    drafts = role in {Role.OFFICER, Role.UNIT_HEAD, Role.FORM_CHECKER}
    return Reader(username, role, frozenset(ties) | ({"officer"} if drafts else set()))


#: The people of the demo with their parts towards the document that Linh drafts for Vỹ to sign.
MAIN = (
    _reader("linh", Role.OFFICER, "drafter"),
    _reader("khoa", Role.OFFICER),
    _reader("luong", Role.UNIT_HEAD, "head", "content turn"),
    _reader("nhan", Role.FORM_CHECKER, "form turn"),
    _reader("vy", Role.LEADER, "leader", "approval turn", "signer"),
    _reader("khai", Role.LEADER, "leader"),
    _reader("oanh", Role.CLERK, "desk", "clerk", "seat at a desk"),
    _reader("tue", Role.ARCHIVIST, "archivist"),
    _reader("quantri", Role.ADMINISTRATOR),
    _reader("bach", Role.OFFICER, "asked", "recipient"),  # of the unit that receives it, too
    _reader("diep", Role.OFFICER, "recipient"),
    _reader("hanhvh", Role.UNIT_HEAD, "recipient"),
    _reader("tran", Role.OFFICER, "recipient"),
    _reader("chi", Role.UNIT_HEAD, "asked"),  # her unit is asked
    _reader("an.tl", Role.OFFICER),
    _reader("binh.tl", Role.UNIT_HEAD),
    _reader("cuong.tl", Role.FORM_CHECKER),
    _reader("dung.tl", Role.LEADER),
    _reader("em.tl", Role.CLERK, "seat at a desk"),
)


def everyone_else() -> tuple[Reader, ...]:
    """One person of each role in each place."""
    return tuple(_in_place(role, place) for role in Role for place in PLACES)


def _in_place(role: Role, place: str) -> Reader:
    ties: set[str] = {"asked"} if place == "asked" else set()
    if place != "stranger":
        ties |= {"leader"} if role is Role.LEADER else set()
        ties |= {"archivist"} if role is Role.ARCHIVIST else set()
        ties |= {"clerk"} if role is Role.CLERK else set()  # may, but sees nothing by a unit's post
    if role is Role.OFFICER:
        ties.add("officer")
    if role is Role.UNIT_HEAD and place == "same":
        ties.add("head")
    return Reader(f"{role}.{place}", role, frozenset(ties))


def drafter_who_is(*roles: Role) -> Reader:
    """Linh with these roles too, in the unit that drafts."""
    ties = {"drafter"}.union(*(_in_place(role, "same").ties for role in roles))
    return Reader("linh", Role.OFFICER, frozenset(ties | {"officer"}))


def seat_beside(world: World, username: str, role: Role) -> None:
    """Give somebody the post of one role in the drafting unit, beside what they have."""
    position = Position.objects.get(agency=world.hoa_minh, title=f"Vai {role}")
    unit = world.unit(DRAFTING)
    post = Assignment(person=world[username], position=position, unit=unit, starts=SINCE)
    assign(post, actor=None, may=lambda _row: True)


def seat_everyone(world: World) -> None:
    """Give everyone else their posts."""
    for agency in (world.hoa_minh, world.tan_lap):
        for role in Role:
            position = Position.objects.create(agency=agency, title=f"Vai {role}", rank=1)
            PositionRole.objects.create(position=position, role=role)
    for role in Role:
        for place in PLACES:
            _seat(world, role, place)


def _seat(world: World, role: Role, place: str) -> None:
    unit = {
        "same": world.unit(DRAFTING),
        "stranger": world.unit(DRAFTING, world.tan_lap),
    }.get(place, world.unit("VP"))
    person = Person.objects.create_user(f"{role}.{place}", full_name=f"Người {role} {place}")
    position = Position.objects.get(agency=unit.agency, title=f"Vai {role}")
    post = Assignment(person=person, position=position, unit=unit, starts=SINCE)
    assign(post, actor=None, may=lambda _row: True)


@dataclass(frozen=True)
class Moment:
    """One moment of the document's life, as the matrix names it."""

    name: str
    stage: Stage
    round_is_open: bool = False


@dataclass
class Story:
    """The document that the matrix walks on; every moment is reached by the steps."""

    world: World
    walk: QuickWalk = field(init=False)

    @property
    def document(self) -> Document:
        """The document."""
        return self.walk.document

    def moments(self) -> Iterator[Moment]:
        """Walk on, and stop at each moment."""
        self._draft_twice()
        yield Moment("DRAFTED", Stage.DRAFTED)
        self._ask()
        yield Moment("ASKED", Stage.DRAFTED, round_is_open=True)
        self._close()
        self.walk.submit()
        yield Moment("SUBMITTED", Stage.SUBMITTED)
        self.walk.check()
        yield Moment("CONTENT CHECKED", Stage.SUBMITTED)
        for go, stage in self._rest():
            go()
            yield Moment(stage.value, stage)

    def _rest(self) -> Iterator[tuple[object, Stage]]:
        walk = self.walk
        yield walk.check, Stage.CHECKED
        yield walk.approve, Stage.APPROVED
        yield walk.print, Stage.PRINTED
        yield walk.sign, Stage.SIGNED
        yield walk.number, Stage.NUMBERED
        yield walk.seal, Stage.SEALED
        yield walk.issue, Stage.ISSUED
        yield walk.archive, Stage.ARCHIVED

    def _draft_twice(self) -> None:
        """Two versions with an attachment each; the later ones are asked about the second."""
        world = self.world
        unit, person = world.unit("VHXH"), world["tran"]
        self.walk = a_walk(
            world,
            recipients=(
                RecipientFacts("UBND thành phố"),
                RecipientFacts(unit.name, unit=unit.pk),
                RecipientFacts("Bà Ngô Bảo Trân", person=person.pk),
            ),
        )
        self.walk.draft()
        linh = world["linh"]
        open_thread(
            self.document,
            self.document.versions.get(),
            text="Xem lại mục I",
            page=1,
            actor=world["luong"],
            token=a_token(),
        )
        files = some_files(linh)
        beside = (some_files(linh).main, AttachmentKind.SEPARATE_FILE)
        files = NewFiles(files.main, None, (beside,))
        add_version(self.document, files, note="Sửa mục I", actor=linh, token=a_token())
        self.walk.wait_for_reading()
        open_thread(
            self.document,
            self.document.versions.latest("number"),
            text="Đã sửa",
            page=1,
            actor=linh,
            token=a_token(),
        )

    def _ask(self) -> None:
        people = [self.world["bach"], *(self.world[f"{role}.asked"] for role in Role)]
        units: list[Unit] = [self.world.unit("TTPVHCC")]
        asked = Asked(people, units, today() + timedelta(days=3), "Có khả thi không?")
        circulate_document(self.document, asked, actor=self.world["linh"], token=a_token())

    def _close(self) -> None:
        opinion = Opinion.objects.get(person=self.world["bach"])
        answer_opinion(
            opinion, answer=Answer.AGREE, text="Đồng ý", actor=opinion.person, token=a_token()
        )
        close_round(self.document, actor=self.world["linh"], token=a_token())

    def cancel(self) -> Moment:
        """The end of a document that is given up."""
        cancel_document(self.document, reason="Thôi", actor=self.world["linh"], token=a_token())
        return Moment("CANCELLED", Stage.CANCELLED)
