"""Documents as the index is told of them, read without a reader; and which a change concerns."""

from collections.abc import Iterable, Iterator

from django.db.models import Max, Prefetch

from approvals.models import Opinion
from docs_mgmt.clock import OFFICE_TIME
from docs_mgmt.models import Comment, Document, RegisterEntry, Signatory, VersionText
from docs_mgmt.permissions import tokens_of
from docs_mgmt.rules.words import EntryState
from search.jobs.talk import as_entry, talk_of
from search.queries.changes import documents_of
from search.rules.entry import Entry, body_of, id_of_comment, id_of_opinion

_AT_A_TIME = 200


def all_entries() -> Iterator[Entry]:
    """Every document of the installation with its talk, oldest first, so many at a time."""
    for pks in all_documents():
        yield from entries_of(pks)


def all_documents() -> Iterator[list[int]]:
    """The ids of every document, oldest first, so many at a time."""
    last = 0
    while True:
        rows = Document.objects.filter(pk__gt=last).order_by("pk")
        pks = list(rows.values_list("pk", flat=True)[:_AT_A_TIME])
        if not pks:
            return
        yield pks
        last = pks[-1]


def entries_of(pks: Iterable[int]) -> Iterator[Entry]:
    """These documents as the index is told of them, each before what is said about it.

    Those that are gone are left out.
    """
    documents = (
        Document.objects.filter(pk__in=list(pks))
        .select_related("type", "agency", "unit")
        .prefetch_related(
            Prefetch("entries", RegisterEntry.objects.filter(state=EntryState.TAKEN)),
            Prefetch("signatories", Signatory.objects.select_related("person", "outsider")),
            "recipients",
            "dossier_items__dossier",
            "grants",  # tokens_of
        )
        .order_by("pk")
    )
    rows = list(documents)
    texts = _newest_texts([document.pk for document in rows])
    said = talk_of(rows)
    for document in rows:
        entry = _entry(document, texts.get(document.pk))
        yield entry
        yield from (as_entry(one, entry) for one in said[document.pk])


def ids_of(pks: Iterable[int]) -> set[int]:
    """Every id that entries of these documents may have, also of what is not told any more."""
    wanted = set(pks)
    comments = Comment.objects.filter(thread__version__document__in=wanted)
    opinions = Opinion.objects.filter(round__document__in=wanted)
    return {
        *wanted,
        *map(id_of_comment, comments.values_list("pk", flat=True)),
        *map(id_of_opinion, opinions.values_list("pk", flat=True)),
    }


def _newest_texts(pks: list[int]) -> dict[int, VersionText]:
    """The text of each document's newest version, if it has been read."""
    newest = (
        Document.objects.filter(pk__in=pks)
        .annotate(newest=Max("versions__number"))
        .values_list("pk", "newest")
    )
    numbers = dict(newest)
    texts = VersionText.objects.filter(version__document__in=pks).select_related("version")
    wanted = [
        pk
        for pk, document, number in texts.values_list(
            "pk", "version__document_id", "version__number"
        )
        if numbers[document] == number
    ]
    return {
        text.version.document_id: text
        for text in VersionText.objects.filter(pk__in=wanted).select_related("version")
    }


def _entry(document: Document, text: VersionText | None) -> Entry:
    number = next(iter(document.entries.all()), None)
    day = document.issued_on or document.created_at.astimezone(OFFICE_TIME).date()
    return Entry(
        id=document.pk,
        title=document.title,
        body=body_of(text.paragraphs) if text else "",
        meta=tuple(part for part in _meta(document) if part),
        number=number.full if number else "",
        kind=document.type.key,
        unit=str(document.unit_id),
        year=number.year if number else day.year,
        stage=str(document.stage),
        signers=tuple(str(signatory) for signatory in document.signatories.all()),
        units=tuple(_names_of_units(document)),
        dossier_names=tuple(_names_of_dossiers(document)),
        field=document.field,
        dossiers=tuple(str(item.dossier_id) for item in document.dossier_items.all()),
        standing=str(document.standing or ""),
        issued=day,
        readers=tokens_of(document),
        version=text.version_id if text else None,
    )


def _meta(document: Document) -> Iterator[str]:
    yield document.type.name
    yield document.type.code
    yield document.agency.name
    yield document.agency.short_name
    yield document.unit.name
    yield document.field
    for signatory in document.signatories.all():
        yield str(signatory)
    for recipient in document.recipients.all():
        yield recipient.words


def _names_of_units(document: Document) -> Iterator[str]:
    yield document.unit.name
    yield document.unit.code
    yield document.agency.name
    yield document.agency.short_name


def _names_of_dossiers(document: Document) -> Iterator[str]:
    for item in document.dossier_items.all():
        yield item.dossier.title
        yield item.dossier.code


__all__ = ["all_documents", "all_entries", "documents_of", "entries_of", "ids_of"]
