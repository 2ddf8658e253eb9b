"""When an old paper is taken in by itself and when a person looks first; knows no rows."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.facts import Facts
from docs_mgmt.rules.flow import Standing
from docs_mgmt.rules.old_paper.issuers import issuer_key
from docs_mgmt.rules.vietnamese import fold
from docs_mgmt.rules.words import Doubt

KNOWN_TYPES = frozenset(row.key for row in TYPES)
_FULL = re.compile(
    r"(?P<number>\d{1,6})(?P<suffix>[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d))?[/\-](?P<notation>\S.{0,58})"
)


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number as the old register has it, taken apart."""

    number: int
    suffix: str
    notation: str


def written_number(full: str) -> WrittenNumber | None:
    """Take «15/2011/QĐ-UBND» apart; None: it is no number with a notation."""
    found = _FULL.fullmatch(" ".join(full.split()))
    if found is None or not int(found["number"]):
        return None
    return WrittenNumber(int(found["number"]), found["suffix"], found["notation"])


def doubts_of(facts: Facts, *, issuers: Collection[str], today: date) -> tuple[Doubt, ...]:
    """Why a person should look at the facts before they are filed; none: they are filed at once.

    `issuers` are the names of the agency and of those whose papers it keeps.
    """
    doubts = []
    if facts.doubtful() or written_number(facts.full.value) is None:
        doubts.append(Doubt.FACTS)
    if facts.issuer.value and not is_of(facts.issuer.value, issuers):
        doubts.append(Doubt.OTHER_ISSUER)
    if facts.date.value and date.fromisoformat(facts.date.value).year >= today.year:
        doubts.append(Doubt.NOT_CLOSED)
    if facts.type.value and facts.type.value not in KNOWN_TYPES:
        doubts.append(Doubt.UNKNOWN_TYPE)
    return tuple(doubts)


def not_plain_in(facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the facts that are missing, and of those that are there and not sure.

    Number and notation are named apart only where one of the two is plain.
    """
    missing = {name for name, fact in facts.named().items() if not fact.value}
    unsure = set(facts.doubtful()) - missing
    if facts.full.value and facts.full.is_sure and written_number(facts.full.value) is None:
        unsure.add("full")
    return _as_said(missing), _as_said(unsure)


_PARTS = {"number", "notation"}


def _as_said(names: set[str]) -> tuple[str, ...]:
    if names >= _PARTS:
        names = names - _PARTS | {"full"}
    elif names & _PARTS:
        names = names - {"full"}
    return tuple(row.name for row in fields(Facts) if row.name in names)


def is_of(issuer: str, issuers: Collection[str]) -> bool:
    """Whether an issuer's name is one of these, however it is abbreviated."""
    return issuer_key(issuer) in {issuer_key(name) for name in issuers}


#: How alike two titles of one number and date must be to be those of one document.
ALIKE = 0.5


def are_alike(one: str, other: str) -> bool:
    """Whether two titles say the same, as the register and the paper seldom do to the letter."""
    first, second = _syllables(one), _syllables(other)
    if not first or not second:
        return False
    return len(first & second) / min(len(first), len(second)) >= ALIKE


def _syllables(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text))) - {"ve", "viec", "v"}


_STANDINGS = (
    (Standing.RECALLED, ("thu hoi", "huy bo", "bai bo", "het hieu luc")),
    (Standing.REPLACED, ("thay the", "thay bang")),
    (Standing.AMENDED, ("sua doi", "bo sung boi")),
    (Standing.CORRECTED, ("dinh chinh",)),
)


def standing_in(remarks: Iterable[str]) -> Standing:
    """What a register's remarks say a document is worth; in force where they say nothing."""
    text = fold(" ".join(remarks))
    for standing, words in _STANDINGS:
        if any(word in text for word in words):
            return standing
    return Standing.IN_FORCE
