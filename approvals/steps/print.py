"""Print: the desk makes the one original from the approved rendition, with a QR in its margin."""

import secrets

from approvals.models import ApprovalRecord
from approvals.steps._take import foresee, take
from docs_mgmt.clock import now
from docs_mgmt.files.keys import sign_code
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.stamping import stamp
from docs_mgmt.files.store import Stored, is_intact, path_of, put_path
from docs_mgmt.models import Document, Handover, PaperCopy, Person, Rendition
from docs_mgmt.rules.copy_code import payload_of, short_code, text_of
from docs_mgmt.rules.flow import Obstacle, Stage, Step, StepNotAllowedError
from docs_mgmt.rules.words import CopyKind

#: A sheet's serial is drawn, not counted: the sheet is stamped before its row exists.
_SERIALS = 2**30


def print_document(document: Document, *, actor: Person, token: str) -> PaperCopy:
    """Make the print to be signed; the copy goes to the signer (NĐ 30/2020, Đ13.6).

    Raises StepNotAllowedError if what is stored is not what was approved.
    """
    foresee(Step.PRINT, document, actor=actor, token=token)
    rendition = _approved_rendition(document, document.stage)
    serial = 1 + secrets.randbelow(_SERIALS)
    text = text_of(serial, rendition.sha256, sign_code(payload_of(serial, rendition.sha256)))
    code = short_code(serial, rendition.sha256)
    stored = _stamped(document, rendition, text, code)
    with take(Step.PRINT, document, actor=actor, token=token) as taken:
        if _approved_rendition(taken.subject, taken.subject.stage).sha256 != rendition.sha256:
            raise StepNotAllowedError(Step.PRINT, taken.subject.stage, Obstacle.TEXT_CHANGED)
        signer = taken.subject.signatories.order_by("order").first()
        holder = signer.person if signer and signer.person else actor
        copy = PaperCopy.objects.create(
            document=taken.subject,
            version=rendition.version,
            kind=CopyKind.ORIGINAL,
            pages=rendition.pages,
            sheets=rendition.pages,
            code=code,
            qr_text=text,
            pdf_sha256=stored.sha256,
            holder=holder,
            held_since=now(),
            made_by=actor,
            made_at=now(),
        )
        Handover.objects.create(copy=copy, giver=actor, taker=holder, at=now())
        taken.note(copy=copy.pk, code=code, pdf=stored.sha256, rendition=rendition.sha256)
    return copy


def _approved_rendition(document: Document, stage: Stage) -> Rendition:
    record = (
        ApprovalRecord.objects.filter(document=document, void_at__isnull=True)
        .select_related("version__rendition")
        .first()
    )
    if record is None:
        raise StepNotAllowedError(Step.PRINT, stage, Obstacle.NOTHING_APPROVED)
    rendition: Rendition = record.version.rendition
    if record.shown["rendition"] != rendition.sha256 or not is_intact(rendition.sha256):
        raise StepNotAllowedError(Step.PRINT, stage, Obstacle.FILE_DAMAGED)
    return rendition


def _stamped(document: Document, rendition: Rendition, text: str, code: str) -> Stored:
    try:
        print_ = stamp(
            path_of(rendition.sha256), code=text, caption=code, sample=document.agency.is_sample
        )
    except FileRefusedError as error:
        raise StepNotAllowedError(Step.PRINT, document.stage, Obstacle.NOT_STAMPED) from error
    try:
        return put_path(print_.path)
    finally:
        print_.path.unlink(missing_ok=True)
