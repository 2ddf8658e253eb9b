"""Builders that tests share: an office with its people, documents walked there by the steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from docs_mgmt.clock import today
from docs_mgmt.files.store import path_of, put_path
from docs_mgmt.models import Agency, Document, Person, Unit, Upload, Version
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.particulars import Particulars, RecipientFacts, SignatoryFacts
from docs_mgmt.rules.words import Capacity, MadeBy
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.record_reading import (
    PdfFacts,
    PictureFacts,
    TextFacts,
    record_pictures,
    record_rendition,
    record_text,
)
from office.demo.people import make_people
from office.demo.walk import Facts, Walk
from tests.kept_world import put_back

FOLDER = Path(__file__).parent.parent / "office" / "demo" / "second_ward"
WORD = FOLDER / "tb-tiep-cong-dan.docx"
PDF = FOLDER / "tb-tiep-cong-dan.pdf"
#: The text that the tests' documents hold, unless they say otherwise.
PARAGRAPHS = (
    "Kế hoạch chỉnh trang tuyến đường Bàu Sen và vỉa hè khu dân cư",
    "Giao Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, phối hợp các tổ dân phố thực hiện.",
)
_serial = count(1)


@dataclass
class World:
    """The two wards of the tests and the people by their names: `world["linh"]`."""

    hoa_minh: Agency
    tan_lap: Agency

    def __getitem__(self, username: str) -> Person:
        return Person.objects.get(username=username)

    def unit(self, code: str, agency: Agency | None = None) -> Unit:
        return Unit.objects.get(agency=agency or self.hoa_minh, code=code)


def a_world() -> World:
    """Both wards of the demo with everybody at their posts."""
    if not Agency.objects.filter(code="hoa-minh").exists():
        day = today()
        put_back(day, lambda: make_people(years=range(2023, day.year + 1)))
    return World(Agency.objects.get(code="hoa-minh"), Agency.objects.get(code="tan-lap"))


class QuickWalk(Walk):
    """A walk whose file is not parsed: the worker's writes are made with known words."""

    paragraphs: Sequence[str] = PARAGRAPHS

    def wait_for_reading(self) -> None:
        read_quickly(self.document.versions.latest("number"), *self.paragraphs)


def read_quickly(version: Version, *paragraphs: str) -> None:
    """Do the worker's part with known words and a real PDF."""
    words = paragraphs or PARAGRAPHS
    length = sum(map(len, words))
    record_text(version, TextFacts("docx", words, [0], length, bool(length)))
    stored = put_path(PDF)
    rendition = record_rendition(version, PdfFacts(stored.sha256, stored.size, 1, MadeBy.SUPPLIED))
    # Any stored bytes do for a picture that no test looks at.
    record_pictures(rendition, [PictureFacts(1, stored.sha256, 1240, 1754)])


def some_particulars(world: World, **facts: object) -> Particulars:
    """Particulars of a plan that Vice-chair Vỹ signs, for the city and one unit inside."""
    inside = world.unit("VHXH")
    usual = {
        "type_key": "KH",
        "title": "Chỉnh trang tuyến đường Bàu Sen năm 2026",
        "signatories": (SignatoryFacts(world["vy"].pk, Capacity.DEPUTY),),
        "recipients": (
            RecipientFacts("UBND thành phố"),
            RecipientFacts(inside.name, unit=inside.pk, copies=2),
        ),
    }
    return Particulars(**{**usual, **facts})


def a_walk(
    world: World,
    *,
    drafter: str = "linh",
    unit: str = "KTHTĐT",
    paragraphs: Sequence[str] = PARAGRAPHS,
    file: Path = WORD,
    **facts: object,
) -> QuickWalk:
    """A walk that has not begun, of a document by Linh of the economy unit."""
    walk = QuickWalk(
        Facts(
            some_particulars(world, **facts), world[drafter], world.unit(unit), file, file.name, PDF
        )
    )
    walk.paragraphs = paragraphs
    return walk


def a_document(world: World, *, at: Stage = Stage.DRAFTED, **facts: object) -> Document:
    """A document walked to the stage by the steps."""
    return a_walk(world, **facts).to(at)


def some_files(person: Person, *, path: Path = WORD) -> NewFiles:
    """The files of a new version, uploaded by the person."""
    stored = put_path(path)
    upload = Upload.objects.create(
        person=person,
        sha256=stored.sha256,
        name=path.name,
        size=path_of(stored.sha256).stat().st_size,
    )
    return NewFiles(upload)


def a_token() -> str:
    """A token that no other deed of the tests has."""
    return f"test-{next(_serial)}"
