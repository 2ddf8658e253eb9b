"""Comments and opinions as the index is told of them: entries of their own, for their own readers.

Who may see a document may not see what is said about it, so what is said stands in entries beside
the document's, under readers of another kind («talk:p12»): no question about documents meets them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from approvals.models import Opinion
from docs_mgmt.clock import OFFICE_TIME
from docs_mgmt.models import Comment, Document, Grant
from docs_mgmt.permissions import talk_tokens_of
from docs_mgmt.rules.words import Why
from search.rules.entry import Entry, id_of_comment, id_of_opinion


@dataclass(frozen=True)
class Said:
    """One comment or answered opinion, with who may read it."""

    id: int
    words: tuple[str, ...]
    who: str
    on: date
    version: int
    readers: frozenset[str]


def talk_of(documents: Sequence[Document]) -> dict[int, list[Said]]:
    """What is said about each of these documents."""
    by_pk = {document.pk: document for document in documents}
    grants: dict[int, list[Grant]] = defaultdict(list)
    for grant in Grant.objects.filter(document__in=by_pk):
        grants[grant.document_id or 0].append(grant)
    said: dict[int, list[Said]] = defaultdict(list)
    for pk, one in (*_comments(by_pk, grants), *_opinions(by_pk, grants)):
        said[pk].append(one)
    return said


def _comments(
    documents: dict[int, Document], grants: dict[int, list[Grant]]
) -> Iterator[tuple[int, Said]]:
    """A comment is for those of the discussion who may read its version."""
    rows = Comment.objects.filter(thread__version__document__in=documents).order_by("pk")
    for row in rows.select_related("thread__version", "author"):
        version = row.thread.version
        pk = version.document_id
        readers = talk_tokens_of(
            documents[pk],
            [one for one in grants[pk] if (one.from_version or 1) <= version.number],
        )
        day = row.said_at.astimezone(OFFICE_TIME).date()
        who = row.author.full_name
        yield pk, Said(id_of_comment(row.pk), (row.text,), who, day, version.pk, readers)


def _opinions(
    documents: dict[int, Document], grants: dict[int, list[Grant]]
) -> Iterator[tuple[int, Said]]:
    """An opinion is for who gave it, and for those who are in the discussion not only as asked."""
    rows = Opinion.objects.filter(round__document__in=documents, answered_at__isnull=False)
    for row in rows.select_related("round", "person", "unit", "outsider").order_by("pk"):
        if not (row.text or row.reply) or row.answered_at is None:
            continue
        pk = row.round.document_id
        deciding = [one for one in grants[pk] if one.why != Why.ASKED or _asks(one, row)]
        readers = talk_tokens_of(documents[pk], deciding)
        day = row.answered_at.astimezone(OFFICE_TIME).date()
        words = tuple(part for part in (row.text, row.reply) if part)
        yield pk, Said(id_of_opinion(row.pk), words, str(row), day, row.round.version_id, readers)


def _asks(grant: Grant, opinion: Opinion) -> bool:
    """Whether a grant is held by the person or the unit that was asked for this opinion."""
    if opinion.person_id:
        return grant.person_id == opinion.person_id
    return bool(opinion.unit_id) and grant.unit_id == opinion.unit_id


def as_entry(said: Said, document: Entry) -> Entry:
    """What was said, narrowed by the facts of its document and found by its own words alone."""
    return replace(
        document,
        id=said.id,
        title="",
        body="\n".join(said.words),
        meta=(said.who,),
        number="",
        issued=said.on,
        readers=said.readers,
        version=said.version,
    )
