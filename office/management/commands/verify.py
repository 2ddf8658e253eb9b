"""Prove that the record is whole: rows, registers, files, history, approvals, rights and index."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from office.verifying import PARTS

_MOST_SHOWN = 50


class Command(BaseCommand):
    """One line a part; what does not fit is named; the exit code says whether all fits."""

    help = (
        "Prove that rows, registers, files, history, approvals, rights and index fit; else exit 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One part alone, for a quick look."""
        parser.add_argument("--only", choices=[*PARTS, "index"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at every part before answering, so that one answer names all."""
        only = options["only"]
        wrong = [name for name in PARTS if only in (None, name) and not self._fits(name)]
        if only in (None, "index") and not self._index_fits():
            wrong.append("index")
        if wrong:
            raise CommandError(f"Does not fit: {', '.join(wrong)}.")

    def _fits(self, name: str) -> bool:
        findings = list(PARTS[name]())
        self.stdout.write(f"{name}: {f'{len(findings)} findings' if findings else 'all fits'}")
        for finding in findings[:_MOST_SHOWN]:
            self.stdout.write(f"  {finding}")
        if len(findings) > _MOST_SHOWN:
            self.stdout.write(f"  … and {len(findings) - _MOST_SHOWN} more")
        return not findings

    def _index_fits(self) -> bool:
        said = StringIO()
        try:
            call_command("verify_search", stdout=said, stderr=said)
        except CommandError as wrong:
            self.stdout.write(f"index: {wrong}")
            self.stdout.writelines(f"  {line}" for line in said.getvalue().splitlines())
            return False
        self.stdout.write("index: all fits")
        return True
