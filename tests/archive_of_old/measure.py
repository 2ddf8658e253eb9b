"""How well the facts of papers were found: shares by field, and what was wrong without a doubt."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docs_mgmt.rules.facts import Facts
from docs_mgmt.rules.old_paper.issuers import issuer_key
from docs_mgmt.rules.vietnamese import canon


@dataclass
class Measure:
    """Counts over many papers."""

    papers: int = 0
    right: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    sure: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, what: str, truth: Mapping[str, str], facts: Facts) -> None:
        """Hold one paper's facts against the truth."""
        self.papers += 1
        for name, fact in facts.named().items():
            wanted = truth[name]
            is_right = same(name, fact.value, wanted)
            self.known[name] += bool(wanted)
            self.right[name] += bool(wanted) and is_right
            self.sure[name] += fact.is_sure
            if not is_right:
                row = f"{what}: {name} {fact.value!r} ({fact.sureness}), not {wanted!r}"
                (self.wrong if fact.is_sure else self.missed).append(row)

    @property
    def share_wrong(self) -> float:
        """How many of all facts that carry no doubt mark are wrong."""
        return len(self.wrong) / max(sum(self.sure.values()), 1)

    def lines(self) -> Iterable[str]:
        """The measure as a table."""
        for name, known in self.known.items():
            share = self.right[name] / max(known, 1)
            right, sure = self.right[name], self.sure[name]
            yield f"{name:<9} {right:>4}/{known:<4} {share:7.1%} right, {sure} sure"
        yield f"wrong without a doubt mark: {len(self.wrong)} = {self.share_wrong:.2%}"


def same(name: str, found: str, wanted: str) -> bool:
    """Whether a fact is the right one; spelling of marks and capitals aside."""
    if name == "issuer":
        return issuer_key(found) == issuer_key(wanted)
    return _plain(found) == _plain(wanted)


def _plain(text: str) -> str:
    return " ".join(canon(text).lower().removeprefix("về việc ").split()).strip(" .")
