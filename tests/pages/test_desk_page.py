"""My desk: what waits for each person, where their documents are, and where it leads them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from approvals.queries.desk import Desk, Matter, count_for
from approvals.queries.rounds import opinions_of
from approvals.steps import (
    circulate_document,
    close_round,
    send_back_document,
    submit_document,
    withdraw_document,
)
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion
from docs_mgmt.clock import today
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.words import Answer, Urgency
from docs_mgmt.writes.record_reading import record_refusal
from tests.builders import a_document, a_token

pytestmark = pytest.mark.django_db


def rows_of(client) -> list[str]:
    page = BeautifulSoup(client.get("/").content, "html.parser")
    return [link["href"] for link in page.select(".tasks h3 a")]


def ask_bach(world, document, *, due=None, units=()):
    asked = Asked([world["bach"]], list(units), due or today() + timedelta(days=2))
    return circulate_document(document, asked, actor=world["linh"], token=a_token())


def test_the_open_turn_waits_for_its_holder_and_for_nobody_else(world, as_):
    document = a_document(world, at=Stage.SUBMITTED)
    assert rows_of(as_("luong")) == [f"/documents/{document.pk}/check/"]
    assert rows_of(as_("nhan")) == []
    assert rows_of(as_("vy")) == []


def test_a_row_of_the_leader_leads_straight_to_the_approval(world, as_):
    document = a_document(world, at=Stage.CHECKED)
    assert rows_of(as_("vy")) == [f"/documents/{document.pk}/approve/"]


def test_what_was_sent_back_waits_for_the_drafter_with_the_reason(world, as_):
    document = a_document(world, at=Stage.SUBMITTED)
    send_back_document(
        document, reason="Phụ lục lệch tổng cộng.", actor=world["luong"], token=a_token()
    )
    assert [task.matter for task in Desk(world["linh"]).tasks] == [Matter.RETURNED]
    assert "Phụ lục lệch tổng cộng." in as_("linh").get("/").content.decode()


def test_what_was_withdrawn_after_a_second_submit_is_no_longer_sent_back(world):
    document = a_document(world, at=Stage.SUBMITTED)
    send_back_document(document, reason="Sửa.", actor=world["luong"], token=a_token())
    submit_document(document, actor=world["linh"], token=a_token())
    withdraw_document(document, actor=world["linh"], token=a_token())
    assert Desk(world["linh"]).tasks == []
    assert count_for(world["linh"]) == 0


def test_a_file_that_cannot_be_read_waits_for_its_drafter(world, as_):
    document = a_document(world)
    record_refusal(document.versions.get(), reason=Refusal.ENCRYPTED, facts={})
    assert [task.matter for task in Desk(world["linh"]).tasks] == [Matter.REFUSED]
    assert as_("linh").get("/").status_code == 200


def test_a_round_waits_for_its_drafter_once_everybody_has_answered(world):
    document = a_document(world)
    round_ = ask_bach(world, document)
    assert Desk(world["linh"]).tasks == []
    answer_opinion(
        opinions_of(round_).get(),
        answer=Answer.AGREE,
        text="",
        actor=world["bach"],
        token=a_token(),
    )
    assert [task.matter for task in Desk(world["linh"]).tasks] == [Matter.ROUND]


def test_an_opinion_is_asked_of_the_person_and_of_the_head_of_the_unit(world):
    document = a_document(world)
    ask_bach(world, document, units=[world.unit("VP")])
    assert [len(Desk(world[name]).questions) for name in ("bach", "nhan", "tran", "vy")] == [
        1,
        1,
        0,
        0,
    ]


def test_a_closed_round_asks_nobody(world):
    document = a_document(world)
    ask_bach(world, document)
    close_round(document, actor=world["linh"], token=a_token())
    assert Desk(world["bach"]).questions == []


def test_the_more_urgent_stands_first_then_the_overdue_then_the_nearest_date(world):
    later = a_document(world, at=Stage.CHECKED, due=today() + timedelta(days=5))
    late = a_document(world, at=Stage.CHECKED, due=today() - timedelta(days=1))
    express = a_document(world, at=Stage.CHECKED, urgency=Urgency.EXPRESS)
    undated = a_document(world, at=Stage.CHECKED)
    tasks = Desk(world["vy"]).tasks
    assert [task.work.pk for task in tasks] == [express.pk, late.pk, later.pk, undated.pk]


def test_the_figure_of_the_bar_is_what_lies_on_the_desk(world):
    first = a_document(world, at=Stage.SUBMITTED)
    send_back_document(first, reason="Sửa.", actor=world["luong"], token=a_token())
    record_refusal(a_document(world).versions.get(), reason=Refusal.ENCRYPTED, facts={})
    ask_bach(world, first, units=[world.unit("VP")])
    a_document(world, at=Stage.SUBMITTED)
    a_document(world, at=Stage.CHECKED)
    for name in ("linh", "luong", "nhan", "vy", "bach", "oanh", "tue"):
        assert (name, count_for(world[name])) == (name, Desk(world[name]).count)


def test_my_documents_in_work_say_who_has_each(world):
    a_document(world, at=Stage.SUBMITTED)
    a_document(world, at=Stage.APPROVED)
    whom = [place.who for _work, place in Desk(world["linh"]).in_work]
    assert "Trưởng phòng Võ Tấn Lượng" in whom
    assert len(whom) == 2


def test_what_was_issued_this_week_stands_at_the_side_for_drafter_and_recipient(world):
    document = a_document(world, at=Stage.ISSUED)
    for name in ("linh", "diep"):
        assert [work.pk for work in Desk(world[name]).issued] == [document.pk]
    assert Desk(world["khoa"]).issued == []


def test_an_empty_desk_says_what_to_do_next(world, as_):
    page = BeautifulSoup(as_("khoa").get("/").content, "html.parser")
    assert page.select_one('a[data-office-key="n"]')["href"] == "/documents/new/"
    assert page.select(".empty")


@pytest.mark.parametrize("name", ["linh", "vy", "tue", "oanh"])
def test_nobody_without_officer_role_is_offered_a_draft(world, as_, name):
    client = as_(name)
    answer = client.get("/")
    if answer.status_code == 200:
        assert (b'data-office-key="n"' in answer.content) == (name == "linh")


def test_archivist_and_administrator_are_led_to_their_own_place(world, as_):
    assert as_("tue").get("/")["Location"] == "/archive/"
    assert as_("quantri").get("/")["Location"] == "/admin/"


def test_a_stranger_to_the_system_is_led_to_the_door(client, world):
    assert client.get("/")["Location"] == "/sign-in/?next=/"


@pytest.mark.parametrize("name", ["linh", "vy"])
def test_the_desk_asks_as_much_for_three_rows_as_for_one(
    world, as_, name, django_assert_max_num_queries
):
    client = as_(name)
    asked = []
    for more in (1, 2):
        for _ in range(more):
            a_document(world, at=Stage.CHECKED)
        with django_assert_max_num_queries(10) as questions:
            client.get("/")
        asked.append(len(questions))
    assert asked[0] == asked[1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans a table of three rows")
def test_the_desk_never_walks_through_all_documents(world):
    a_document(world)
    with CaptureQueriesContext(connection) as asked:
        Desk(world["linh"])
    (question,) = [one["sql"] for one in asked if 'FROM "docs_mgmt_document"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {question}")
        steps = [row[3] for row in cursor.fetchall()]
    assert any("document_drafter_issued" in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN")]
