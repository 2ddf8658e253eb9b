"""The conversation beside a version, for those who take part in it."""

from collections.abc import Sequence

from django.db.models import Count, F, Prefetch, QuerySet

from docs_mgmt.models import Comment, Document, Person, Thread, Version
from docs_mgmt.permissions import may_comment
from docs_mgmt.queries.documents import versions_seen_by


def threads_seen_by(reader: Person, document: Document) -> QuerySet[Thread]:
    """The threads of the versions that the reader discusses, in the order they were opened."""
    threads = Thread.objects.select_related("version", "resolved_by").order_by("id")
    if not may_comment(reader, document):
        return threads.none()
    said = Comment.objects.select_related("author").order_by("id")
    seen = versions_seen_by(reader, document).order_by().values("pk")
    return threads.filter(version__in=seen).prefetch_related(Prefetch("comments", said))


def threads_beside(version: Version) -> list[Thread]:
    """What is said about a version in hand, page by page; about the whole text last."""
    said = Comment.objects.select_related("author").order_by("id")
    rows = Thread.objects.filter(version=version).select_related("resolved_by")
    ordered = rows.order_by(F("page").asc(nulls_last=True), "id")
    return list(ordered.prefetch_related(Prefetch("comments", said)))


def open_threads_on(versions: Sequence[Version]) -> dict[int, int]:
    """How many threads are open on each of some versions in hand, by number; none: left out."""
    rows = (
        Thread.objects.filter(version__in=versions, resolved_at__isnull=True)
        .order_by("-version__number")
        .values_list("version__number")
        .annotate(open=Count("id"))
    )
    return dict(rows)
