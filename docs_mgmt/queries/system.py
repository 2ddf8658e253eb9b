"""Reads without a reader: for jobs and commands only, never for a page."""

import hashlib

from django.apps import apps

from docs_mgmt.models import (
    Access,
    Document,
    HistoryEntry,
    NumberSeries,
    Person,
    Rendition,
    Upload,
    Version,
    VersionText,
)
from docs_mgmt.queries.scans import scans_waiting
from docs_mgmt.rules.refusals import Refusal

#: Tables that reading and uploading write, outside every frame.
_WRITTEN_BY_READERS = (Access, Upload)


def version_by_id(pk: int) -> Version | None:
    """A version with its text and rendition; None if it is gone."""
    return (
        Version.objects.filter(pk=pk)
        .select_related("text", "rendition", "document__agency")
        .first()
    )


def rendition_by_version(pk: int) -> Rendition | None:
    """The rendition of a version; None if it has none."""
    return Rendition.objects.filter(version=pk).select_related("version").first()


def next_without_libreoffice(after: int) -> Version | None:
    """The next version that waits for LibreOffice, for its words or for its PDF."""
    texts = VersionText.objects.filter(version__gt=after).order_by()
    unread = texts.filter(refusal=Refusal.NO_READER).values("version")
    undrawn = texts.filter(no_rendition=Refusal.NO_CONVERTER).values("version")
    waiting = Version.objects.filter(pk__in=unread.union(undrawn))
    return waiting.select_related("text").order_by("pk").first()


def next_without_pictures(after: int) -> Rendition | None:
    """The next rendition whose pages are not drawn yet; None: all are."""
    return Rendition.objects.filter(pk__gt=after, pictures=None).order_by("pk").first()


def next_scan(*, with_waiting: bool) -> Version | None:
    """The oldest scan whose words are to be recognised; those that waited for a program on wish."""
    waits = ["", Refusal.NO_OCR] if with_waiting else [""]
    return scans_waiting(waits).select_related("text", "rendition").order_by("pk").first()


def person_named(username: str) -> Person | None:
    """The person with this name; for the demo and commands."""
    return Person.objects.filter(username=username).first()


def people_exist() -> bool:
    """Whether anybody works in this installation yet."""
    return Person.objects.exists()


def real_people_exist() -> bool:
    """Whether anybody works here who is not of a sample agency; then the clock is not turned."""
    return Person.objects.exclude(assignments__position__agency__is_sample=True).exists()


def state_of_everything(document: Document) -> str:
    """One mark over the document and how much every table holds; a refusal changes neither."""
    counts = [
        (model._meta.label, model._default_manager.count())
        for label in ("docs_mgmt", "approvals")
        for model in apps.get_app_config(label).get_models()
        if model not in _WRITTEN_BY_READERS
    ]
    row = Document.objects.filter(pk=document.pk).values().first()
    last = NumberSeries.objects.order_by("pk").values_list("pk", "last_number")
    return hashlib.sha256(repr((counts, row, list(last))).encode()).hexdigest()


def deeds_of(document: Document) -> list[HistoryEntry]:
    """The whole chain of a document, oldest first."""
    return list(
        HistoryEntry.objects.filter(subject_kind="document", subject_id=document.pk).order_by(
            "ordinal"
        )
    )
