"""Proof that the record is whole: each function names what does not fit, and changes nothing."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from django.apps import apps
from django.db import connection, models

from approvals.models import ApprovalRecord
from approvals.steps.approve import record_words
from docs_mgmt.files import store
from docs_mgmt.files.keys import verify_record
from docs_mgmt.models import (
    DailyRoot,
    Document,
    DocumentUserObjectPermission,
    HistoryEntry,
    NumberSeries,
    RegisterEntry,
)
from docs_mgmt.permissions import wanted_guardian_rows
from docs_mgmt.queries.heads import heads_until
from docs_mgmt.rules.chain import START, canonical, columns_of, first_break, moment, root_of
from docs_mgmt.rules.digest import PARTS as SHOWN_PARTS
from docs_mgmt.rules.digest import digest_of
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import EntryState

#: At these stages a document has its number, on every path; before APPROVED it never has one.
NUMBERED = (Stage.NUMBERED, Stage.SEALED, Stage.ISSUED, Stage.ARCHIVED)
UNNUMBERED = (Stage.DRAFTED, Stage.SUBMITTED, Stage.CHECKED, Stage.APPROVED, Stage.CANCELLED)
_ROWS_AT_A_TIME = 2000

Finding = str


def findings_of_rows() -> Iterator[Finding]:
    """The database's own word on its pages, and every reference that leads nowhere."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (
                f"the database says: {line}" for (line,) in cursor.fetchall() if line != "ok"
            )
            cursor.execute("PRAGMA foreign_key_check")
            for table, row, parent, _ in cursor.fetchall():
                yield f"{table} {row} points to a row of {parent} that is not there"


def findings_of_registers() -> Iterator[Finding]:
    """Every series runs from 1 without a gap; documents have a number exactly when they should."""
    for series in NumberSeries.objects.order_by("pk"):
        numbers = series.entries.filter(suffix="").values_list("number", flat=True)
        given = Counter(numbers)
        wanted = range(1, series.last_number + 1)
        for number in wanted:
            if given[number] != 1:
                yield f"series {series}: number {number} stands {given[number]} times"
        for number in sorted(set(given) - set(wanted)):
            yield f"series {series}: number {number} is above its last one, {series.last_number}"
    live = RegisterEntry.objects.filter(document=models.OuterRef("pk"), state=EntryState.TAKEN)
    documents = Document.objects.annotate(has_number=models.Exists(live)).order_by("pk")
    for pk, stage in documents.filter(stage__in=NUMBERED, has_number=False).values_list(
        "pk", "stage"
    ):
        yield f"document {pk} is {stage} without a number"
    for pk, stage in documents.filter(stage__in=UNNUMBERED, has_number=True).values_list(
        "pk", "stage"
    ):
        yield f"document {pk} is {stage} and has a number"


def findings_of_files() -> Iterator[Finding]:
    """Every file that a row names is there, with exactly the bytes that it is named by."""
    known: dict[str, bool] = {}
    for model in apps.get_models():
        for field in model._meta.fields:
            if field.name.endswith("sha256"):
                yield from _findings_of_field(model, field.name, known)


def _findings_of_field(
    model: type[models.Model], name: str, known: dict[str, bool]
) -> Iterator[Finding]:
    rows = model._default_manager.exclude(**{name: ""}).order_by("pk").values_list("pk", name)
    for pk, sha256 in rows.iterator(chunk_size=_ROWS_AT_A_TIME):
        if sha256 not in known:
            known[sha256] = store.is_intact(sha256)
        if not known[sha256]:
            what = "damaged" if store.path_of(sha256).exists() else "missing"
            yield f"{model._meta.verbose_name} {pk}: its file {sha256} is {what}"


def findings_of_history() -> Iterator[Finding]:
    """Every chain of deeds fits link by link and ends at the stage of its document."""
    entries = HistoryEntry.objects.order_by("subject_kind", "subject_id", "ordinal")
    rows = entries.iterator(chunk_size=_ROWS_AT_A_TIME)
    for (kind, pk), chain in groupby(rows, key=lambda row: (row.subject_kind, row.subject_id)):
        deeds = list(chain)
        broken = first_break((row.previous, row.hash, columns_of(row)) for row in deeds)
        if broken is not None:
            yield f"the history of {kind} {pk} does not fit at entry {broken}"
        if kind == "document":
            yield from _stage_besides_history(pk, deeds)
    yield from _documents_without_history()
    before = START
    for root in DailyRoot.objects.order_by("day"):
        if root.previous != before:
            yield f"the root of {root.day} does not follow the one before it"
        if root.root != root_of(heads_until(root.day), root.previous):
            yield f"the root of {root.day} is not that of the deeds of the day"
        before = root.root


def _stage_besides_history(pk: int, deeds: list[HistoryEntry]) -> Iterator[Finding]:
    told = [entry.facts["to"] for entry in deeds if "to" in entry.facts]
    stage = Document.objects.filter(pk=pk).values_list("stage", flat=True).first()
    if stage is None:
        yield f"document {pk} has a history and is not there"
    elif told and told[-1] != stage:
        yield f"document {pk} is {stage}; by its history it is {told[-1]}"


def _documents_without_history() -> Iterator[Finding]:
    told = HistoryEntry.objects.filter(subject_kind="document", subject_id=models.OuterRef("pk"))
    for pk in (
        Document.objects.exclude(models.Exists(told)).order_by("pk").values_list("pk", flat=True)
    ):
        yield f"document {pk} has no history"


def findings_of_approvals() -> Iterator[Finding]:
    """Every approval carries this installation's signature, and names the bytes of its version."""
    records = ApprovalRecord.objects.select_related("version__rendition").order_by("pk")
    for record in records.iterator(chunk_size=_ROWS_AT_A_TIME):
        rendition = getattr(record.version, "rendition", None)
        words = record_words(
            record.document_id,
            record.version.number,
            record.digest,
            record.approver_id,
            moment(record.approved_at),
        )
        signature = bytes.fromhex(record.signature)
        if not verify_record(canonical(words).encode(), signature):
            yield f"approval {record.pk} is not signed by this installation"
        if not set(SHOWN_PARTS) <= record.shown.keys() or digest_of(record.shown) != record.digest:
            yield f"approval {record.pk} does not say what its digest covers"
        if record.shown.get("file") != record.version.sha256:
            yield f"approval {record.pk} is of another file than its version"
        if record.shown.get("rendition") != (rendition.sha256 if rendition else ""):
            yield f"approval {record.pk} is of another rendition than its version"


def findings_of_rights() -> Iterator[Finding]:
    """Guardian holds exactly the rows that the grants ask for."""
    held = set(
        DocumentUserObjectPermission.objects.values_list(
            "user_id", "content_object_id", "permission__codename"
        )
    )
    wanted = wanted_guardian_rows()
    for person, document, codename in sorted(held - wanted):
        yield f"person {person} holds {codename} on document {document} without any grant"
    for person, document, codename in sorted(wanted - held):
        yield f"person {person} should hold {codename} on document {document} by a grant"


#: What `manage.py verify` looks at, in this order.
PARTS: dict[str, Callable[[], Iterator[Finding]]] = {
    "rows": findings_of_rows,
    "registers": findings_of_registers,
    "files": findings_of_files,
    "history": findings_of_history,
    "approvals": findings_of_approvals,
    "rights": findings_of_rights,
}
