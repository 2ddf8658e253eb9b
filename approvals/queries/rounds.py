"""Rounds and opinions of a document in hand."""

from django.db.models import QuerySet

from approvals.models import Opinion, Round
from approvals.rules.verdict import Tally, tally_of
from docs_mgmt.models import Document, Person
from docs_mgmt.permissions import discussing_grants, may_comment, posts_of
from docs_mgmt.rules.words import Why


def open_round(document: Document) -> Round | None:
    """The round that is open now, if any."""
    return Round.objects.filter(document=document, closed_at__isnull=True).first()


def last_round(document: Document) -> Round | None:
    """The newest round, open or closed."""
    return Round.objects.filter(document=document).order_by("-number").first()


def opinions_of(round_: Round) -> QuerySet[Opinion]:
    """Everyone asked in the round, with what they answered."""
    return (
        Opinion.objects.filter(round=round_)
        .select_related("person", "unit", "outsider", "answered_by")
        .order_by("id")
    )


def tally_of_round(round_: Round) -> Tally:
    """How the round stands."""
    return tally_of(Opinion.objects.filter(round=round_).values_list("answer", "uptake"))


def opinions_seen_by(reader: Person, document: Document) -> QuerySet[Opinion]:
    """All opinions for the drafter and those who decide; for who was asked, their own."""
    opinions = Opinion.objects.filter(round__document=document).select_related(
        "round", "person", "unit", "outsider", "answered_by"
    )
    if not may_comment(reader, document):
        return opinions.none()
    if document.drafter_id == reader.pk or not _only_asked(reader, document):
        return opinions
    return opinions.filter(pk__in=[opinion.pk for opinion in asked_of(reader, document)])


def asked_of(reader: Person, document: Document) -> list[Opinion]:
    """The opinions that the document asks of the reader, by name or through their unit."""
    units = set(posts_of(reader).filter(unit__isnull=False).values_list("unit_id", flat=True))
    rows = Opinion.objects.filter(round__document=document).select_related("round", "unit")
    return [row for row in rows if row.person_id == reader.pk or row.unit_id in units]


def _only_asked(reader: Person, document: Document) -> bool:
    """Whether the reader is in the discussion for having been asked, and for nothing else."""
    return not discussing_grants(reader, document).exclude(why=Why.ASKED).exists()
