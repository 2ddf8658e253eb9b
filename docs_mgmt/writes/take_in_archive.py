"""File a paper of the old archive: the one write that makes a document without walking it there.

It was issued and numbered on paper, in another book, before this house stood: there is no step to
take any more (decision 0015). No number series is touched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from docs_mgmt.clock import now, today
from docs_mgmt.models import (
    Agency,
    Attachment,
    Correspondent,
    Document,
    DocumentType,
    Dossier,
    DossierItem,
    DossierPlan,
    ImportFile,
    Person,
    RegisterEntry,
    Signatory,
    Unit,
    Upload,
    Version,
)
from docs_mgmt.permissions import posts_in, roles_of
from docs_mgmt.queries.documents import newest_version
from docs_mgmt.queries.import_work import document_with, entries_with, issuers_of
from docs_mgmt.rules.flow import Deed, Stage, Standing
from docs_mgmt.rules.old_archive import WrittenNumber, are_alike, is_of, written_number
from docs_mgmt.rules.vietnamese import clean
from docs_mgmt.rules.words import AttachmentKind, Capacity, ImportState, Role
from docs_mgmt.writes._frame import changing
from docs_mgmt.writes._particulars import TITLE_LIMIT
from docs_mgmt.writes._versions import NewFiles, put_version
from docs_mgmt.writes.configure import configure

#: The dossier of a year that old papers lie in until somebody sorts them.
DOSSIER_CODE = "VBĐ"
_CAPACITIES = (
    ("KT.", Capacity.DEPUTY),
    ("TUQ.", Capacity.AUTHORISED),
    ("TL.", Capacity.BY_ORDER),
    ("Q.", Capacity.ACTING_HEAD),
)


@dataclass(frozen=True)
class OldPaper:
    """What is known of an old paper, as a person or the text says."""

    full: str
    date: date
    type_key: str
    title: str
    signer: str = ""
    issuer: str = ""
    #: The lines above the signature.
    block: str = ""
    standing: Standing = Standing.IN_FORCE


class NumberStandsError(ValidationError):
    """The number stands in the register of that year with another date or title."""

    def __init__(self, entry: RegisterEntry) -> None:
        # Who keeps the archive sees what lies in it, and no document before that.
        is_seen = entry.document.stage is Stage.ARCHIVED
        words = _("%(number)s of that year is already here: %(date)s, “%(title)s”.")
        facts = {
            "number": entry.full,
            "title": entry.document.title if is_seen else "…",
            "date": f"{entry.date:%d/%m/%Y}",
        }
        super().__init__({"full": words % facts})
        self.entry = entry


def may_take_in(person: Person, agency: Agency) -> bool:
    """Whether the person keeps the agency's archive today."""
    return person.is_active and Role.ARCHIVIST in roles_of(person, agency)


def take_in_archive(
    file: ImportFile, paper: OldPaper, *, actor: Person, even_if_it_stands: bool = False
) -> Document:
    """File an old file as an archived document of a closed year, or join it to its document.

    The same bytes, or the same number, date and issuer, are one document: then the file lies
    beside the one that was filed first. Raises ValidationError, NumberStandsError.
    """
    number = _checked(paper)
    filed = ImportFile.objects.filter(pk=file.pk, state=ImportState.FILED).first()
    if filed is not None and filed.document is not None:
        return filed.document  # two were at the same file
    if (same := document_with(file.agency, file.sha256)) is not None:
        return _join(file, same, actor=actor)
    standing = entries_with(file.agency, paper.date.year, paper.full)
    for entry in standing:
        is_filed = entry.document.stage is Stage.ARCHIVED and entry.date == paper.date
        if is_filed and are_alike(entry.document.title, paper.title):
            return _join(file, entry.document, actor=actor)
    if standing and not even_if_it_stands:
        raise NumberStandsError(standing[0])
    dossier = _dossier_of(file.agency, paper.date.year)
    try:
        return _file(file, paper, number, dossier, actor=actor)
    except IntegrityError:  # another worker filed the same bytes at the same moment
        if (same := document_with(file.agency, file.sha256)) is None:
            raise
        return _join(file, same, actor=actor)


def _checked(paper: OldPaper) -> WrittenNumber:
    number = written_number(paper.full)
    wrong: dict[str, str] = {}
    if number is None:
        wrong["full"] = _("Write number and notation as on the paper: 15/QĐ-UBND.")
    if not paper.title.strip():
        wrong["title"] = _("The title (trích yếu) is missing.")
    if len(paper.title) > TITLE_LIMIT:
        wrong["title"] = _("The title is longer than 500 characters.")
    if paper.date.year >= today().year:
        wrong["date"] = _(
            "Only papers of closed years are taken in; this year's go their way here."
        )
    if wrong or number is None:
        raise ValidationError(dict(wrong))
    return number


