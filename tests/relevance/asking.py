"""Ask the whole relevance set of an engine and measure the answers, class by class."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.engine import Ask, Engine, as_meant
from search.rules.entry import Entry
from search.rules.given import entry_of, question_of
from search.rules.question import read_question
from tests.relevance.measures import means, ndcg, precision_at_one, recall, reciprocal_rank

FOLDER = Path(__file__).parent
DEPTH = 100


@dataclass(frozen=True)
class Asked:
    """One question of the set as it is asked and judged."""

    name: str
    kind: str
    text: str
    readers: frozenset[str]
    judged: dict[str, int]


@dataclass(frozen=True)
class Answer:
    """What an engine found, by the documents' own names."""

    total: int
    names: tuple[str, ...]


@cache
def questions() -> tuple[Asked, ...]:
    found = []
    for line in (FOLDER / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        told, asked = json.loads(line), question_of(line)
        found.append(Asked(asked.name, told["class"], asked.text, asked.readers, told["judged"]))
    return tuple(found)


@cache
def documents() -> tuple[tuple[str, Entry], ...]:
    lines = (FOLDER / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(entry_of(line, place) for place, line in enumerate(lines, 1))


Asking = Callable[[str, frozenset[str]], Answer]


def asking(engine: Engine, told: Iterable[tuple[str, Entry]] | None = None) -> Asking:
    """Fill an engine with the set; gives how to ask it. What was asked is not asked again."""
    rows = list(documents() if told is None else told)
    engine.rebuild(entry for _, entry in rows)

    @cache
    def ask(text: str, readers: frozenset[str]) -> Answer:
        asked = Ask(question=read_question(text), readers=readers, limit=DEPTH, counted=())
        _, found = as_meant(engine, asked)
        return Answer(found.total, tuple(rows[place - 1][0] for place in found.ids))

    return ask


@dataclass(frozen=True)
class Quality:
    """The measures of one run, each by class, and how many hits were nobody's business."""

    ndcg: dict[str, float]
    reciprocal_rank: dict[str, float]
    first: dict[str, float]
    recall: dict[str, float]
    leaks: int

    @property
    def macro(self) -> float:
        """Every class counts the same, however many questions it has."""
        return sum(self.ndcg.values()) / len(self.ndcg)


Spelling = Callable[[str], str]


def measure(ask: Asking, spelling: Spelling = str, only: frozenset[str] | None = None) -> Quality:
    """Ask every question, spelt in some way, and measure."""
    rows: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    leaks = 0
    visible = {name: entry.readers for name, entry in documents()}
    for one in questions():
        if only is not None and one.kind not in only:
            continue
        answer = ask(spelling(one.text), one.readers)
        leaks += sum(not (visible[name] & one.readers) for name in answer.names)
        if not one.judged and one.kind != "number_missing":
            continue  # asked for its leaks alone
        for name, measured in (
            ("ndcg", ndcg),
            ("rank", reciprocal_rank),
            ("first", precision_at_one),
            ("recall", recall),
        ):
            rows[name][one.kind].append(measured(answer.names, one.judged))
    return Quality(
        means(rows["ndcg"]), means(rows["rank"]), means(rows["first"]), means(rows["recall"]), leaks
    )


def table(quality: Quality) -> str:
    """The measures as a page prints them."""
    lines = [f"{'class':<24}{'nDCG@10':>9}{'MRR':>8}{'P@1':>8}{'recall':>8}"]
    for kind, worth in sorted(quality.ndcg.items()):
        lines.append(
            f"{kind:<24}{worth:>9.3f}{quality.reciprocal_rank[kind]:>8.3f}"
            f"{quality.first[kind]:>8.3f}{quality.recall[kind]:>8.3f}"
        )
    lines.append(f"{'macro':<24}{quality.macro:>9.3f}   leaks {quality.leaks}")
    return "\n".join(lines)
