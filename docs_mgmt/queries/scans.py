"""Scans without words: for the worker, and in figures that tell nothing of any document."""

from collections.abc import Sequence

from django.db.models import QuerySet

from docs_mgmt.models import Version, VersionText
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.words import ReadingState, WordsFrom


def scans_waiting(waits: Sequence[str]) -> QuerySet[Version]:
    """Scans that have no words yet: looked up by two indexes, not among all that was ever read."""
    texts = VersionText.objects.filter(
        state=ReadingState.READ, searchable_sha256="", no_words__in=waits
    )
    # «= False» would be written «NOT has_text», for which SQLite takes no index.
    kinds = (texts.filter(has_text__in=[False]), texts.filter(words_from=WordsFrom.MIXED))
    scanned, mixed = (rows.order_by().values("version") for rows in kinds)
    return Version.objects.filter(pk__in=scanned.union(mixed), rendition__isnull=False)


def count_scans() -> tuple[int, int]:
    """How many scans wait for their words, and how many of them for the program that reads them."""
    without_program = scans_waiting([Refusal.NO_OCR]).count()
    return scans_waiting([""]).count() + without_program, without_program
