"""One click and one is somebody: in a demo, of a sample agency, by a post, and not otherwise."""

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_demo(settings):
    settings.DEMO = True


def test_in_a_demo_one_click_is_enough(client, a_demo, linh_the_officer):
    assert client.post("/demo/sign-in/linh/").status_code == 302
    assert client.session["_auth_user_id"] == str(linh_the_officer.pk)


def test_without_the_setting_the_door_is_not_there(client, settings, linh_the_officer):
    settings.DEMO = False
    assert client.post("/demo/sign-in/linh/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_of_a_real_agency_is_reached_by_it(client, a_demo, an_the_real_officer):
    assert client.post("/demo/sign-in/an/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_link_alone_signs_nobody_in(client, a_demo, linh_the_officer):
    assert client.get("/demo/sign-in/linh/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_somebody_who_has_left_is_not_on_the_list(client, a_demo, linh_the_officer):
    linh_the_officer.is_active = False
    linh_the_officer.save()
    assert client.post("/demo/sign-in/linh/").status_code == 404


def test_the_door_lists_the_people_of_the_sample_only(
    client, a_demo, linh_the_officer, oanh_the_clerk, an_the_real_officer
):
    page = BeautifulSoup(client.get("/sign-in/").content, "html.parser")
    assert [form["action"] for form in page.select(".people form")] == [
        "/demo/sign-in/linh/",
        "/demo/sign-in/oanh/",
    ]


def test_without_the_setting_the_door_lists_nobody(client, settings, linh_the_officer):
    settings.DEMO = False
    page = BeautifulSoup(client.get("/sign-in/").content, "html.parser")
    assert page.select(".people") == []
    assert page.select(".sample") == []
