"""Similar documents: the sibling is named, what one may not see never is and has no say in it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from approvals.models import Opinion
from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import revoke
from search.engine import Ask
from search.engines import the_engine
from search.jobs import drain_once
from search.queries.similar import SHOWN, similar_to
from search.rules.question import Question
from search.rules.similar import ALIKE, likeness, pairs_of, plan_of_pairs
from tests.builders import a_document
from tests.search.conftest import draft
from tests.test_leaks import WHEN_ASKED, WHEN_ISSUED, Planted

RUBBISH = "Phân loại rác thải sinh hoạt tại nguồn"
SIBLING = "Triển khai phân loại rác thải tại nguồn năm 2027"
OTHERS = (
    "Tuyển quân trên địa bàn phường năm 2027",
    "Họp bàn giao mặt bằng xây dựng tuyến cống hộp",
    "Lịch trực Tết Nguyên đán",
)


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def either_engine(request) -> None:
    if request.param == "elasticsearch":
        request.getfixturevalue("on_elasticsearch")


def alike(reader: Person, document: Document) -> list[int]:
    return [line.document.pk for line in similar_to(reader, document)]


@pytest.mark.usefixtures("either_engine")
def test_the_sibling_is_found_and_what_is_about_something_else_is_not(linh_the_officer):
    document = draft(linh_the_officer, RUBBISH)
    sibling = draft(linh_the_officer, SIBLING)
    for title in OTHERS:
        draft(linh_the_officer, title)
    drain_once()
    assert alike(linh_the_officer, document) == [sibling.pk]
    assert alike(linh_the_officer, sibling) == [document.pk]


@pytest.mark.usefixtures("either_engine")
def test_a_forbidden_document_is_not_named_and_its_words_change_nothing(
    linh_the_officer, an_of_another_ward
):
    document = draft(linh_the_officer, RUBBISH)
    siblings = [draft(linh_the_officer, title) for title in (SIBLING, f"{RUBBISH} tại chợ")]
    draft(linh_the_officer, OTHERS[0])
    drain_once()
    before = alike(linh_the_officer, document)
    assert set(before) == {one.pk for one in siblings}
    for title in (RUBBISH, SIBLING, "Phân loại rác", *OTHERS, f"{SIBLING} {OTHERS[1]}"):
        draft(an_of_another_ward, title)
        drain_once()
        assert alike(linh_the_officer, document) == before


@pytest.mark.usefixtures("either_engine")
def test_the_index_itself_does_not_let_forbidden_words_move_a_place(
    linh_the_officer, an_of_another_ward
):
    titles = [SIBLING, f"{RUBBISH} tại chợ", "Rác thải sinh hoạt", "Phân loại rác"]
    document, *_rest = [draft(linh_the_officer, title) for title in (RUBBISH, *titles)]
    ask = Ask(
        question=Question(RUBBISH),
        nearly=plan_of_pairs(pairs_of(RUBBISH)),
        readers=frozenset({f"p{linh_the_officer.pk}"}),
        without=frozenset({document.pk}),
        counted=(),
    )
    drain_once()
    before = the_engine().search(ask)
    for title in titles[2:] * 4:  # what was rare becomes common
        draft(an_of_another_ward, title)
    drain_once()
    assert the_engine().search(ask) == before
    assert before.total >= 3


def test_each_reader_meets_only_what_they_may_see(world):
    planted = Planted(world)
    for asked, opened in ((WHEN_ASKED, False), (WHEN_ISSUED, True)):
        if opened:
            planted.issue()
        drain_once()
        for username, places in asked.items():
            reader = world[username]
            mine = Document(pk=0, title=planted.document.title, agency=world.hoa_minh)
            met = alike(reader, mine)
            assert met == ([planted.document.pk] if "title" in places else []), username


def test_a_right_taken_back_ends_it_before_the_index_knows(world):
    planted = Planted(world)
    drain_once()
    bach = world["bach"]
    asked_by = Document(pk=0, title=planted.document.title, agency=world.hoa_minh)
    assert alike(bach, asked_by) == [planted.document.pk]
    revoke("opinion", Opinion.objects.get(person=bach).pk)
    assert alike(bach, asked_by) == []


def test_the_page_has_at_most_five_and_never_itself(client, linh_the_officer):
    client.force_login(linh_the_officer)
    first, *others = [draft(linh_the_officer, f"{RUBBISH} năm {2020 + n}") for n in range(8)]
    drain_once()
    answer = client.get(reverse("search:similar", args=[first.pk]))
    links = [a["href"] for a in BeautifulSoup(answer.content, "html.parser").select("a")]
    assert len(links) == SHOWN
    assert links == [one.get_absolute_url() for one in reversed(others[-SHOWN:])]


def test_without_anything_alike_or_without_an_index_there_is_no_block(client, linh_the_officer):
    client.force_login(linh_the_officer)
    document = draft(linh_the_officer, RUBBISH)
    address = reverse("search:similar", args=[document.pk])
    assert client.get(address).content.strip() == b""  # no index yet
    draft(linh_the_officer, OTHERS[0])
    drain_once()
    answer = client.get(address)
    assert (answer.status_code, answer.content.strip()) == (200, b"")


def test_a_stranger_gets_404(client, linh_the_officer, an_of_another_ward):
    document = draft(linh_the_officer, RUBBISH)
    client.force_login(an_of_another_ward)
    assert client.get(reverse("search:similar", args=[document.pk])).status_code == 404


def test_the_documents_page_fetches_it_once_it_is_scrolled_to(world, as_):
    document = a_document(world)
    page = BeautifulSoup(as_("linh").get(document.get_absolute_url()).content, "html.parser")
    place = page.select_one(f'[hx-get="/search/similar/{document.pk}/"]')
    assert place["hx-trigger"] == "revealed"
    assert place.find_parent(attrs={"data-office-live": True}) is None


def test_it_costs_the_same_for_one_and_for_three(client, linh_the_officer):
    client.force_login(linh_the_officer)
    document = draft(linh_the_officer, RUBBISH)
    asked = []
    for more in (1, 2):
        for n in range(more):
            draft(linh_the_officer, f"{SIBLING} {n}")
        drain_once()
        with CaptureQueriesContext(connection) as questions:
            answer = client.get(reverse("search:similar", args=[document.pk]))
        asked.append((answer.content.count(b"<li"), len(questions)))
    (one, first), (three, second) = asked
    assert (one, three) == (1, 3)
    assert first == second <= 10


def test_numbers_and_the_names_that_every_title_has_say_nothing():
    assert pairs_of("Về việc năm 2026 trên địa bàn phường Hòa Minh", but=("phường Hòa Minh",)) == {
        "viec_nam": frozenset({"việc_năm"})
    }
    assert plan_of_pairs(pairs_of("Rác")) is None
    assert plan_of_pairs(pairs_of("Phân loại")) is None


def test_a_title_typed_without_marks_is_less_alike_but_alike():
    own = pairs_of(RUBBISH)
    told = likeness(own, {1: pairs_of(RUBBISH), 2: pairs_of("Phan loai rac thai sinh hoat")})
    assert told[1] == pytest.approx(1.0)
    assert ALIKE <= told[2] < 0.7
