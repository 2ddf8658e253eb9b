"""The report of one walk through the whole chain, as `walk_chain --json` prints it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils.translation import override

from approvals.models import ApprovalRecord
from docs_mgmt.clock import OFFICE_TIME
from docs_mgmt.files.qr import read_codes
from docs_mgmt.files.store import path_of
from docs_mgmt.models import Document, PaperCopy, Person, RegisterEntry, Version
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.queries.system import deeds_of
from docs_mgmt.rules.chain import columns_of, first_break
from docs_mgmt.rules.flow import Step
from docs_mgmt.rules.vietnamese import fold
from docs_mgmt.rules.words import CopyKind, EntryState
from office.demo.phrases import phrases_of
from office.demo.sheets import picture_of_first_page
from search.queries.find import ids_found

CONTRACT = "walk_chain/1"
#: How far down a hit may stand.
RANK_LIMIT = 10
_ROLES = {
    Step.DRAFT: "officer",
    Step.CIRCULATE: "officer",
    Step.CLOSE_ROUND: "officer",
    Step.SUBMIT: "officer",
    Step.APPROVE: "leader",
}
_CHECKS = ("unit_head", "form_checker")


@dataclass
class Timed:
    """One step of the walk: who took it, and how long it took in seconds."""

    step: Step
    actor: Person
    seconds: float


@dataclass
class Report:
    """What the walk has seen so far; every part may still be missing."""

    file: dict[str, Any]
    steps: list[Timed] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    search: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    copies: list[dict[str, Any]] | None = None
    document: Document | None = None
    seconds: float = 0.0
    error: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """The one object of the contract."""
        document = self.document
        version = newest_version(document) if document else None
        return {
            "contract": CONTRACT,
            "ok": self.error is None,
            "file": self.file,
            "document": document_facts(document) if document else None,
            "version": version_facts(version) if version else None,
            "steps": list(self._steps()) if document else [],
            "refused": self.refused,
            "approval": approval_facts(document) if document else None,
            "number": number_facts(document) if document else None,
            "copies": self._copies(),
            "seal": seal_facts(document) if document else None,
            "dossier": dossier_facts(document) if document else None,
            "recipients": recipient_facts(document) if document else [],
            "search": self.search,
            "pages": self.pages,
            "history": history_facts(document) if document else None,
            "seconds": round(self.seconds, 3),
            "error": self.error,
        }

    def _copies(self) -> list[dict[str, Any]]:
        if self.copies is None and self.document is not None:
            self.copies = copy_facts(self.document)
        return self.copies or []

    def _steps(self) -> Iterator[dict[str, Any]]:
        assert self.document is not None
        words = {str(step) for step in Step}
        deeds = [entry for entry in deeds_of(self.document) if str(entry.deed) in words]
        checks = iter(_CHECKS)
        for timed, entry in zip(self.steps, deeds, strict=False):
            role = next(checks) if timed.step is Step.CHECK else _ROLES.get(timed.step, "clerk")
            yield {
                "step": str(entry.deed),
                "actor": timed.actor.username,
                "role": role,
                "at": entry.at.astimezone(OFFICE_TIME).isoformat(timespec="seconds"),
                "from": entry.facts.get("from"),
                "to": entry.facts.get("to"),
                "history": entry.hash,
                "seconds": round(timed.seconds, 3),
            }


def document_facts(document: Document) -> dict[str, Any]:
    """What the document is and where it stands."""
    return {
        "id": document.pk,
        "url": document.get_absolute_url(),
        "type": document.type.key,
        "title": document.title,
        "agency": document.agency.short_name,
        "path": str(document.path),
        "stage": str(document.stage),
    }


def version_facts(version: Version) -> dict[str, Any]:
    """What was read in the version, and its PDF."""
    rendition = getattr(version, "rendition", None)
    return {
        "number": version.number,
        "pages": rendition.pages if rendition else 0,
        "paragraphs": len(version.text.paragraphs),
        "characters": version.text.characters,
        "has_text": version.text.has_text,
        "rendition": {
            "sha256": rendition.sha256,
            "pages": rendition.pages,
            "made_by": str(rendition.made_by),
        }
        if rendition
        else None,
    }


def approval_facts(document: Document) -> dict[str, Any] | None:
    """What exactly was approved."""
    record = ApprovalRecord.objects.filter(document=document, void_at__isnull=True).first()
    if record is None:
        return None
    return {
        "version": record.version.number,
        "source_sha256": record.shown["file"],
        "rendition_sha256": record.shown["rendition"],
        "digest": record.digest,
        "by": record.approver.username,
    }


def number_facts(document: Document) -> dict[str, Any] | None:
    """The number that the document got."""
    entry = RegisterEntry.objects.filter(document=document, state=EntryState.TAKEN).first()
    if entry is None:
        return None
    return {
        "number": entry.number,
        "suffix": entry.suffix,
        "year": entry.year,
        "notation": entry.notation,
        "full": entry.full,
        "date": entry.date.isoformat(),
        "series": entry.series.key if entry.series else "",
        "register_entry": entry.pk,
    }


def copy_facts(document: Document) -> list[dict[str, Any]]:
    """The sheets: the one original with its print, and the photocopies, which have none."""
    copies = PaperCopy.objects.filter(document=document, spoiled_at__isnull=True)
    return [_copy(copy) for copy in copies]


def _copy(copy: PaperCopy) -> dict[str, Any]:
    printed = copy.kind is CopyKind.ORIGINAL
    return {
        "copy": copy.pk,
        "kind": str(copy.kind),
        "code": copy.code or "",
        "pages": copy.pages,
        "pdf": str(path_of(copy.pdf_sha256)) if printed else None,
        "sha256": copy.pdf_sha256 if printed else None,
        "qr_read": printed and is_read_again(copy),
    }


def is_read_again(copy: PaperCopy) -> bool:
    """Whether the print's QR is read from its picture, and says this very copy."""
    with picture_of_first_page(path_of(copy.pdf_sha256)) as picture:
        return copy.qr_text in read_codes(picture)


