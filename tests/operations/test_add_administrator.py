"""The first person of a new installation."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from docs_mgmt.clock import today
from docs_mgmt.models import Agency, Person
from docs_mgmt.permissions import roles_of
from docs_mgmt.rules.words import Role


@pytest.fixture
def typed(monkeypatch):
    def type_(words: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(words + "\n"))

    return type_


def test_the_first_administrator_comes_with_an_agency_and_can_sign_in(db, typed, client):
    typed("ba tu ghep lai")
    call_command("add_administrator", "hau", stdout=io.StringIO())
    hau = Person.objects.get(username="hau")
    assert roles_of(hau, Agency.objects.get(), today()) == {Role.ADMINISTRATOR}
    assert not hau.is_superuser
    answer = client.post("/sign-in/", {"login": "hau", "password": "ba tu ghep lai"})
    assert answer.status_code == 302


def test_a_weak_password_makes_nobody(db, typed):
    typed("1234")
    with pytest.raises(CommandError):
        call_command("add_administrator", "hau")
    assert not Person.objects.exists()


def test_a_name_is_given_once(db, typed):
    typed("ba tu ghep lai")
    call_command("add_administrator", "hau", stdout=io.StringIO())
    with pytest.raises(CommandError):
        call_command("add_administrator", "hau")
