"""Make very many documents at once: the one generator that does not walk the steps."""

import random
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.utils import timezone

from bench.search_engine import FILLER, WORDS
from docs_mgmt.models import (
    Agency,
    Document,
    DocumentType,
    DocumentUserObjectPermission,
    Grant,
    Person,
    Unit,
    Version,
    VersionText,
)
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import ReadingState, Right, Why

_AT_A_TIME = 1000
_PARAGRAPHS, _SYLLABLES = 12, 36


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
    documents = Document.objects.bulk_create(
        Document(
            agency=agency,
            unit=unit,
            drafter=officer,
            type=kind,
            title=" ".join(rng.choices(WORDS, k=9)).capitalize(),
            stage=Stage.ARCHIVED,
            stage_since=now - timedelta(days=rng.randrange(1500)),
            created_at=now,
        )
        for officer, unit, kind in choices
    )
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
    VersionText.objects.bulk_create(_text(version, rng) for version in versions)
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


def _text(version: Version, rng: random.Random) -> VersionText:
    paragraphs = [" ".join(rng.choices(WORDS + FILLER, k=_SYLLABLES)) for _ in range(_PARAGRAPHS)]
    return VersionText(
        version=version,
        state=ReadingState.READ,
        kind="docx",
        paragraphs=paragraphs,
        page_starts=[0],
        characters=sum(map(len, paragraphs)),
        has_text=True,
    )
