"""The door and the live line under odd hands."""

from django.contrib.sessions.models import Session
from django.test import Client

from docs_mgmt.queries.live import still_signed_in


def test_another_password_closes_the_lines_of_the_old_sessions(world, as_):
    as_("linh").get("/")
    linh, session = world["linh"], Session.objects.get()
    assert still_signed_in(linh, session.session_key)
    assert not still_signed_in(world["tran"], session.session_key)
    linh.set_password("một mật khẩu khác")
    linh.save()
    assert not still_signed_in(linh, session.session_key)


def test_the_page_of_a_lock_names_whose_password_was_wrong(world):
    client = Client()
    for _ in range(6):
        answer = client.post("/sign-in/", {"login": " linh ", "password": "sai"})
    assert answer.status_code == 429
    assert "“linh”" in answer.content.decode()
    assert client.post("/sign-in/", {"login": "tran", "password": "sai"}).status_code == 200
