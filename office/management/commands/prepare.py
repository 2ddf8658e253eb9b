"""Bring an installation up to date before it serves; `make run` and an upgrade call it."""

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from docs_mgmt.models import Person


class Command(BaseCommand):
    """Make the tables of this code; in an empty demo installation also the demo."""

    help = "Bring the tables up to date; load the demo into an empty demo installation."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then load the demo if nobody works here yet."""
        self.stderr.write("Bringing the tables up to date …")
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO and not Person.objects.exists() and "demo" in get_commands():
            self.stderr.write("Loading the demo …")
            call_command("demo")
