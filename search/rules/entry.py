"""What an index holds of one document, and the words it is found by, made in this one place.

Engines only split at blanks; a pair is two syllables joined by "_". Beside the accented pair stand
the halves with one side folded ("·" marks it), for questions typed half with marks.
"""

import hashlib
import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from docs_mgmt.rules.vietnamese import syllables_of
from search.rules.claims import claims_in, numbers_spelt
from search.rules.numbers import TYPE_SYMBOLS, keys_of, numbers_cited, parse_number

#: Raise it when an index made before would answer differently: it is then rebuilt.
SCHEMA = 2
#: Stands between title, meta and body, so that no phrase runs from one into the other.
FENCE = "|"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One document as it is found: its newest text, its particulars, and who may see it."""

    id: int
    title: str
    body: str
    meta: tuple[str, ...] = ()
    number: str = ""
    kind: str = ""
    unit: str = ""
    year: int | None = None
    stage: str = ""
    issued: date | None = None
    readers: frozenset[str] = frozenset()
    version: int | None = None

    @property
    def fingerprint(self) -> int:
        """62 bits of everything that the index was told, for the verifier."""
        told = json.dumps(
            {**asdict(self), "readers": sorted(self.readers), "schema": SCHEMA},
            ensure_ascii=False,
            sort_keys=True,
            default=str,
        )
        return int.from_bytes(hashlib.sha256(told.encode()).digest()[:8], "big") >> 2

    @property
    def newest_first(self) -> int:
        """A number that sorts by date and then by id, never equal for two documents."""
        day = self.issued.toordinal() if self.issued else 0
        return (day << 36) | self.id


def pairs(written: Sequence[str], folded: Sequence[str]) -> tuple[list[str], list[str]]:
    """Neighbouring syllables as accented pairs with their halves, and as folded pairs."""
    accented: list[str] = []
    for one, two, bare_one, bare_two in zip(written, written[1:], folded, folded[1:], strict=False):
        accented.append(f"{one}_{two}")
        if one != bare_one:
            accented.append(f"{one}_·{bare_two}")
        if two != bare_two:
            accented.append(f"·{bare_one}_{two}")
    return accented, [f"{one}_{two}" for one, two in itertools.pairwise(folded)]


def words_of(entry: Entry) -> dict[str, str]:
    """The text fields of an index, each a line of words that an engine splits at blanks."""
    fields: dict[str, str] = {}
    all_written: list[str] = []
    all_folded: list[str] = []
    for name, text in (
        ("title", entry.title),
        ("meta", f" {FENCE} ".join((*entry.meta, entry.number))),
        ("body", entry.body),
    ):
        written, folded = syllables_of(text)
        accented, plain = pairs(written, folded)
        fields[f"{name}_pairs"] = " ".join(accented)
        fields[f"{name}_bare_pairs"] = " ".join(plain)
        all_written += [*written, FENCE]
        all_folded += [*folded, FENCE]
    fields["words"] = " ".join(all_written)
    fields["bare_words"] = " ".join(all_folded)
    return fields


def own_keys(entry: Entry) -> frozenset[str]:
    """The keys of the document's own number, in all its forms."""
    number = parse_number(entry.number) if entry.number else None
    if number is None:
        return frozenset()
    return keys_of(number, issued=entry.year, kind=entry.kind.lower())


def cited_keys(entry: Entry) -> frozenset[str]:
    """The keys of the numbers that the document names in its title or text."""
    keys: set[str] = set()
    for number in numbers_cited(f"{entry.title}\n{entry.body}"):
        first = number.symbols[0]
        keys |= keys_of(number, kind=first if first in TYPE_SYMBOLS else "")
    for number, kind in (*numbers_spelt(entry.body), *claims_in(entry.title)):
        keys |= keys_of(number, kind=kind)
    return frozenset(keys)


def body_of(paragraphs: Iterable[str]) -> str:
    """The text of a version as one string; places in it are places in the paragraphs."""
    return "\n".join(paragraphs)
