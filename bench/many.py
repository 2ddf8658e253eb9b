"""Make very many documents at once: the one generator that does not walk the steps."""

import random
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.utils import timezone

from bench.made_texts import made_rows
from docs_mgmt.models import (
    Agency,
    Document,
    DocumentType,
    DocumentUserObjectPermission,
    Grant,
    Person,
    RegisterEntry,
    Signatory,
    Unit,
    Version,
    VersionText,
)
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import Capacity, ReadingState, Right, Why

_AT_A_TIME = 1000
_LINES = 6
#: What stands in one document of all and nowhere else.
UNIQUE = "hs{:07d}x"


def make_documents(agency: Agency, count: int) -> None:
    """Make archived documents of the agency by its officers, with texts, rights and no files."""
    rng = random.Random(30_2020)  # noqa: S311 -- the same documents each time
    officers = list(Person.objects.filter(assignments__unit__agency=agency)[:8])
    units = list(agency.units.all())
    types = list(DocumentType.objects.filter(key__in=["QĐ", "KH", "BC", "TB", "CV", "TTr"]))
    for start in range(0, count, _AT_A_TIME):
        size = min(_AT_A_TIME, count - start)
        _make_some(
            agency,
            [(rng.choice(officers), rng.choice(units), rng.choice(types)) for _ in range(size)],
            rng,
        )


Choice = tuple[Person, Unit, DocumentType]


def _make_some(agency: Agency, choices: list[Choice], rng: random.Random) -> None:
    now = timezone.now()
    made = [made_rows(rng) for _ in choices]
    days = [now - timedelta(days=rng.randrange(3000)) for _ in choices]
    documents = Document.objects.bulk_create(
        Document(
            agency=agency,
            unit=unit,
            drafter=officer,
            type=kind,
            title=title,
            stage=Stage.ARCHIVED,
            stage_since=day,
            created_at=day,
            issued_on=day.date(),
        )
        for (officer, unit, kind), day, (title, _rows) in zip(choices, days, made, strict=True)
    )
    signer = Person.objects.filter(assignments__unit__agency=agency).latest("pk")
    Signatory.objects.bulk_create(
        Signatory(document=document, person=signer, capacity=Capacity.HEAD, block="CHỦ TỊCH")
        for document in documents
    )
    RegisterEntry.objects.bulk_create(map(_entry, documents))
    versions = Version.objects.bulk_create(
        Version(
            document=document,
            number=1,
            sha256="0" * 64,
            name="may-tao.docx",
            size=1,
            author=document.drafter,
            created_at=now,
        )
        for document in documents
    )
    texts = [_text(version, rows) for version, (_title, rows) in zip(versions, made, strict=True)]
    VersionText.objects.bulk_create(texts, batch_size=200)
    Grant.objects.bulk_create(
        Grant(
            person=document.drafter,
            document=document,
            right=Right.VIEW,
            why=Why.DRAFTER,
            cause_kind="document",
            cause_id=document.pk,
            since=now.date(),
        )
        for document in documents
    )
    view = Permission.objects.get(codename="view_document")
    DocumentUserObjectPermission.objects.bulk_create(
        DocumentUserObjectPermission(
            user=document.drafter, content_object=document, permission=view
        )
        for document in documents
    )


def _entry(document: Document) -> RegisterEntry:
    """A number of its year, as the old archive has them: without a series."""
    number = document.pk % 4000 + 1
    notation = f"{document.type.code}-UBND" if document.type.code else "UBND-VP"
    day = document.issued_on
    assert day is not None
    return RegisterEntry(
        agency=document.agency,
        document=document,
        year=day.year,
        number=number,
        notation=notation,
        full=f"{number:02d}/{notation}",
        date=day,
        type_and_title=document.title,
        signer="",
    )


def _text(version: Version, rows: list[str]) -> VersionText:
    """The rows as paragraphs, and one word that stands nowhere else."""
    rows[-1] += f" mã {UNIQUE.format(version.document_id)}"
    paragraphs = [". ".join(rows[at : at + _LINES]) for at in range(0, len(rows), _LINES)]
    return VersionText(
        version=version,
        state=ReadingState.READ,
        kind="docx",
        paragraphs=paragraphs,
        page_starts=[0],
        characters=sum(map(len, paragraphs)),
        has_text=True,
    )
