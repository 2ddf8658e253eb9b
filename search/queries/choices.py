"""The choices beside the list: each facet's values with their names and counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Value

from docs_mgmt.models import Dossier, Unit
from docs_mgmt.prepared import Prepared, stand_in
from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.flow import Stage, Standing
from search.engine import FACETS, Found

#: These are words of the flow, shown in the reader's language and the flow's order.
WORDS: dict[str, tuple[str, ...]] = {
    "stage": tuple(str(stage) for stage in Stage),
    "standing": tuple(str(standing) for standing in Standing),
}


@dataclass(frozen=True)
class Choice:
    """One value by which the list can be narrowed, with how many documents it would leave."""

    value: str
    label: object
    count: int
    is_chosen: bool


def choices_of(
    found: Found, narrowed: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Choice, ...]]:
    """The values of each facet with their names; what is chosen stays, also at zero.

    The counts are of documents that the reader may see; a dossier is named to whoever sees a
    document in it, as on the document's own page.
    """
    values = {
        name: {**dict.fromkeys(narrowed.get(name, ()), 0), **found.counts.get(name, {})}
        for name in FACETS
    }
    names = _names(values, found)
    return {
        name: tuple(
            Choice(value, names[name][value], count, is_chosen=value in narrowed.get(name, ()))
            for value, count in _in_order(name, values[name])
            if value in names[name]  # what the installation no longer knows has no name, so no line
        )
        for name in FACETS
    }


def _names(values: Mapping[str, Mapping[str, int]], found: Found) -> dict[str, dict[str, object]]:
    return {
        "kind": {kind.key: kind.name for kind in TYPES},
        **_names_kept(values["unit"], found.counts.get("dossier", {})),
        "stage": {str(stage): stage for stage in Stage},
        "standing": {str(standing): standing for standing in Standing},
        "year": {value: value for value in values["year"]},
        "signer": {value: value for value in values["signer"]},
    }


def _names_kept(units: Iterable[str], dossiers: Iterable[str]) -> dict[str, dict[str, object]]:
    """The names of these units and dossiers, in one question.

    A dossier named by the address alone, in which the reader sees nothing, stays without a name.
    """
    of_units, of_dossiers = [*map(int, units)], [*map(int, dossiers)]
    sizes = _rounded(len(of_units)), _rounded(len(of_dossiers))
    wanted = _in_place_of(of_units, 0, sizes[0]) | _in_place_of(of_dossiers, *sizes)
    names: dict[str, dict[str, object]] = {"unit": {}, "dossier": {}}
    for facet, pk, code, name in _question(*sizes).ask(wanted):
        names[facet][str(pk)] = f"{code} {name}".strip()
    return names


def _rounded(count: int) -> int:
    """Lists of nearly the same length share a question."""
    return -(-count // 10) * 10


def _in_place_of(pks: Sequence[int], start: int, size: int) -> dict[int, int]:
    return {stand_in(start + place): pks[place % len(pks)] for place in range(size)}


@lru_cache(maxsize=128)
def _question(units: int, dossiers: int) -> Prepared:
    of_units = Unit.objects.filter(pk__in=[*map(stand_in, range(units))])
    last = units + dossiers
    of_dossiers = Dossier.objects.filter(pk__in=[*map(stand_in, range(units, last))])
    rows = of_units.order_by().values_list(Value("unit"), "pk", Value(""), "name")
    beside = of_dossiers.order_by().values_list(Value("dossier"), "pk", "code", "title")
    return Prepared(rows.union(beside, all=True))


def _in_order(name: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(counts.items(), reverse=True)
    if name in WORDS:
        order = WORDS[name]
        return sorted(counts.items(), key=lambda one: order.index(one[0]))
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
