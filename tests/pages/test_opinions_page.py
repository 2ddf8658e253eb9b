"""The opinions page: who is asked answers, the drafter explains, each sees what is theirs."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from approvals.models import Opinion
from approvals.steps import circulate_document, close_round
from approvals.steps.circulate import Asked
from approvals.writes.answer_opinion import answer_opinion
from docs_mgmt.clock import today
from docs_mgmt.rules.words import Answer, Uptake
from tests.builders import a_document, a_token

pytestmark = pytest.mark.django_db


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def document(world):
    document = a_document(world)
    circulate_document(
        document,
        Asked(
            [world["tran"], world["bach"]],
            [world.unit("TTPVHCC")],
            today() + timedelta(days=3),
            "Có cần thêm Điều 7 không?",
        ),
        actor=world["linh"],
        token=a_token(),
    )
    return document


def opinion_of(world, username):
    return Opinion.objects.get(person=world[username])


def answered(world, username, answer=Answer.DISAGREE, text="Khoản 2 chưa đúng thẩm quyền."):
    opinion = opinion_of(world, username)
    answer_opinion(opinion, answer=answer, text=text, actor=world[username], token=a_token())
    return opinion


def address_of(document, *rest):
    return f"/documents/{document.pk}/opinions/" + "".join(f"{part}/" for part in rest)


def test_who_is_asked_answers_once_for_two_clicks(as_, world, document):
    client, opinion = as_("tran"), opinion_of(world, "tran")
    page = soup_of(client.get(address_of(document)))
    form = page.select_one(f'form[action="{address_of(document, opinion.pk, "answer")}"]')
    facts = {
        "token": form.select_one("[name=token]")["value"],
        "answer": "OTHER",
        "text": "Thêm Điều 7.",
    }
    for _click in range(2):
        response = client.post(form["action"], facts)
        assert (response.status_code, "/documents/" in response["Location"]) == (303, True)
    opinion.refresh_from_db()
    assert (opinion.answer, opinion.text, opinion.answered_by) == (
        Answer.OTHER,
        "Thêm Điều 7.",
        world["tran"],
    )


def test_anybody_of_the_unit_answers_for_it(as_, world, document):
    opinion = Opinion.objects.get(unit=world.unit("TTPVHCC"))
    facts = {"token": a_token(), "answer": "AGREE", "text": ""}
    assert as_("chi").post(address_of(document, opinion.pk, "answer"), facts).status_code == 303
    opinion.refresh_from_db()
    assert (opinion.answer, opinion.answered_by) == (Answer.AGREE, world["chi"])


@pytest.mark.parametrize("facts", [{"answer": "DISAGREE", "text": " "}, {"text": "Chưa chọn."}])
def test_a_half_answer_comes_back_with_its_words(as_, world, document, facts):
    opinion = opinion_of(world, "tran")
    response = as_("tran").post(
        address_of(document, opinion.pk, "answer"), {"token": a_token(), **facts}
    )
    page = soup_of(response)
    link = page.select_one(".problems a")["href"]
    assert page.select_one(link)
    assert page.select_one(f"#id_answer_{opinion.pk}_text").text.strip() == facts["text"].strip()
    opinion.refresh_from_db()
    assert opinion.answer is None


def test_who_is_asked_sees_the_own_opinion_only(as_, world, document):
    answered(world, "bach", text="Ý kiến của anh Bách.")
    page = as_("tran").get(address_of(document)).content.decode()
    assert "Ý kiến của anh Bách." not in page
    assert "Mai Xuân Bách" not in page
    assert "tally-" not in page
    assert "Ý kiến của anh Bách." in as_("linh").get(address_of(document)).content.decode()


def test_nobody_answers_for_another(as_, world, document):
    opinion = opinion_of(world, "bach")
    facts = {"token": a_token(), "answer": "AGREE"}
    assert as_("tran").post(address_of(document, opinion.pk, "answer"), facts).status_code == 404
    assert as_("linh").post(address_of(document, opinion.pk, "answer"), facts).status_code == 403
    opinion.refresh_from_db()
    assert opinion.answer is None


def test_the_drafter_explains_with_one_button(as_, world, document):
    opinion = answered(world, "tran")
    client = as_("linh")
    page = soup_of(client.get(address_of(document)))
    form = page.select_one(f'form[action="{address_of(document, opinion.pk, "reply")}"]')
    assert [button["value"] for button in form.select("button")] == ["TAKEN", "PARTLY", "KEPT"]
    assert len(page.select(".btn-primary")) == 1
    facts = {"token": form.select_one("[name=token]")["value"], "uptake": "PARTLY"}
    back = soup_of(client.post(form["action"], facts))
    assert back.select_one(f"#id_reply_{opinion.pk}_reply_error").text
    facts["reply"] = "Giao Tổ quản lý trật tự đô thị."
    for _click in range(2):
        assert client.post(form["action"], facts).status_code == 303
    opinion.refresh_from_db()
    assert (opinion.uptake, opinion.reply) == (Uptake.PARTLY, facts["reply"])


def test_only_the_drafter_explains(as_, world, document):
    opinion = answered(world, "tran")
    facts = {"token": a_token(), "uptake": "TAKEN", "reply": ""}
    assert as_("tran").post(address_of(document, opinion.pk, "reply"), facts).status_code == 403
    assert as_("luong").post(address_of(document, opinion.pk, "reply"), facts).status_code == 403


def test_the_page_says_what_still_stops_the_closing(as_, world, document):
    answered(world, "tran")
    page = soup_of(as_("linh").get(address_of(document)))
    tally = page.select_one("[id^=tally-]")
    assert "1/3" in tally.text
    assert "Ngô Bảo Trân" in tally.text
    assert not page.select(f'a[href="/documents/{document.pk}/close_round/"]')


def test_after_the_round_nothing_is_changed(as_, world, document):
    close_round(document, actor=world["linh"], token=a_token())
    opinion = opinion_of(world, "tran")
    facts = {"token": a_token(), "answer": "AGREE"}
    assert as_("tran").post(address_of(document, opinion.pk, "answer"), facts).status_code == 409
    page = soup_of(as_("tran").get(address_of(document)))
    assert not page.select("main form")


@pytest.mark.parametrize("username", ["xa.tl", "diep", "vy", "oanh"])
def test_who_takes_no_part_finds_nothing(as_, world, document, username):
    assert as_(username).get(address_of(document)).status_code == 404


def test_a_document_without_a_round_says_so(as_, world):
    page = as_("linh").get(address_of(a_document(world)))
    assert soup_of(page).select_one(".empty")


def test_the_questions_to_the_database_do_not_grow_with_the_opinions(
    as_, world, document, django_assert_max_num_queries
):
    client = as_("linh")
    client.get(address_of(document))
    with django_assert_max_num_queries(20):
        client.get(address_of(document))
