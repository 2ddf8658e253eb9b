"""A list as a file holds what its owner may see, at the making and again at the download."""

from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from approvals.models import Opinion
from docs_mgmt.later import drain
from docs_mgmt.models import Access
from docs_mgmt.permissions import revoke
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import AccessKind
from search.jobs import drain_once
from search.models import Export
from tests.builders import a_document
from tests.test_leaks import WHEN_ISSUED, WORDS, Planted

pytestmark = pytest.mark.django_db


def words_of(content: bytes, kind: str) -> str:
    if kind == "docx":
        document = docx.Document(BytesIO(content))
        cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
        return " ".join([*(one.text for one in document.paragraphs), *cells])
    if kind == "xlsx":
        sheet = load_workbook(BytesIO(content)).active
        return " ".join(str(value) for row in sheet.values for value in row if value)
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def ask(client, query: str, kind: str = "xlsx") -> str:
    answer = client.post("/search/exports/", {"query": query, "kind": kind})
    assert answer.status_code == 303
    return answer["Location"]


def take(client, page: str) -> bytes:
    answer = client.get(f"{page}file")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_a_list_is_made_in_each_form_with_number_title_and_columns(world, as_, kind):
    document = a_document(world, at=Stage.NUMBERED, title="=Vỉa hè đường Ẵm Ngữ")
    drain_once()
    client = as_("linh")
    page = ask(client, "q=via+he", kind)
    assert "progress" in client.get(page).content.decode()
    drain()
    words = " ".join(words_of(take(client, page), kind).split())
    for said in ("=Vỉa hè đường Ẵm Ngữ", document.entries.get().full, "Tạ Quốc Vỹ"):
        assert said in words, words
    noted = Access.objects.get(person=world["linh"], kind=AccessKind.EXPORTED)
    assert noted.document == document


def test_nobody_exports_what_they_may_not_see(world, as_):
    planted = Planted(world)
    planted.issue()
    drain_once()
    for username, places in WHEN_ISSUED.items():
        client = as_(username)
        page = ask(client, f"q={WORDS['title']}")
        drain()
        words = words_of(take(client, page), "xlsx").replace(f": {WORDS['title']}", "")
        assert (WORDS["title"] in words) == ("title" in places), username


def test_a_file_is_not_handed_over_once_a_right_in_it_is_gone(world, as_):
    Planted(world)
    drain_once()
    client = as_("bach")
    page = ask(client, f"q={WORDS['title']}")
    drain()
    assert client.get(f"{page}file").status_code == 200
    revoke("opinion", Opinion.objects.get(person__username="bach").pk)
    assert client.get(f"{page}file").status_code == 404
    assert "btn-primary" not in client.get(page).content.decode()


def test_rights_are_asked_when_it_is_made_not_when_it_was_asked_for(world, as_):
    Planted(world)
    drain_once()
    client = as_("bach")
    ask(client, f"q={WORDS['title']}")
    revoke("opinion", Opinion.objects.get(person__username="bach").pk)
    drain()
    assert Export.objects.get().documents == []


def test_an_export_is_its_owners_alone(world, as_):
    a_document(world)
    drain_once()
    page = ask(as_("linh"), "q=via+he")
    drain()
    for address in (page, f"{page}file"):
        assert as_("luong").get(address).status_code == 404
