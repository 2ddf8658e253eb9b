"""What an index holds of one document, and the words it is found by, made in this one place.

Engines only split at blanks; a pair is two syllables joined by "_". Beside the accented pair stand
the halves with one side folded ("·" marks it), for questions typed half with marks.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from itertools import chain, pairwise

from docs_mgmt.rules.vietnamese import bare, syllables_of
from search.rules.numbers import TYPE_SYMBOLS, keys_of, numbers_cited, parse_own_number
from search.rules.spelt import claims_in, numbers_spelt

#: Raise it when an index made before would answer differently: it is then rebuilt.
SCHEMA = 8
#: Stands between title, meta and body, so that no phrase runs from one into the other.
FENCE = "|"
#: Where a word of a document may stand.
PLACES = ("title", "body", "meta")
#: The fields of neighbouring syllables, with and without marks, a pair of fields a place.
PAIR_FIELDS = tuple(f"{place}_{kind}" for place in PLACES for kind in ("pairs", "bare_pairs"))
_FIRST_YEAR, _LAST_YEAR = 1900, 2155


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
    signers: tuple[str, ...] = ()
    #: What its unit and its agency are called, and its dossiers.
    units: tuple[str, ...] = ()
    dossier_names: tuple[str, ...] = ()
    field: str = ""
    #: The dossiers in which it lies, by their ids.
    dossiers: tuple[str, ...] = ()
    standing: str = ""
    issued: date | None = None
    readers: frozenset[str] = frozenset()
    version: int | None = None

    @cached_property
    def words(self) -> dict[str, str]:
        """The text fields of an index, each a line of words."""
        return words_of(self)

    @cached_property
    def own(self) -> frozenset[str]:
        """The keys of its own number."""
        return own_keys(self)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The keys of the numbers that it names."""
        return cited_keys(self)

    def worked_out(self) -> "Entry":
        """The same entry with all that takes time done, for the process that hands it on."""
        _ = self.words, self.own, self.cited, self.fingerprint
        return self

    @cached_property
    def fingerprint(self) -> int:
        """62 bits of everything that the index was told, for the verifier."""
        told = json.dumps(
            {**self._told(), "readers": sorted(self.readers), "schema": SCHEMA},
            ensure_ascii=False,
            sort_keys=True,
            default=str,
        )
        return int.from_bytes(hashlib.sha256(told.encode()).digest()[:8], "big") >> 2

    def _told(self) -> dict[str, object]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def newest_first(self) -> int:
        """A number that sorts by date and then by id, never equal for two documents."""
        return (on_day(self.issued) if self.issued else 0) + abs(self.id)

    @property
    def by_number(self) -> int:
        """A number that sorts as registers stand: newest year first, 1, 2, 3; without one last."""
        number = parse_own_number(self.number) if self.number else None
        if number is None:
            return (1 << 60) + abs(self.id)
        age = _LAST_YEAR - min(max(self.year or number.year or 0, _FIRST_YEAR), _LAST_YEAR)
        return (age << 52) + (number.number << 32) + abs(self.id) % (1 << 32)


def on_day(day: date) -> int:
    """Where the documents of a day begin in the order of `newest_first`."""
    return day.toordinal() << 36


def id_of_comment(pk: int) -> int:
    """The id of a comment's entry; below zero, where no document's id is."""
    return -2 * pk


def id_of_opinion(pk: int) -> int:
    """The id of an opinion's entry."""
    return -2 * pk - 1


def talk_of_id(entry_id: int) -> tuple[str, int]:
    """Which comment or opinion an id below zero stands for."""
    return ("opinion" if entry_id % 2 else "comment"), abs(entry_id) // 2


