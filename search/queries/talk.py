"""What was said about documents and is found by its words: for those of the discussion alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from approvals.models import Opinion
from docs_mgmt.models import Comment, Document, Grant, Person
from docs_mgmt.permissions import (
    Reach,
    discussing_grants_about,
    is_seen,
    talk_tokens_of_reach,
)
from docs_mgmt.rules.flow import Stage, stages_from
from docs_mgmt.rules.words import Why
from search.engine import Ask
from search.engines import the_engine
from search.rules.entry import talk_of_id
from search.rules.marking import Marker, Snippet
from search.rules.question import Question

#: So many are shown below the documents; a page of their own has the rest.
SHOWN = 5


@dataclass(frozen=True)
class TalkHit:
    """A comment or an opinion that was found, with the document that it is about."""

    kind: str
    document: Document
    version: int
    who: str
    said_at: datetime | None
    snippet: Snippet
    url: str


@dataclass(frozen=True)
class TalkFound:
    """Some hits in what was said, and whether there are more."""

    hits: tuple[TalkHit, ...]
    has_more: bool
    #: Where the next ones begin, where there are more.
    following: int = 0


@dataclass(frozen=True)
class Part:
    """Which of the hits are wanted: so many, from this place on."""

    begin: int = 0
    count: int = SHOWN


FIRST = Part()


def talk_found(
    reader: Person,
    reach: Reach,
    question: Question,
    narrowed: Mapping[str, tuple[str, ...]],
    part: Part = FIRST,
) -> TalkFound:
    """Find comments and opinions that the reader may read, each asked of the database again."""
    found = the_engine().search(
        Ask(
            question=question,
            readers=talk_tokens_of_reach(reach),
            narrowed=narrowed,
            offset=part.begin,
            limit=2 * part.count,
            counted=(),
        )
    )
    rows = _rows(reader, reach, found.ids)
    if not rows:
        return TalkFound((), has_more=False)
    marker = Marker(question)
    places = [at for at, one in enumerate(found.ids) if one in rows]
    shown, more = places[: part.count], places[part.count :]
    hits = tuple(_hit(*rows[found.ids[at]], marker) for at in shown)
    return TalkFound(hits, bool(more), part.begin + more[0] if more else 0)


_Row = tuple[Comment | Opinion, Document]


def _rows(reader: Person, reach: Reach, ids: Iterable[int]) -> dict[int, _Row]:
    """The rows of these entries that the reader may read now: three questions, or none."""
    named = {one: talk_of_id(one) for one in ids if one < 0}
    if not named:
        return {}
    said = _said(reach, named.values())
    grants = _grants(reach, {document.pk: document for _row, document in said.values()})
    return {
        one: said[key]
        for one, key in named.items()
        if key in said and _may_read(reader, reach, said[key][0], grants[said[key][1].pk])
    }


def _said(reach: Reach, named: Iterable[tuple[str, int]]) -> dict[tuple[str, int], _Row]:
    """The rows about documents that the reader sees."""
    pks: dict[str, list[int]] = {"comment": [], "opinion": []}
    for kind, pk in named:
        pks[kind].append(pk)
    about = "thread__version__document"
    comments = Comment.objects.filter(is_seen(reach, about), pk__in=pks["comment"])
    opinions = Opinion.objects.filter(is_seen(reach, "round__document"), pk__in=pks["opinion"])
    found: dict[tuple[str, int], _Row] = {
        ("comment", row.pk): (row, row.thread.version.document)
        for row in comments.select_related("thread__version__document__type", "author")
    }
    for row in opinions.select_related(
        "round__version", "round__document__type", "person", "unit", "outsider"
    ):
        found["opinion", row.pk] = (row, row.round.document)
    return found


def _grants(reach: Reach, by_pk: Mapping[int, Document]) -> dict[int, list[Grant]]:
    """For what causes the reader takes part in the discussion of each document, as of today."""
    units = {document.unit_id for document in by_pk.values()}
    agencies = {document.agency_id for document in by_pk.values()}
    about = (Q(document__in=by_pk), Q(of_unit__in=units), Q(agency__in=agencies))
    rows = discussing_grants_about(reach, about)
    found: dict[int, list[Grant]] = defaultdict(list)
    for grant in rows:
        for pk, document in by_pk.items():
            if _concerns(grant, document):
                found[pk].append(grant)
    return found


def _concerns(grant: Grant, document: Document) -> bool:
    if grant.document_id is not None:
        return grant.document_id == document.pk
    if grant.from_stage is None or document.stage not in stages_from(Stage(grant.from_stage)):
        return False
    return document.unit_id == grant.of_unit_id or document.agency_id == grant.agency_id


def _may_read(
    reader: Person, reach: Reach, row: Comment | Opinion, grants: Iterable[Grant]
) -> bool:
    """By the rules of the document's page: versions for comments, one's own among opinions."""
    grants = list(grants)
    if isinstance(row, Comment):
        return any((one.from_version or 1) <= row.thread.version.number for one in grants)
    if not grants:
        return False
    is_asked = row.person_id == reader.pk or row.unit_id in reach.units
    return is_asked or any(one.why != Why.ASKED for one in grants)


def _hit(row: Comment | Opinion, document: Document, marker: Marker) -> TalkHit:
    if isinstance(row, Comment):
        version = row.thread.version.number
        return TalkHit(
            kind="comment",
            document=document,
            version=version,
            who=row.author.full_name,
            said_at=row.said_at,
            snippet=marker.snippet([row.text]),
            url=f"{document.get_absolute_url()}?version={version}#thread-{row.thread_id}",
        )
    return TalkHit(
        kind="opinion",
        document=document,
        version=row.round.version.number,
        who=str(row),
        said_at=row.answered_at,
        snippet=marker.snippet([part for part in (row.text, row.reply) if part]),
        url=reverse("opinions", args=[document.pk]),
    )
