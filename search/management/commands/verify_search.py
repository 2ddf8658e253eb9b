"""Prove that the search index is the database, rights included."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engine import EngineAwayError, IndexNotReadyError
from search.engines import the_engine
from search.jobs import Difference, differences, repair, settle
from search.jobs.at_work import OtherEngineAtWorkError, of_its_kind

_MOST_SHOWN = 50


class Command(BaseCommand):
    """Compare every document and every reader's token; exit 1 with a list where they differ."""

    help = "Prove that the search index is the database, rights included; exit 1 if not."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to repair."""
        parser.add_argument("--repair", action="store_true", help="put right what differs")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Let waiting changes in first, then compare."""
        try:
            with of_its_kind(the_engine()):
                found = self._found(is_to_repair=options["repair"])
        except OtherEngineAtWorkError as other:
            raise CommandError(str(other)) from other
        except OSError as closed:
            raise CommandError(f"The folder of the index cannot be used: {closed}") from closed
        except EngineAwayError as away:
            raise CommandError(f"The search engine does not answer: {away}") from away
        except IndexNotReadyError as missing:
            raise CommandError("There is no search index; run rebuild_search.") from missing
        if found:
            self._show("differs", found)
            raise CommandError(f"The index differs from the database in {len(found)} places.")
        self.stdout.write("The search index is the database, rights included.")

    def _found(self, *, is_to_repair: bool) -> list[Difference]:
        settle()
        found = differences()
        if found and is_to_repair:
            self._show("repairing", found)
            repair(found)
            found = differences()
        return found

    def _show(self, word: str, found: list[Difference]) -> None:
        for one in found[:_MOST_SHOWN]:
            self.stdout.write(f"{word}: {one}")
        if len(found) > _MOST_SHOWN:
            self.stdout.write(f"… and {len(found) - _MOST_SHOWN} more")
