"""The facts of an old paper, each with how sure it is; keeps out the database and the file.

The text proposes; the name of the file and its folders confirm, contradict or fill in. What two
sources say differently is doubtful, whichever is right: a person decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

from docs_mgmt.rules.old_paper.foot import signer_in
from docs_mgmt.rules.old_paper.head import Head, head_of
from docs_mgmt.rules.old_paper.lines import lines_of
from docs_mgmt.rules.old_paper.names import Place, place_of
from docs_mgmt.rules.old_paper.numbers import full_of
from docs_mgmt.rules.old_paper.types import LETTER, type_by_notation
from docs_mgmt.rules.vietnamese import has_tone_marks
from docs_mgmt.rules.words import Source

#: From here on a fact needs no second look.
SURE = 80
_DOUBT = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, how sure it is (0–100), and where it comes from; an empty one is not known."""

    value: str = ""
    sureness: int = 0
    source: Source = Source.TEXT

    @property
    def is_sure(self) -> bool:
        """Whether nobody need look at it."""
        return bool(self.value) and self.sureness >= SURE

    def doubted(self, at_most: int = _DOUBT) -> "Fact":
        """The same fact, no surer than that."""
        return replace(self, sureness=min(self.sureness, at_most))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one old paper."""

    number: Fact = field(default_factory=Fact)
    notation: Fact = field(default_factory=Fact)
    #: Number and notation as on paper: 07/QĐ-UBND, 15/2011/QĐ-UBND.
    full: Fact = field(default_factory=Fact)
    #: ISO: 2011-12-28.
    date: Fact = field(default_factory=Fact)
    #: The key of the type: QĐ, CV.
    type: Fact = field(default_factory=Fact)
    issuer: Fact = field(default_factory=Fact)
    #: Trích yếu.
    title: Fact = field(default_factory=Fact)
    signer: Fact = field(default_factory=Fact)

    def named(self) -> dict[str, Fact]:
        """Each fact by its name."""
        return {row.name: getattr(self, row.name) for row in fields(self)}

    def doubtful(self) -> tuple[str, ...]:
        """The names of the facts that somebody should look at."""
        return tuple(name for name, fact in self.named().items() if not fact.is_sure)

    def with_facts(self, facts: Mapping[str, Fact]) -> "Facts":
        """The same facts but for those given."""
        return replace(self, **facts)


def from_json(kept: Mapping[str, Sequence[object]]) -> Facts:
    """Kept facts as they were proposed."""
    facts = {
        name: Fact(str(value), int(str(sureness)), Source(str(source)))
        for name, (value, sureness, source) in kept.items()
    }
    return Facts(**facts)


def facts_in(
    paragraphs: Iterable[str],
    *,
    name: str = "",
    folders: Sequence[str] = (),
    is_recognised: bool = False,
) -> Facts:
    """Propose the facts of a paper from its text, its file's name and the folders it lies in.

    Words that were recognised in a scan prove nothing by themselves: a 6 looks much like a 5.
    """
    lines = list(lines_of(paragraphs))
    head = head_of(lines)
    place = place_of(name, folders)
    signer = signer_in(lines)
    facts = Facts(
        number=_number(head),
        notation=_notation(head),
        full=_full(head),
        date=_date(head),
        type=_type(head),
        issuer=_issuer(head),
        title=_title(head),
        signer=Fact(signer.name, signer.sureness) if signer else Fact(),
    )
    if not any(has_tone_marks(line.plain) for line in lines):
        facts = facts.with_facts(
            {key: fact.doubted(70) for key, fact in facts.named().items() if key != "date"}
        )
    if is_recognised:
        facts = facts.with_facts({key: fact.doubted(75) for key, fact in facts.named().items()})
    return _held_against(_agreed(facts, head), place)


def _number(head: Head) -> Fact:
    if not head.number.number:
        return Fact()
    sureness = 97 if head.has_number_line else _DOUBT
    if head.number.is_mended:
        sureness = min(sureness, 70)
    return Fact(f"{head.number.number}{head.number.suffix}", sureness)


def _notation(head: Head) -> Fact:
    if not head.number.notation:
        return Fact()
    fact = Fact(head.number.notation, 96 if head.has_number_line else _DOUBT)
    looks_right = "-" in fact.value or "/" in fact.value
    return fact.doubted(70) if head.number.is_mended or not looks_right else fact


def _full(head: Head) -> Fact:
    full = full_of(head.number)
    if not full:
        return Fact()
    return Fact(full, min(_number(head).sureness, _notation(head).sureness))


def _date(head: Head) -> Fact:
    if head.date is None or head.date.day is None:
        return Fact()
    sureness = 70 if head.is_of_meeting or head.date.is_mended else 95
    if head.is_attached:
        sureness = _DOUBT
    return Fact(head.date.day.isoformat(), sureness)


def _type(head: Head) -> Fact:
    by_notation = type_by_notation(head.number.notation) if head.number.notation else ""
    if head.type_key:
        if head.type_is_alone and by_notation in {"", head.type_key}:
            return Fact(head.type_key, 97)
        return Fact(head.type_key, 90 if by_notation == head.type_key else _type_alone(head))
    if head.has_about and by_notation in {"", LETTER}:
        return Fact(LETTER, 95 if by_notation else 85)
    if head.has_addressee and by_notation == LETTER:
        return Fact(LETTER, 85)
    return Fact(by_notation, 75) if by_notation else Fact()


def _type_alone(head: Head) -> int:
    """How sure a line that names the type is against a notation that does not."""
    shows_other = type_by_notation(head.number.notation) not in {"", LETTER}
    if head.is_attached:
        return 85
    return _DOUBT if shows_other else 85


def _issuer(head: Head) -> Fact:
    if not head.issuer:
        return Fact()
    return Fact(head.issuer, 92 if head.has_motto or head.has_number_line else 70)


def _title(head: Head) -> Fact:
    if head.title is None:
        return Fact()
    return Fact(head.title.text, 70 if head.title.is_doubtful or len(head.title.text) < 12 else 90)


def _agreed(facts: Facts, head: Head) -> Facts:
    """Hold the facts of the text against each other: the year in the number and in the date."""
    year, changed = head.number.year, {}
    if year and facts.date.value and date.fromisoformat(facts.date.value).year != year:
        changed = {"date": facts.date.doubted(), "full": facts.full.doubted()}
    return facts.with_facts(changed)


def _held_against(facts: Facts, place: Place) -> Facts:
    """Hold the text against the file's name and folders, and fill in what only they say."""
    changed: dict[str, Fact] = {}
    if place.number:
        changed |= _number_and_place(facts, place)
    if place.type_key and facts.type.value != place.type_key:
        changed["type"] = (
            facts.type if facts.type.is_sure else Fact(place.type_key, 65, Source.NAME)
        )
    if facts.date.value:
        if place.years and date.fromisoformat(facts.date.value).year not in place.years:
            changed["date"] = facts.date.doubted()
    elif place.day is not None:
        changed["date"] = Fact(place.day.isoformat(), 65, Source.NAME)
    return facts.with_facts(changed)


def _number_and_place(facts: Facts, place: Place) -> dict[str, Fact]:
    if not facts.number.value:
        number = Fact(place.number, 65, Source.NAME)
        if not facts.notation.value:
            return {"number": number}
        full = f"{int(place.number):02d}/{facts.notation.value}"
        return {"number": number, "full": Fact(full, 65, Source.NAME)}
    if facts.number.value.rstrip("abcđ") != place.number and place.type_key in {
        "",
        facts.type.value,
    }:
        return {"number": facts.number.doubted(), "full": facts.full.doubted()}
    return {}
