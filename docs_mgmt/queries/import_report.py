"""What became of an import: its counts, and by name what was refused, joined or waits."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from django.db.models import Count
from django.utils.translation import gettext

from docs_mgmt.labels import label_of
from docs_mgmt.labels.old_archive import FACT_NAMES
from docs_mgmt.labels.refusals import sentence_of_refusal
from docs_mgmt.models import ImportFile, ImportRun
from docs_mgmt.rules.facts import from_json
from docs_mgmt.rules.old_archive import not_plain_in
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.words import RECOGNISED, Doubt, ImportState, WordsFrom


@dataclass(frozen=True)
class Line:
    """One file of the report and what is said of it."""

    path: str
    state: str
    says: str
    number: str = ""


@dataclass
class Report:
    """The whole import in figures, and the files that a person should know of."""

    files: int = 0
    read: int = 0
    decoded: int = 0
    recognised: int = 0
    waiting: int = 0
    waiting_for_ocr: int = 0
    waiting_for_review: int = 0
    filed: int = 0
    joined: int = 0
    refused: int = 0
    skipped: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def at_rest(self) -> int:
        """How many files are done with, or wait for a person."""
        return self.files - self.waiting - self.waiting_for_ocr

    def as_json(self) -> dict[str, object]:
        """The report as it is printed for machines."""
        return asdict(self)


_COUNTED = {
    ImportState.WAITING: "waiting",
    ImportState.OCR: "waiting_for_ocr",
    ImportState.REVIEW: "waiting_for_review",
    ImportState.FILED: "filed",
    ImportState.JOINED: "joined",
    ImportState.REFUSED: "refused",
    ImportState.SKIPPED: "skipped",
}


def counts_of(run: ImportRun) -> Report:
    """The figures of a run in one question."""
    report = Report()
    rows = ImportFile.objects.filter(run=run).values("state", "words_from")
    for row in rows.annotate(n=Count("pk")).order_by():
        state, words_from, count = row["state"], row["words_from"], row["n"]
        name = _COUNTED[ImportState(state)]
        setattr(report, name, getattr(report, name) + count)
        report.files += count
        report.read += count if words_from else 0
        report.decoded += count if words_from == WordsFrom.LEGACY else 0
        report.recognised += count if words_from in RECOGNISED else 0
    return report


def report_of(run: ImportRun, *, every_file: bool = False) -> Report:
    """The report of a run; the filed ones by name only where every file is asked for."""
    report = counts_of(run)
    rows = ImportFile.objects.filter(run=run).select_related("document", "same_as").order_by("pk")
    if not every_file:
        rows = rows.exclude(state__in=(ImportState.FILED, ImportState.WAITING))
    report.lines = [
        Line(shown_path(row), row.state.value, says_of(row), number_of(row))
        for row in rows.iterator(chunk_size=500)
    ]
    return report


def shown_path(file: ImportFile) -> str:
    """Where a file lay, with its parcel."""
    return "/".join(part for part in (file.parcel, file.path) if part)


def number_of(file: ImportFile) -> str:
    """The number found or filed."""
    return str((file.facts.get("full") or [""])[0])


def says_of(file: ImportFile) -> str:
    """What the report says of one file, in the reader's language."""
    match file.state:
        case ImportState.REFUSED:
            return sentence_of_refusal(Refusal(file.refusal), file.refusal_facts)
        case ImportState.SKIPPED:
            return file.reason
        case ImportState.REVIEW:
            return " ".join(_doubt_said(file, Doubt(word)) for word in file.doubts)
        case ImportState.JOINED:
            return shown_path(file.same_as) if file.same_as else str(file.document or "")
        case ImportState.FILED if file.document is not None:
            return file.document.title
    return str(label_of(file.state))


def _doubt_said(file: ImportFile, doubt: Doubt) -> str:
    """Why a file waits; where it is for its facts, which ones are missing and which unsure."""
    missing, unsure = not_plain_in(from_json(file.facts)) if doubt is Doubt.FACTS else ((), ())
    said = []
    if missing:
        said.append(gettext("Not found in the file: %(facts)s.") % {"facts": _named(missing)})
    if unsure:
        said.append(gettext("Not certain: %(facts)s.") % {"facts": _named(unsure)})
    return " ".join(said) or str(label_of(doubt))


def _named(facts: Iterable[str]) -> str:
    return ", ".join(str(FACT_NAMES[name]) for name in facts)


def rows_of(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """The lines of a report for a table."""
    for line in report.lines:
        yield line.path, str(label_of(ImportState(line.state))), line.number, line.says
