"""The door: the right password opens it, a wrong one says so, five close it for a while."""

import pytest
from bs4 import BeautifulSoup

from tests.shell.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, username, password):
    return client.post("/sign-in/", {"login": username, "password": password})


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def test_the_door_asks_for_name_and_password(client):
    page = page_of(client.get("/sign-in/"))
    assert [field["name"] for field in page.select(".door-form input:not([type=hidden])")] == [
        "login",
        "password",
    ]
    for field in page.select(".door-form input:not([type=hidden])"):
        assert page.select_one(f"label[for={field['id']}]") is not None


def test_the_right_password_opens_the_door(client, linh_the_officer):
    response = sign_in(client, "linh", PASSWORD)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(linh_the_officer.pk)


def test_a_wrong_password_is_said_in_words_and_the_name_is_kept(client, linh_the_officer):
    response = sign_in(client, "linh", "wrong")
    page = page_of(response)
    assert response.status_code == 200
    assert page.select_one("[role=alert]") is not None
    assert page.select_one("input[name=login]")["value"] == "linh"
    assert "_auth_user_id" not in client.session


def test_five_wrong_passwords_close_the_door_for_this_name_only(
    client, linh_the_officer, oanh_the_clerk
):
    for _time in range(5):
        response = sign_in(client, "linh", "wrong")
    assert response.status_code == 429
    assert "linh" in page_of(response).get_text()
    assert sign_in(client, "linh", PASSWORD).status_code == 429
    assert sign_in(client, "oanh", PASSWORD).status_code == 302


@pytest.mark.parametrize(
    "address", ["/signup/", "/password/reset/", "/sign-in/signup/", "/accounts/signup/", "/email/"]
)
def test_of_allauth_only_three_pages_are_there(client, address):
    assert client.get(address).status_code == 404


def test_signing_out_needs_a_post(client, linh_the_officer):
    client.force_login(linh_the_officer)
    assert client.get("/sign-out/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed_and_the_old_one_no_longer_opens(client, linh_the_officer):
    client.force_login(linh_the_officer)
    new = "bon tu ghep lai roi"
    response = client.post(
        "/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert response.status_code == 302
    client.post("/sign-out/")
    assert sign_in(client, "linh", PASSWORD).status_code == 200
    assert sign_in(client, "linh", new).status_code == 302


def test_a_weak_password_is_refused_beside_its_field(client, linh_the_officer):
    client.force_login(linh_the_officer)
    response = client.post(
        "/password/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )
    page = page_of(response)
    field = page.select_one("input[name=password1]")
    assert field["aria-invalid"] == "true"
    assert page.select_one(f"#{field['aria-describedby'].split()[-1]}").get_text(strip=True)
    assert [link["href"] for link in page.select(".problems a")] == [f"#{field['id']}"]