def _file(
    file: ImportFile, paper: OldPaper, number: WrittenNumber, dossier: Dossier, *, actor: Person
) -> Document:
    agency = file.agency
    kind = DocumentType.objects.filter(key=paper.type_key).first()
    if kind is None:
        raise ValidationError({"type": _("There is no such document type.")})
    moment = now()
    document = Document(
        agency=agency,
        unit=_unit_of(agency, number.notation, actor),
        drafter=actor,
        type=kind,
        title=" ".join(clean(paper.title).split()),
        authority=kind.default_authority,
        stage=Stage.ARCHIVED,
        stage_since=moment,
        standing=paper.standing,
        issued_on=paper.date,
        created_at=moment,
    )
    with changing(document, actor=actor, deed=Deed.TAKE_IN, may=_keeper(actor)) as change:
        upload = Upload(sha256=file.sha256, name=file.name[-255:], size=file.size)
        version = put_version(change.subject, NewFiles(upload), author=actor)
        _sign(change.subject, paper)
        entry = _enter(change.subject, paper, number)
        _lay(change.subject, dossier, actor)
        _settle(file, change.subject, ImportState.FILED)
        change.note(
            to=str(Stage.ARCHIVED),
            number=entry.full,
            date=str(paper.date),
            title=document.title,
            issuer=paper.issuer,
            file=file.path[:300],
            sha256=version.sha256,
            dossier=dossier.code,
        )
    return change.subject


def _keeper(actor: Person) -> Callable[[Document], bool]:
    return lambda row: may_take_in(actor, row.agency)


def _unit_of(agency: Agency, notation: str, actor: Person) -> Unit:
    """The unit that made the paper, if its notation names one of today's; else the archive's."""
    code = notation.rpartition("-")[2]
    if (made := Unit.objects.filter(agency=agency, code__iexact=code).first()) is not None:
        return made
    post = posts_in(agency).filter(person=actor, unit__agency=agency).order_by("pk").first()
    unit = (post and post.unit) or Unit.objects.filter(agency=agency).order_by("pk").first()
    if unit is None:
        raise ValidationError(_("The agency has no unit yet."))
    return unit


def _sign(document: Document, paper: OldPaper) -> None:
    if not paper.signer:
        return
    name = " ".join(clean(paper.signer).split())[:200]
    person = Correspondent.objects.filter(name=name, is_person=True).order_by("pk").first()
    person = person or Correspondent.objects.create(name=name, is_person=True)
    first = paper.block.replace("/", "").upper()
    capacity = next((word for mark, word in _CAPACITIES if mark in first), Capacity.HEAD)
    Signatory.objects.create(
        document=document,
        order=1,
        outsider=person,
        capacity=capacity,
        block=paper.block,
        signed_how="ink",
    )


def _enter(document: Document, paper: OldPaper, number: WrittenNumber) -> RegisterEntry:
    is_own = not paper.issuer or is_of(paper.issuer, issuers_of(document.agency))
    return RegisterEntry.objects.create(
        series=None,
        agency=document.agency,
        document=document,
        year=paper.date.year,
        number=number.number,
        suffix=number.suffix,
        notation=number.notation,
        full=paper.full,
        date=paper.date,
        type_and_title=f"{document.type.name} {document.title}",
        signer=paper.signer[:200],
        remark="" if is_own else paper.issuer[:500],
    )


def _lay(document: Document, dossier: Dossier, actor: Person) -> None:
    place = Dossier.objects.select_for_update().get(pk=dossier.pk)
    last = place.items.order_by("-ordinal").values_list("ordinal", flat=True).first()
    DossierItem.objects.create(
        dossier=place, document=document, ordinal=(last or 0) + 1, filed_by=actor, filed_at=now()
    )


def _dossier_of(agency: Agency, year: int) -> Dossier:
    """The dossier of the year for old papers; plan and dossier are made where there are none."""
    plan = DossierPlan.objects.filter(agency=agency, year=year).first()
    if plan is None:
        plan = configure(DossierPlan(agency=agency, year=year), actor=None)
    found = Dossier.objects.filter(plan=plan, code=DOSSIER_CODE).first()
    return found or configure(
        Dossier(
            plan=plan,
            code=DOSSIER_CODE,
            title=f"Văn bản đi năm {year} (từ kho lưu trữ cũ)",
            opened_on=date(year, 1, 2),
        ),
        actor=None,
    )


def _join(file: ImportFile, document: Document, *, actor: Person) -> Document:
    """Lay the file beside the document that it is; what came by the steps is left as it is."""
    version = newest_version(document)
    is_old = document.entries.filter(series__isnull=True).exists()
    if version is None or not is_old or _has_it(version, file.sha256):
        _settle(file, document, ImportState.JOINED)
        return document
    with changing(document, actor=actor, deed=Deed.TAKE_IN, may=_keeper(actor)) as change:
        Attachment.objects.create(
            version=version,
            order=version.attachments.count() + 1,
            kind=AttachmentKind.REFERENCE,
            sha256=file.sha256,
            name=file.name[-255:],
            size=file.size,
        )
        _settle(file, document, ImportState.JOINED)
        change.note(joined=file.path[:300], sha256=file.sha256)
    return document


def _has_it(version: Version, sha256: str) -> bool:
    return version.sha256 == sha256 or version.attachments.filter(sha256=sha256).exists()


def _settle(file: ImportFile, document: Document, state: ImportState) -> None:
    ImportFile.objects.filter(pk=file.pk).update(
        state=state, document=document, decided_at=now(), doubts=[]
    )
    file.state, file.document = state, document
