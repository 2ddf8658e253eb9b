"""Why each person, unit and desk sees a document: every cause, grouped by whom it serves."""

from collections.abc import Sequence
from dataclasses import dataclass

from docs_mgmt.models import Document, Grant
from docs_mgmt.permissions import causes_of


@dataclass(frozen=True)
class Sight:
    """One person, unit or desk, and every cause for which they see the document."""

    kind: str
    name: str
    causes: Sequence[Grant]


def sights_of(document: Document) -> list[Sight]:
    """Everybody who sees the document, people first, in the order in which they came to see it."""
    found: dict[tuple[str, str, int], list[Grant]] = {}
    for grant in causes_of(document).order_by("id"):
        found.setdefault(_key(grant), []).append(grant)
    sights = [Sight(kind, name, causes) for (kind, name, _pk), causes in found.items()]
    return sorted(sights, key=lambda sight: ("person", "unit", "desk").index(sight.kind))


def _key(grant: Grant) -> tuple[str, str, int]:
    for kind in ("person", "unit"):
        whom = getattr(grant, kind)
        if whom is not None:
            return kind, str(whom), whom.pk
    return "desk", str(grant.desk), grant.desk_id or 0
