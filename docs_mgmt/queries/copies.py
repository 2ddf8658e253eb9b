"""The paper of a document: the very copy by its code, who holds it, what the desk still needs."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet, Sum

from docs_mgmt.files.keys import verify_code
from docs_mgmt.models import Document, Handover, PaperCopy, Person, Seal
from docs_mgmt.permissions import is_seen, reach_of
from docs_mgmt.rules.copy_code import CopyCodeError, parse, parse_short, short_code
from docs_mgmt.rules.words import CopyKind

#: A short code names only the first bytes of the rendition; the rest does not enter it.
_HEX = 64


class Verdict(StrEnum):
    """What a code turned out to be."""

    FOUND = "found"
    UNKNOWN = "unknown"
    FORGED = "forged"
    NO_CODE = "no_code"


@dataclass(frozen=True)
class Found:
    """What a scanned or typed code leads to; a copy that the reader may not see is unknown."""

    verdict: Verdict
    copy: PaperCopy | None = None


def copies_seen_by(reader: Person) -> QuerySet[PaperCopy]:
    """The paper copies of the documents that the reader may see."""
    return PaperCopy.objects.filter(is_seen(reach_of(reader))).select_related(
        "document__type", "version__rendition", "holder", "made_by"
    )


def copy_by_code(reader: Person, text: str) -> Found:
    """Find the very copy by the text of its QR or by the short code printed under it."""
    try:
        code = parse(text)
    except CopyCodeError:
        return _by_short_code(reader, text)
    if not verify_code(code.payload, code.signature):
        return Found(Verdict.FORGED)
    copy = copies_seen_by(reader).filter(qr_text=text.strip().upper()).first()
    if copy is not None and not code.is_of(copy.version.rendition.sha256):
        return Found(Verdict.FORGED)
    return _found(copy)


def _by_short_code(reader: Person, text: str) -> Found:
    try:
        short = parse_short(text)
    except CopyCodeError:
        return Found(Verdict.NO_CODE)
    written = short_code(short.copy, short.rendition.ljust(_HEX, "0"))
    return _found(copies_seen_by(reader).filter(code=written).first())


def _found(copy: PaperCopy | None) -> Found:
    return Found(Verdict.UNKNOWN) if copy is None else Found(Verdict.FOUND, copy)


def handovers_of(copy: PaperCopy) -> QuerySet[Handover]:
    """Whose hands the copy went through, the newest first."""
    return Handover.objects.filter(copy=copy).select_related("giver", "taker").order_by("-pk")


def original_of(document: Document) -> PaperCopy | None:
    """The one unspoiled original of a document in hand."""
    return (
        PaperCopy.objects.filter(
            document=document, kind=CopyKind.ORIGINAL, part=0, spoiled_at__isnull=True
        )
        .select_related("holder", "version__rendition")
        .first()
    )


def copies_needed(document: Document) -> int:
    """As many official copies as the recipients need, and one for the drafter (Đ17.1, Đ19.1)."""
    wanted = document.recipients.aggregate(copies=Sum("copies"))["copies"]
    return (wanted or 0) + 1


def seals_of(document: Document) -> QuerySet[Seal]:
    """The seals of the document's agency."""
    return Seal.objects.filter(agency=document.agency_id)


def prints_of(document: Document) -> QuerySet[PaperCopy]:
    """The unspoiled prints of a document in hand, each with its stamped PDF."""
    return (
        PaperCopy.objects.filter(document=document, spoiled_at__isnull=True)
        .exclude(pdf_sha256="")
        .select_related("version")
    )
