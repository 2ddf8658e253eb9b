"""Two small offices with an index of their own; documents come by the steps and writes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date
from uuid import uuid4

import pytest

from approvals.steps.draft import draft_document
from docs_mgmt.models import (
    Agency,
    Assignment,
    Document,
    Person,
    Position,
    PositionRole,
    Unit,
    Upload,
    Version,
)
from docs_mgmt.rules.particulars import Particulars
from docs_mgmt.rules.words import Role
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.record_reading import TextFacts, record_text
from search.engine import Engine
from search.engines.tantivy import TantivyEngine
from tests.search import servers


def a_unit(code: str, name: str) -> Unit:
    agency = Agency.objects.create(
        code=code,
        name=f"Ủy ban nhân dân phường {code}",
        short_name=f"UBND phường {code}",
        place=code,
        collective="ỦY BAN NHÂN DÂN",
        head_title="CHỦ TỊCH",
    )
    return Unit.objects.create(agency=agency, code="KT", name=name)


def an_officer(username: str, full_name: str, unit: Unit) -> Person:
    person = Person.objects.create_user(username, full_name=full_name)
    position = Position.objects.create(agency=unit.agency, title="Chuyên viên")
    PositionRole.objects.create(position=position, role=Role.OFFICER)
    Assignment.objects.create(person=person, position=position, unit=unit, starts=date(2020, 1, 1))
    return person


def draft(officer: Person, title: str, *paragraphs: str, kind: str = "KH", pages=()) -> Document:
    """A draft of the officer, read by the worker."""
    unit = officer.assignments.get().unit
    upload = Upload.objects.create(person=officer, sha256="a" * 64, name="du-thao.docx", size=1)
    document = draft_document(
        Document(agency=unit.agency, unit=unit),
        Particulars(type_key=kind, title=title),
        NewFiles(upload),
        actor=officer,
        token=uuid4().hex,
    )
    read(document.versions.get(), *paragraphs, pages=pages)
    return document


def read(version: Version, *paragraphs: str, pages=()) -> None:
    characters = sum(map(len, paragraphs))
    record_text(version, TextFacts("docx", paragraphs, pages, characters, bool(characters)))


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    """Every test has an index of its own, and no language but its own."""
    settings.INDEX_DIR = tmp_path / "index"
    return settings.INDEX_DIR


@pytest.fixture
def linh_the_officer(db) -> Person:
    return an_officer("linh", "Hồ Thị Nhật Linh", a_unit("hoa-minh", "Phòng Kinh tế"))


@pytest.fixture
def an_of_another_ward(db) -> Person:
    return an_officer("an", "Lê Văn An", a_unit("hoa-an", "Phòng Văn hóa"))


@pytest.fixture(scope="session")
def elastic() -> Iterator[servers.Elastic]:
    """A real Elasticsearch, or the test is skipped and says why."""
    with servers.a_server() as server:
        yield server


@pytest.fixture
def prefix(elastic) -> Iterator[str]:
    """A prefix of the test's own on the server; its indices are gone afterwards."""
    told = f"test-{uuid4().hex[:12]}"
    yield told
    with closing(elastic.engine(told)) as engine:
        engine.forget()


@pytest.fixture
def on_elasticsearch(elastic, prefix, settings) -> None:
    """The installation of the test asks Elasticsearch."""
    settings.ELASTICSEARCH_URL = elastic.url
    settings.ELASTICSEARCH_PREFIX = prefix
    settings.ELASTICSEARCH_API_KEY = elastic.api_key
    settings.ELASTICSEARCH_CA = elastic.ca_file


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def new_engine(request, tmp_path) -> Iterator[Callable[..., Engine]]:
    """Makes an engine; engines of the same name share an index, as processes do."""
    with ExitStack() as stack:
        if request.param == "tantivy":
            yield lambda name="index": TantivyEngine(tmp_path / name, remembers=50)
            return
        elastic, told = request.getfixturevalue("elastic"), f"test-{uuid4().hex[:12]}"

        def make(name: str = "index") -> Engine:
            engine = elastic.engine(f"{told}-{name}")
            stack.callback(engine.close)
            stack.callback(engine.forget)
            return engine

        yield make
