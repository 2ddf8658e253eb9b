"""Make the search index anew from the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engine import EngineAwayError, IndexIsHeldError
from search.engines import the_engine
from search.jobs import rebuild, settle
from search.jobs.at_work import OtherEngineAtWorkError, of_its_kind
from search.jobs.drain import ask_for_a_rebuild


class Command(BaseCommand):
    """Rebuild beside the old index and put the new one in its place."""

    help = "Make the search index anew; where `index` runs, it does it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild here, or ask the process that holds the index and wait for it."""
        try:
            with of_its_kind(the_engine()):
                self.stdout.write(self._made())
        except OtherEngineAtWorkError as other:
            raise CommandError(str(other)) from other
        except OSError as closed:
            raise CommandError(f"The folder of the index cannot be used: {closed}") from closed
        except EngineAwayError as away:
            raise CommandError(f"The search engine does not answer: {away}") from away

    def _made(self) -> str:
        try:
            return f"The index holds {rebuild()} documents."
        except IndexIsHeldError:
            ask_for_a_rebuild()
        if settle(600):
            return "The running index process made the index anew."
        return "The running index process was asked; it is still at work."
