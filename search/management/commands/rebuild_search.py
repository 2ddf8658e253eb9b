"""Make the search index anew from the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engine import EngineAwayError, IndexIsHeldError
from search.jobs import rebuild, settle
from search.jobs.drain import ask_for_a_rebuild


class Command(BaseCommand):
    """Rebuild beside the old index and put the new one in its place."""

    help = "Make the search index anew; where `index` runs, it does it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild here, or ask the process that holds the index and wait for it."""
        try:
            count = rebuild()
        except IndexIsHeldError:
            ask_for_a_rebuild()
            if settle(600):
                self.stdout.write("The running index process made the index anew.")
            else:
                self.stdout.write("The running index process was asked; it is still at work.")
            return
        except EngineAwayError as away:
            raise CommandError(f"The search engine does not answer: {away}") from away
        self.stdout.write(f"The index holds {count} documents.")
