"""Make the questions of the relevance set, each judged by what documents are about.

A grade is 3 for what answers the question, 1 (or 2) for the same business otherwise, 0 for all
else. Nothing here asks an engine.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from docs_mgmt.rules.vietnamese import fold, is_syllable, syllables
from tests.relevance.documents import TYPE_NAMES
from tests.relevance.office import Document, Subject, homographs, rows_of, subjects

#: Who sees everything of the first ward, also what is kept close.
LEADER = ("agency1", "u-vp", "u-kt", "u-vh", "p-head", "p-diep", "p-thu", "p-loi")


@dataclass(frozen=True)
class Question:
    """One question with who asks and what each document is worth as an answer to it."""

    kind: str
    text: str
    judged: dict[str, int]
    reader: tuple[str, ...] = LEADER


def all_questions(documents: list[Document]) -> Iterator[Question]:
    """Every question of the set; what its reader may not see is judged nothing."""
    told = subjects()
    makers: tuple[Iterable[Question], ...] = (
        _numbers(documents),
        _cited(documents),
        _missing(documents),
        _titles(documents, told),
        _words_of_bodies(documents, told),
        _asked_in_sentences(documents, told),
        _homographs(documents),
        _prefixes(documents, told),
        _by_hand(documents),
    )
    for maker in makers:
        for one in maker:
            seen = {d.id for d in documents if set(d.readers) & set(one.reader)}
            judged = {pk: grade for pk, grade in one.judged.items() if grade and pk in seen}
            yield Question(one.kind, one.text, judged, one.reader)


def _grades(documents: list[Document], grade: Callable[[Document], int]) -> dict[str, int]:
    return {one.id: grade(one) for one in documents}


# Numbers

_Form = Callable[[Document], str]
_WHOLE: tuple[_Form, ...] = (
    lambda d: d.number.lower(),
    lambda d: d.number.replace("/", " / ").replace("-", " - "),
    lambda d: d.number.replace("-", "–"),
    lambda d: f"số {d.number}",
    lambda d: f"Số: {d.number.lower()}",
    lambda d: f"000{d.number}" if d.number[0] != "0" else d.number.lstrip("0"),
    lambda d: f"văn bản số {d.number}",
    lambda d: d.number.upper(),
)


def _same_number(one: Document, other: Document) -> bool:
    year = (one.issued.year if one.year_inside else None) == (
        other.issued.year if other.year_inside else None
    )
    return one.base == other.base and one.symbols == other.symbols and year


def _whole(documents: list[Document], asked: Document) -> dict[str, int]:
    def grade(one: Document) -> int:
        if _same_number(one, asked):
            return 3
        return 1 if asked.number in one.cites else 0

    return _grades(documents, grade)


def _numbers(documents: list[Document]) -> Iterator[Question]:
    own = [d for d in documents if d.readers == ("agency1",)]
    for one in own[3::17]:
        yield Question("number_exact", one.number, _whole(documents, one))
    for at, one in enumerate(own[5::13]):
        yield Question("number_loose", _WHOLE[at % len(_WHOLE)](one), _whole(documents, one))
    for one in [d for d in own if TYPE_NAMES[d.type] != "Công văn" and not d.year_inside][7::31]:
        judged = _grades(
            documents,
            lambda d, o=one: 3 * (d.type == o.type and d.base == o.base) or _names(d, o, documents),
        )
        yield Question("number_loose", f"{TYPE_NAMES[one.type].lower()} số {one.base}", judged)
        yield Question("number_loose", f"{fold(TYPE_NAMES[one.type])} {one.base}", judged)
    for one in own[11::61]:
        year = one.issued.year
        judged = _grades(
            documents,
            lambda d, o=one: 3 * (d.base == o.base and d.issued.year == o.issued.year),
        )
        yield Question("number_loose", f"{one.base}/{year}", judged)


def _names(one: Document, asked: Document, documents: list[Document]) -> int:
    """Whether a text names a document of this kind and base among those it rests on."""
    named = {d.number for d in documents if d.type == asked.type and d.base == asked.base}
    return int(bool(named & set(one.cites)))


def _cited(documents: list[Document]) -> Iterator[Question]:
    laws = sorted({cite for d in documents for cite in d.cites} - {d.number for d in documents})
    for at, number in enumerate(laws):
        typed = (number, number.lower(), f"nghị định {number}", number.replace("/", " / "))[at % 4]
        if "NĐ" not in number:
            typed = number
        yield Question(
            "number_cited", typed, _grades(documents, lambda d, n=number: 3 * (n in d.cites))
        )


def _missing(documents: list[Document]) -> Iterator[Question]:
    """Numbers that nobody bears and nobody names, near to those that are there."""
    known = {d.number.lower().lstrip("0") for d in documents}
    known |= {cite.lower() for d in documents for cite in d.cites}
    bases = {(d.base, d.symbols.split("-")[0]) for d in documents}
    for made, one in enumerate(documents[9::23]):
        number = int(re.sub(r"\D", "", one.base)) + 1
        first = one.symbols.split("-")[0]
        while f"{number}/{one.symbols.lower()}" in known or (str(number), first) in bases:
            number += 1
        forms = (f"{number}/{one.symbols}", f"{number:04d}/{one.symbols.lower()}",
                 f"{one.base}/1999/{one.symbols}", f"{number + 7000}",
                 f"{one.base}/{one.symbols}-XYZ", f"văn bản số {number}/{one.symbols}")  # fmt: skip
        yield Question("number_missing", forms[made % len(forms)], {})


# Words


def _titles(documents: list[Document], told: list[Subject]) -> Iterator[Question]:
    for at, subject in enumerate(told[1::2]):
        own = [d for d in documents if d.about == subject.key and d.readers == ("agency1",)]
        asked = own[at % len(own)]
        year = (
            f" {asked.issued.year}" if at % 3 == 0 and str(asked.issued.year) in asked.title else ""
        )
        text = f"{TYPE_NAMES[asked.type].lower()} {subject.typed}{year}"

        def grade(one: Document, asked: Document = asked, year: str = year) -> int:
            if one.about != asked.about:
                return 0
            if one.type != asked.type:
                return 1
            return 3 if not year or one.issued.year == asked.issued.year else 2

        judged = _grades(documents, grade)
        yield Question("title_marked", text, judged)
        yield Question("title_bare", fold(text), judged)


def _words_of_bodies(documents: list[Document], told: list[Subject]) -> Iterator[Question]:
    """A handful of words that somebody remembers from the middle of a sentence."""
    for at, subject in enumerate(told[::2]):
        number = at % 4 + 1
        words = [w.text for w in syllables(subject.sentences[number]) if w.text.isalpha()]
        begin = len(words) // 3
        text = " ".join(words[begin : begin + 5 + at % 2])
        judged = _grades(documents, lambda d, s=subject, n=number: 3 * (_answers(d, s, n) == 3))
        yield Question("body_words", text if at % 3 else fold(text), judged)


def _asked_in_sentences(documents: list[Document], told: list[Subject]) -> Iterator[Question]:
    for subject in told:
        for number, text in subject.asked:
            judged = _grades(documents, lambda d, s=subject, n=number: _answers(d, s, n))
            yield Question("paraphrase", text, judged)


def _answers(one: Document, subject: Subject, number: int) -> int:
    if one.about != subject.key:
        return 0
    return 3 if number in one.sentences else 1


def _homographs(documents: list[Document]) -> Iterator[Question]:
    """Both sides fold to the same letters; only the side that was typed answers."""
    for pair in homographs():
        for side, text in pair.asked:
            judged = _grades(
                documents,
                lambda d, s=side, t=text: 0 if d.side != s else 3 if _holds(d, t) else 1,
            )
            yield Question("homograph", text, judged)
        for side in pair.sides:
            if any(_says(d, side) for d in documents if not d.side):
                continue  # everyday words: their documents cannot be told one by one
            judged = _grades(documents, lambda d, s=side: 3 * (d.side == s) or int(_says(d, s)))
            yield Question("homograph", side, judged)


def _holds(one: Document, words: str) -> bool:
    """Whether every syllable of these words stands somewhere in the text."""
    return set(_words(words)) <= set(_words(f"{one.title} {one.body}"))


def _says(one: Document, words: str) -> bool:
    return words.casefold() in _small(f"{one.title}\n{one.body}\n{one.office}")


@cache
def _small(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in syllables(text))


def _prefixes(documents: list[Document], told: list[Subject]) -> Iterator[Question]:
    """The third word has only its first letters yet; whatever title goes on so is an answer."""
    for subject in told[::3]:
        words = [word.text for word in syllables(subject.phrase)]
        start = re.match(r"(ngh|ng|nh|ch|th|tr|kh|ph|gi|qu|[bcdđghklmnprstvx])", words[2])
        if start is None or is_syllable(fold(start[0])):
            continue
        begun = [*words[:2], start[0]]
        judged = _grades(
            documents,
            lambda d, b=begun: 3 * _goes_on(d.title, b) or int(_goes_on(d.body, b)),
        )
        yield Question("prefix", " ".join(begun), judged)
        yield Question("prefix", fold(" ".join(begun)), judged)


def _goes_on(text: str, begun: list[str]) -> bool:
    words = _words(text)
    first, second, start = begun
    return any(
        one == first and two == second and three.startswith(start)
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    )


# Written by hand

_CLASSES = {"a": "abbreviation_to_long", "l": "long_to_abbreviation", "n": "name",
            "f": "field_words", "x": "phrase", "r": "rights"}  # fmt: skip


def _by_hand(documents: list[Document]) -> Iterator[Question]:
    for line in rows_of("questions.txt"):
        letter, *parts = (part.strip() for part in line.split("|"))
        reader = LEADER
        if letter == "r":
            reader = tuple(parts.pop(0).split())
        text, about = parts
        judge = {"n": _by_name, "f": _by_conditions, "x": _by_phrase}.get(letter, _by_subject)
        judged = _grades(documents, judge(about))
        yield Question(_CLASSES[letter], text, judged, reader)


_Judge = Callable[[Document], int]


def _by_subject(about: str) -> _Judge:
    wanted = set(about.split())
    return lambda d: 3 * bool({d.about, d.id} & wanted)


def _by_name(about: str) -> _Judge:
    if about.startswith("*"):
        return lambda d: 3 * (d.signer == about[1:])
    return _by_subject(about)


def _by_conditions(about: str) -> _Judge:
    conditions = dict(part.split("=") for part in about.split())

    def grade(one: Document) -> int:
        facts = {"about": one.about, "type": one.type, "unit": one.unit,
                 "signer": one.signer.replace(" ", "_"), "year": str(one.issued.year)}  # fmt: skip
        return 3 * all(facts[name] in value.split(",") for name, value in conditions.items())

    return grade


def _by_phrase(about: str) -> _Judge:
    subject, sign, words = re.fullmatch(r"([\w\-]*) ?([+-]) (.+)", about).groups()

    def grade(one: Document) -> int:
        is_there = _says(one, words)
        if sign == "+":
            return 3 * (is_there and subject in {"", one.about})
        return 3 * (one.about == subject and not is_there)

    return grade
