"""What the relevance set is written from: subjects, kinds, laws and pairs of words, as facts."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

SOURCE = Path(__file__).parent / "source"
UNITS = {
    "VP": "Văn phòng HĐND và UBND",
    "KT": "Phòng Kinh tế, Hạ tầng và Đô thị",
    "VH": "Phòng Văn hóa - Xã hội",
    "TT": "Trung tâm Phục vụ hành chính công",
}
UNIT_SYMBOLS = {"VP": "VP", "KT": "KTHTĐT", "VH": "VHXH", "TT": "TTPVHCC"}
HEAD, COUNCIL, CHIEF = "Đặng Hữu Khải", "Phạm Thị Thu Hương", "Đoàn Trọng Nhân"
DEPUTIES = {"KT": "Tạ Quốc Vỹ", "VH": "Lương Thị Mỹ Hạnh", "VP": HEAD, "TT": HEAD}
#: What the six documents of a subject are; each row is one way that such business goes.
PATTERNS = (
    "KH QĐ BC CV TB TTr",
    "CTr KH TB CV BC QC",
    "PA QĐ TTr BB CV BC",
    "KH HD CV BC GM CT",
    "ĐA TTr NQ KH CĐ BC",
    "KH QyĐ TC CV PB BB",
    "DA HĐ BGN BTT TTr QĐ",
    "KH CV BC TB QĐ HD",
)


@dataclass(frozen=True)
class Subject:
    """One piece of the office's business: how titles call it, how people do, what is said of it."""

    key: str
    unit: str
    field: str
    phrase: str
    kin: tuple[str, ...]
    typed: str
    sentences: dict[int, str]
    asked: tuple[tuple[int, str], ...]


@dataclass
class Document:
    """One document of the set with what it is about, so that judgements need no engine."""

    id: str
    type: str
    unit: str
    field: str
    title: str
    signer: str
    issued: date
    about: str = ""
    sentences: frozenset[int] = frozenset()
    side: str = ""
    number: str = ""
    base: str = ""
    symbols: str = ""
    year_inside: bool = False
    cites: list[str] = field(default_factory=list)
    readers: tuple[str, ...] = ("agency1",)
    office: str = "Ủy ban nhân dân phường Hòa Minh"
    body: str = ""


def rows_of(name: str) -> list[str]:
    lines = (SOURCE / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("# ")]


def subjects() -> list[Subject]:
    found = []
    for name in ("subjects_1.txt", "subjects_2.txt", "subjects_3.txt"):
        blocks: list[list[str]] = []
        for line in rows_of(name):
            if line.startswith("["):
                blocks.append([])
            blocks[-1].append(line)
        found += [_subject(block) for block in blocks]
    return found


def _subject(block: list[str]) -> Subject:
    head, *rest = block
    key, _, told = head[1:].partition("]")
    unit, field_name, phrase, *kin = [part.strip() for part in told.split("|")]
    sentences, asked, typed = {}, [], ""
    for line in rest:
        first, _, text = line.partition(" ")
        if first == "t":
            typed = text
        elif first == "?":
            number, _, question = text.partition(" ")
            asked.append((int(number), question))
        else:
            sentences[int(first)] = text
    related = tuple(kin[0].split()[1:]) if kin else ()
    return Subject(key, unit, field_name, phrase, related, typed, sentences, tuple(asked))


def kinds() -> dict[str, tuple[list[str], str]]:
    """Each type's ways to put a title, and how its text ends."""
    found = {}
    for line in rows_of("types.txt"):
        key, titles, ending = (part.strip() for part in line.split("|"))
        found[key] = ([one.strip() for one in titles.split("~")], ending)
    return found


@dataclass(frozen=True)
class Law:
    number: str
    words: str
    subjects: frozenset[str]


def laws() -> list[Law]:
    rows = [[part.strip() for part in line.split("|")] for line in rows_of("laws.txt")]
    return [Law(number, words, frozenset(keys.split())) for number, words, keys in rows]


@dataclass
class Pair:
    """Two phrases that fold to the same letters, with documents and questions of either side."""

    sides: tuple[str, str]
    documents: list[tuple[str, list[str]]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)


def homographs() -> list[Pair]:
    pairs: list[Pair] = []
    for line in rows_of("homographs.txt"):
        if line.startswith("="):
            one, _, other = line[1:].partition("/")
            pairs.append(Pair((one.strip(), other.strip())))
            continue
        side = pairs[-1].sides["<>".index(line.lstrip("?")[0])]
        if line.startswith("?"):
            pairs[-1].asked.append((side, line[2:].strip()))
        else:
            pairs[-1].documents.append((side, [part.strip() for part in line[1:].split("|")]))
    return pairs


def specials() -> list[tuple[list[str], str]]:
    """Documents written one by one: the facts of the head line, and the text."""
    found: list[tuple[list[str], str]] = []
    for line in rows_of("specials.txt"):
        if line.startswith("!"):
            found.append(([part.strip() for part in line[1:].split("|")], ""))
        else:
            found[-1] = (found[-1][0], line)
    return found