def facets_of(entry: Entry) -> dict[str, tuple[str, ...]]:
    """The values of one document by which lists are narrowed and counted (engine.FACETS)."""
    found = {
        "kind": (entry.kind,),
        "unit": (entry.unit,),
        "year": (str(entry.year or ""),),
        "stage": (entry.stage,),
        "signer": entry.signers,
        "dossier": entry.dossiers,
        "standing": (entry.standing,),
    }
    return {name: tuple(value for value in values if value) for name, values in found.items()}


def _facts_of(entry: Entry) -> str:
    """The names by which field words narrow, each word with its field: signer:lê signer:văn."""
    rows: list[str] = []
    for field, names in (
        ("signer", entry.signers),
        ("unit", entry.units),
        ("dossier", entry.dossier_names),
        ("field", (entry.field,)),
    ):
        for name in dict.fromkeys(names):
            written, folded = syllables_of(name)
            forms = (written, folded) if written != folded else (written,)
            rows += [" ".join(f"{field}:{word}" for word in words) for words in forms]
    return f" {FENCE} ".join(row for row in rows if row)


def pair_of(one: str, two: str) -> tuple[str, ...]:
    """Two neighbouring syllables as an accented pair, then with either side folded."""
    bare_one, bare_two = bare(one), bare(two)
    spelt = [f"{one}_{two}"]
    if one != bare_one:
        spelt.append(f"{one}_·{bare_two}")
    if two != bare_two:
        spelt.append(f"·{bare_one}_{two}")
    return tuple(spelt)


class _Spelt(dict[str, str]):
    """By the accented pair all that is written for it: an office repeats its pairs for years."""

    def __missing__(self, pair: str) -> str:
        if len(self) > _PAIRS_KEPT:
            self.clear()
        self[pair] = " ".join(pair_of(*pair.split("_")))
        return self[pair]


_PAIRS_KEPT = 200_000
_SPELT = _Spelt()


def _pairs(written: Sequence[str], folded: Sequence[str]) -> tuple[str, str]:
    """All neighbouring syllables as accented pairs with their halves, and as folded pairs."""
    accented = map("_".join, pairwise(written))
    return " ".join(map(_SPELT.__getitem__, accented)), " ".join(map("_".join, pairwise(folded)))


def words_of(entry: Entry) -> dict[str, str]:
    """The text fields of an index, each a line of words that an engine splits at blanks."""
    told: dict[str, str] = {}
    all_written: list[str] = []
    all_folded: list[str] = []
    for name, text in (
        ("title", entry.title),
        ("meta", f" {FENCE} ".join((*entry.meta, entry.number))),
        ("body", entry.body),
    ):
        written, folded = syllables_of(text)
        told[f"{name}_pairs"], told[f"{name}_bare_pairs"] = _pairs(written, folded)
        all_written += [*written, FENCE]
        all_folded += [*folded, FENCE]
    told["words"] = " ".join(all_written)
    told["bare_words"] = " ".join(all_folded)
    told["facts"] = _facts_of(entry)
    # Engines differ in whether an empty field counts for how long fields are: none is empty.
    return {name: words or FENCE for name, words in told.items()}


def own_keys(entry: Entry) -> frozenset[str]:
    """The keys of the document's own number, in all its forms."""
    number = parse_own_number(entry.number) if entry.number else None
    if number is None:
        return frozenset()
    return keys_of(number, issued=entry.year, kind=entry.kind.lower())


def cited_keys(entry: Entry) -> frozenset[str]:
    """The keys of the numbers that the document names in its title or text."""
    keys: set[str] = set()
    for number in chain(numbers_cited(entry.title), numbers_cited(entry.body)):
        first = number.symbols[0]
        keys |= keys_of(number, kind=first if first in TYPE_SYMBOLS else "")
    for number, kind in (*numbers_spelt(entry.body), *claims_in(entry.title)):
        keys |= keys_of(number, kind=kind)
    return frozenset(keys)


def body_of(paragraphs: Iterable[str]) -> str:
    """The text of a version as one string; places in it are places in the paragraphs."""
    return "\n".join(paragraphs)
