"""Load the demo into an empty installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office.demo.load import RealPeopleError, load_demo


class Command(BaseCommand):
    """Two wards with their people, documents at every stage and a small archive."""

    help = "Load the demo; refused where anybody works already."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, saying how far it is."""
        try:
            load_demo(self.stderr.write)
        except RealPeopleError as error:
            raise CommandError("People work here already: the demo is not loaded.") from error
