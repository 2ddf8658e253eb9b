"""Whom a document will meet after it is submitted, by name, before anybody sends it."""

from dataclasses import dataclass

from approvals.queries.turns import planned_turns
from docs_mgmt.models import Document
from docs_mgmt.queries.colleagues import Colleague, colleagues_of
from docs_mgmt.rules.words import CheckKind


@dataclass(frozen=True)
class Ahead:
    """One turn to come: what is asked, and of whom; nobody where somebody must be named."""

    kind: CheckKind
    who: Colleague | None


def turns_ahead(document: Document, *, signer: int | None = None) -> list[Ahead]:
    """The turns that would follow a submit now; for a saved document or one still in the form."""
    plan = planned_turns(document, signer=signer)
    people = {colleague.person: colleague for colleague in colleagues_of(document.agency)}
    return [Ahead(kind, people.get(holder) if holder else None) for kind, holder in plan]
