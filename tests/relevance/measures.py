"""How good a list of answers is: nDCG, reciprocal rank, recall. Pure; knows no engine."""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean

TOP = 10


def ndcg(found: Sequence[str], judged: Mapping[str, int], top: int = TOP) -> float:
    """How near the first ten are to the best ten there could be; nothing sought: nothing found."""
    if not any(judged.values()):
        return 0.0 if found else 1.0
    return _gain([judged.get(one, 0) for one in found[:top]]) / _gain(
        sorted(judged.values(), reverse=True)[:top]
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def reciprocal_rank(found: Sequence[str], judged: Mapping[str, int]) -> float:
    """One over the place of the first of the best documents there are."""
    best = max(judged.values(), default=0)
    if not best:
        return 0.0 if found else 1.0
    places = (at for at, one in enumerate(found, 1) if judged.get(one, 0) == best)
    return 1.0 / next(places, math.inf)


def precision_at_one(found: Sequence[str], judged: Mapping[str, int]) -> float:
    """Whether the first answer is an answer."""
    if not any(judged.values()):
        return 0.0 if found else 1.0
    return float(bool(found) and judged.get(found[0], 0) > 0)


def recall(found: Sequence[str], judged: Mapping[str, int]) -> float:
    """The share of the best documents that the list holds."""
    best = max(judged.values(), default=0)
    wanted = {one for one, grade in judged.items() if grade == best and best}
    return len(wanted.intersection(found)) / len(wanted) if wanted else 1.0


def overlap(one: Sequence[str], other: Sequence[str], top: int = TOP) -> float:
    """The share of two first tens that they have in common."""
    first, second = set(one[:top]), set(other[:top])
    return len(first & second) / max(len(first), len(second), 1) if first or second else 1.0


def means(rows: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The mean of each class."""
    return {name: fmean(values) for name, values in rows.items()}
