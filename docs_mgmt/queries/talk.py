"""The conversation beside a version, for those who take part in it."""

from django.db.models import Prefetch, QuerySet

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


def threads_of(reader: Person, document: Document, version: Version) -> list[Thread]:
    """What is said about one version."""
    return list(threads_seen_by(reader, document).filter(version=version))
