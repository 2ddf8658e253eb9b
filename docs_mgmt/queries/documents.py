"""Documents and their versions, as far as the reader may see them."""

from itertools import islice

from django.db.models import Q, QuerySet

from docs_mgmt.models import Document, Grant, HistoryEntry, Person, Version
from docs_mgmt.permissions import (
    Reach,
    condition_of,
    first_version_of,
    may_comment,
    own_rows,
    reach_of,
)
from docs_mgmt.rules.flow import Deed, stages_from

#: The milestones that somebody sees who takes no part in the discussion.
MILESTONES = (
    Deed.APPROVE,
    Deed.PRINT,
    Deed.SIGN,
    Deed.NUMBER,
    Deed.SEAL,
    Deed.ISSUE,
    Deed.ARCHIVE,
    Deed.TAKE_IN,
)


def documents_seen_by(reader: Person) -> QuerySet[Document]:
    """Every document that the reader may see today."""
    return Document.objects.filter(condition_of(reach_of(reader)))


def newest_seen_by(reader: Person, count: int) -> list[Document]:
    """The newest documents that the reader may see: the newest of each branch of rights, merged.

    One condition over all rights makes the database walk the table; a branch alone walks an index.
    """
    pks: set[int] = set()
    for branch in _branches(reach_of(reader)):
        pks.update(islice(branch.order_by("-pk").values_list("pk", flat=True), count))
    newest = sorted(pks, reverse=True)[:count]
    rows = Document.objects.filter(pk__in=newest).select_related(
        "type", "unit", "drafter", "agency"
    )
    return sorted(rows, key=lambda document: -document.pk)


def _branches(reach: Reach) -> list[QuerySet[Document]]:
    shared = [Q(unit=unit) for unit in reach.units] + [Q(desk=desk) for desk in reach.desks]
    branches = [Document.objects.filter(pk__in=own_rows(reach.person))]
    branches += [
        Document.objects.filter(
            pk__in=Grant.objects.filter(grantee, document__isnull=False).values("document")
        )
        for grantee in shared
    ]
    for unit, stage in reach.unit_scopes:
        branches.append(Document.objects.filter(unit=unit, stage__in=stages_from(stage)))
    for agency, stage in reach.agency_scopes:
        branches.append(Document.objects.filter(agency=agency, stage__in=stages_from(stage)))
    return branches


def newest_version(document: Document) -> Version | None:
    """The newest version of a document in hand, with its text and rendition."""
    return (
        Version.objects.filter(document=document)
        .select_related("text", "rendition", "author")
        .order_by("-number")
        .first()
    )


def versions_seen_by(reader: Person, document: Document) -> QuerySet[Version]:
    """The versions of the document that the reader may see, newest first."""
    versions = Version.objects.filter(document=document).select_related(
        "text", "rendition", "author"
    )
    first = first_version_of(reader, document)
    if first is None:
        newest = Version.objects.filter(document=document).order_by("-number").values("pk")[:1]
        return versions.filter(pk__in=newest)
    return versions.filter(number__gte=first).order_by("-number")


def deeds_seen_by(reader: Person, document: Document) -> QuerySet[HistoryEntry]:
    """The document's deeds, newest first; who is outside the discussion sees milestones only."""
    deeds = (
        HistoryEntry.objects.filter(subject_kind="document", subject_id=document.pk)
        .select_related("actor")
        .order_by("-ordinal")
    )
    if may_comment(reader, document):
        return deeds
    return deeds.filter(deed__in=MILESTONES)
