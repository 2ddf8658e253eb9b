"""Take any file through every step of the chain, as the demo's people would."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from docs_mgmt.files.kinds import kind_of
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.models import DocumentType, Unit
from docs_mgmt.queries.system import people_exist, person_named
from docs_mgmt.rules.particulars import Particulars, RecipientFacts, SignatoryFacts
from docs_mgmt.rules.words import Capacity
from office.demo.chain import DONE, USAGE, Chain, title_of
from office.demo.report import Report, file_facts
from office.demo.walk import Facts
from office.management.commands.prepare import alone, load_the_demo, make_tables

_DRAFTER, _SIGNER, _STRANGER = "linh", "vy", "xa.tl"


class Command(BaseCommand):
    """Exit 0 all true; 1 something failed; 2 usage; 3 the file was refused."""

    help = "Take one file through every step with the demo's people and prove the result."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and how to report."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--type", default="QĐ", dest="type_key")
        parser.add_argument("--title", default="")
        parser.add_argument("--timeout", type=float, default=180.0)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for usage first, then walk."""
        path: Path = options["file"].absolute()  # the child that looks at it stands elsewhere
        if not path.is_file():
            self._end(f"There is no file {path}.")
        self._prepare(options["type_key"])
        drafter, signer, stranger = map(person_named, (_DRAFTER, _SIGNER, _STRANGER))
        if drafter is None or signer is None or stranger is None:
            self._end("This installation has people but not the demo's: nothing was done.")
        facts = Facts(
            Particulars(
                type_key=options["type_key"],
                title=options["title"] or title_of(path),
                signatories=(SignatoryFacts(signer.pk, Capacity.DEPUTY),),
                recipients=_recipients(),
            ),
            drafter,
            Unit.objects.get(agency__code="hoa-minh", code="KTHTĐT"),
            path,
            path.name,
        )
        report = Report(file_facts(path, _sha256_of(path), _kind_of(path)))
        code = Chain(facts, stranger, report, options["timeout"]).run()
        self._say(report, as_json=options["json"])
        if code != DONE:
            sys.exit(code)

    def _prepare(self, type_key: str) -> None:
        """Make the tables and, where nobody works yet, the demo."""
        try:
            with alone():
                make_tables(self.stderr.write)
                if not DocumentType.objects.filter(key=type_key).exists():
                    self._end(f"There is no document type {type_key}.")
                if not people_exist():
                    load_the_demo(self.stderr.write)
        except CommandError as error:
            self._end(str(error))

    def _say(self, report: Report, *, as_json: bool) -> None:
        said = report.as_json()
        if as_json:
            # Bytes, so that no console's own encoding stands between the object and its reader.
            sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False, default=str).encode())
            sys.stdout.buffer.write(b"\n")
            sys.stdout.flush()
            return
        for step in said["steps"]:
            self.stdout.write(
                f"{step['step']:<12} {step['actor']:<10} {step['to']:<10} {step['seconds']:.2f} s"
            )
        if report.error:
            self.stdout.write(f"{report.error['kind']}: {report.error['sentence_en']}")
        elif said["number"] and said["document"]:
            self.stdout.write(f"{said['number']['full']} {said['document']['url']}")

    def _end(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(USAGE)


def _recipients() -> tuple[RecipientFacts, ...]:
    inside = Unit.objects.get(agency__code="hoa-minh", code="VHXH")
    return (
        RecipientFacts("UBND thành phố"),
        RecipientFacts(inside.name, unit=inside.pk),
    )


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kind_of(path: Path) -> str:
    try:
        return kind_of(path, path.name).value
    except FileRefusedError as refusal:
        return str(refusal.facts.get("kind", "other"))
