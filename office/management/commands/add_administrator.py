"""Make the first administrator of an installation, or one more."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from docs_mgmt.clock import today
from docs_mgmt.models import Agency, Assignment, Person, Position, PositionRole, Unit
from docs_mgmt.rules.words import Role
from docs_mgmt.writes.assign import assign
from docs_mgmt.writes.configure import configure


class Command(BaseCommand):
    """Nobody is a superuser: an administrator configures, and reads no contents."""

    help = "Make an administrator; with no agency yet, one to begin with."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and for which agency."""
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--full-name", default="")
        parser.add_argument("--agency", default="", help="code of the agency; the first one if one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for the password on the terminal, or take it from standard input."""
        name = options["name"]
        if Person.objects.filter(username=name).exists():
            raise CommandError(f"There is a person {name} already.")
        password = _password()
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        unit = _unit_of(_agency(options["agency"]))
        person = Person(username=name, full_name=options["full_name"] or name)
        person.set_password(password)
        person = configure(person, actor=None)
        post = Assignment(person=person, position=_position(unit.agency), unit=unit, starts=today())
        assign(post, actor=None, may=lambda _post: True)
        self.stdout.write(f"{name} administers {unit.agency.short_name}.")


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")


def _agency(code: str) -> Agency:
    found = Agency.objects.filter(code=code).first() if code else Agency.objects.first()
    if found is not None:
        return found
    if code:
        raise CommandError(f"There is no agency {code}.")
    name = _("New agency")
    return configure(
        Agency(
            code="new",
            name=name,
            short_name=name,
            place=name,
            collective="ỦY BAN NHÂN DÂN",
            head_title="CHỦ TỊCH",
        ),
        actor=None,
    )


def _unit_of(agency: Agency) -> Unit:
    found = agency.units.order_by("id").first()
    return found or configure(Unit(agency=agency, code="VP", name=_("Office")), actor=None)


def _position(agency: Agency) -> Position:
    found = Position.objects.filter(agency=agency, roles__role=Role.ADMINISTRATOR).first()
    return found or configure(
        Position(agency=agency, title=_("System administrator"), rank=1),
        actor=None,
        then=lambda row: PositionRole.objects.create(position=row, role=Role.ADMINISTRATOR),
    )
