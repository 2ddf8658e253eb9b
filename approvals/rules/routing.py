"""Whose turn it is: pure Python over names and ranks; who holds which role is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from docs_mgmt.rules.words import CheckKind


@dataclass(frozen=True)
class Candidate:
    """One person who could take a turn; the higher rank goes first."""

    person: int
    rank: int


@dataclass(frozen=True)
class Leg:
    """One turn asked for: what it asks, who holds it by right, and their superiors in order."""

    kind: CheckKind
    holders: Sequence[Candidate]
    superiors: Sequence[Candidate] = ()


def holder_of(leg: Leg, *, drafter: int) -> int | None:
    """Give the person whose turn the leg is, never the drafter; None: say whom to name.

    A turn that falls to the drafter passes to the deputy, else to the next superior.
    """
    holders = sorted(leg.holders, key=lambda candidate: (-candidate.rank, candidate.person))
    for candidate in (*holders, *leg.superiors):
        if candidate.person != drafter:
            return candidate.person
    return None