def seal_facts(document: Document) -> dict[str, int]:
    """How often the seal was pressed."""
    impressions = list(document.seal_uses.values_list("impressions", flat=True))
    return {"uses": len(impressions), "impressions": sum(impressions)}


def dossier_facts(document: Document) -> dict[str, Any] | None:
    """Where the original lies."""
    item = document.dossier_items.select_related("dossier").first()
    return {"code": item.dossier.code, "ordinal": item.ordinal} if item else None


def recipient_facts(document: Document) -> list[dict[str, Any]]:
    """How each copy went."""
    return [
        {"name": row.recipient.words, "way": str(row.way), "copies": row.copies}
        for row in document.dispatches.select_related("recipient")
    ]


def history_facts(document: Document) -> dict[str, Any]:
    """The chain of deeds, proved."""
    entries = deeds_of(document)
    links = ((entry.previous, entry.hash, columns_of(entry)) for entry in entries)
    return {
        "entries": len(entries),
        "verified": first_break(links) is None,
        "head": entries[-1].hash if entries else "",
    }


def ask_search(document: Document, own: Person, other: Person) -> list[dict[str, Any]]:
    """Search for the document as its drafter, who must find it, and as a stranger, who must not."""
    number = RegisterEntry.objects.get(document=document, state=EntryState.TAKEN)
    version = newest_version(document)
    phrases = phrases_of(version.text.paragraphs) if version and version.text.has_text else []
    questions = [(phrase, "accented") for phrase in phrases]
    questions += [(fold(phrase).lower(), "unaccented") for phrase in phrases]
    questions += [(number.full, "number"), (document.title, "title")]
    return [
        _asked(document, query, kind, reader, agency)
        for query, kind in questions
        for reader, agency in ((own, "own"), (other, "other"))
    ]


def _asked(
    document: Document, query: str, kind: str, reader: Person, agency: str
) -> dict[str, Any]:
    total, ids = ids_found(reader, query, limit=RANK_LIMIT)
    rank = ids.index(document.pk) + 1 if document.pk in ids else None
    return {
        "query": query,
        "kind": kind,
        "reader": reader.username,
        "agency": agency,
        "expected": agency == "own",
        "found": rank is not None,
        "rank": rank,
        "total": total,
    }


def ask_pages(document: Document, own: Person, other: Person) -> list[dict[str, Any]]:
    """Open the document's page as its drafter and as a stranger, by the real views."""
    answers = []
    for reader, agency in ((own, "own"), (other, "other")):
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
        url = document.get_absolute_url()
        answers.append(
            {
                "reader": reader.username,
                "agency": agency,
                "url": url,
                "status": client.get(url).status_code,
            }
        )
        client.logout()
    return answers


def error_of(step: Step | None, kind: str, sentence: Any) -> dict[str, Any]:
    """The error of the contract: one sentence in both languages."""
    with override("vi"):
        vietnamese = str(sentence)
    with override("en"):
        english = str(sentence)
    return {
        "step": str(step) if step else None,
        "kind": kind,
        "sentence": vietnamese,
        "sentence_en": english,
    }


def file_facts(path: Path, sha256: str, kind: str) -> dict[str, Any]:
    """The file that was walked."""
    return {
        "name": path.name,
        "bytes": path.stat().st_size,
        "sha256": sha256,
        "kind": kind if kind in {"docx", "doc", "odt", "pdf"} else "other",
    }
