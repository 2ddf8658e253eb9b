"""Which documents a change concerns, and which of them the index may still show too widely."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.apps import apps
from django.db.models import ForeignKey, Model, OneToOneField

from docs_mgmt.models import Document
from docs_mgmt.permissions import Reach, condition_of

#: Changes of these concern every document that points to them, by one of these ways.
_POINTED_AT = {
    "agency": ("agency",),
    "unit": ("unit", "rounds__opinions__unit"),
    "documenttype": ("type",),
    "person": (
        "signatories__person",
        "versions__threads__comments__author",
        "rounds__opinions__person",
    ),
    "correspondent": ("signatories__outsider", "rounds__opinions__outsider"),
    "dossier": ("dossier_items__dossier",),
}
_FARTHEST = 3
#: Where more changes wait than this, nobody can say for each what it hides.
KNOWN_AT_MOST = 2000


def documents_of(subjects: Iterable[str]) -> set[int]:
    """The documents that changed subjects concern: «document:7», «version:12», «unit:3»."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for subject in subjects:
        kind, _, pk = subject.partition(":")
        if pk.isdigit():
            by_kind[kind].add(int(pk))
    found = by_kind.pop("document", set())
    for kind, pks in by_kind.items():
        found |= _documents_of_kind(kind, pks)
    return found


def _documents_of_kind(kind: str, pks: set[int]) -> set[int]:
    if kind in _POINTED_AT:
        ways = [
            Document.objects.filter(**{f"{way}__in": pks}).values_list("pk", flat=True)
            for way in _POINTED_AT[kind]
        ]
        return set().union(*ways)
    model, path = _way_to_document(kind)
    if model is None:
        return set()
    ids = model._default_manager.filter(pk__in=pks).values_list(path, flat=True)
    return {pk for pk in ids if pk is not None}


@lru_cache(maxsize=128)
def _way_to_document(kind: str) -> tuple[type[Model] | None, str]:
    """The shortest way from a kind of row to its document, along its foreign keys."""
    start = next((model for model in apps.get_models() if model._meta.model_name == kind), None)
    waiting: deque[tuple[type[Model], tuple[str, ...]]] = deque([(start, ())] if start else [])
    while waiting:
        model, path = waiting.popleft()
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey | OneToOneField) or len(path) >= _FARTHEST:
                continue
            if field.related_model is Document:
                return start, "__".join((*path, field.name))
            if isinstance(field.related_model, type):
                waiting.append((field.related_model, (*path, field.name)))
    return None, ""


def hidden_since(reach: Reach, subjects: Sequence[str]) -> frozenset[int] | None:
    """The changed documents that the reader may not see now, whatever the index still says.

    None: too much waits to say it of each. Names of units and people change no right.
    """
    if len(subjects) > KNOWN_AT_MOST:
        return None
    changed = documents_of(one for one in subjects if one.partition(":")[0] not in _POINTED_AT)
    if not changed:
        return frozenset()
    seen = Document.objects.filter(condition_of(reach), pk__in=changed)
    return frozenset(changed - set(seen.values_list("pk", flat=True)))
