"""Made papers: facts first, then words; the same seed makes the same papers."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.archive_of_old import words as w

#: Type, its code in the notation, its name on paper.
TYPED = (
    ("QĐ", "QUYẾT ĐỊNH"),
    ("TB", "THÔNG BÁO"),
    ("BC", "BÁO CÁO"),
    ("KH", "KẾ HOẠCH"),
    ("TTr", "TỜ TRÌNH"),
    ("CT", "CHỈ THỊ"),
    ("GM", "GIẤY MỜI"),
    ("NQ", "NGHỊ QUYẾT"),
    ("CTr", "CHƯƠNG TRÌNH"),
    ("HD", "HƯỚNG DẪN"),
)
UNITS = ("VP", "TCKH", "NC", "VX", "ĐCXD")


@dataclass(frozen=True)
class Paper:
    """One made paper: what is true of it."""

    number: str
    notation: str
    full: str
    day: date
    type_key: str
    type_name: str
    issuer: str
    title: str
    signer: str
    place: str
    parent: tuple[str, ...]
    letterhead: tuple[str, ...]
    block: tuple[str, ...]
    #: What the text leaves blank.
    blanks: frozenset[str] = frozenset()

    def truth(self) -> dict[str, str]:
        """The facts as a reader of the paper alone may know them."""
        facts = {
            "number": self.number,
            "notation": self.notation,
            "full": self.full,
            "date": self.day.isoformat(),
            "type": self.type_key,
            "issuer": self.issuer,
            "title": self.title,
            "signer": self.signer,
        }
        return {name: "" if name in self.blanks else value for name, value in facts.items()}


def a_paper(seed: int) -> Paper:
    """One paper of some year, ward and type."""
    chance = random.Random(f"paper {seed}")
    day = date(2003, 1, 3) + timedelta(days=chance.randrange(365 * 20))
    level, capitals, name = chance.choice(w.WARDS)
    is_letter = chance.random() < 0.3
    type_key, type_name = ("CV", "") if is_letter else chance.choice(TYPED)
    number = chance.choice((chance.randrange(1, 10), chance.randrange(10, 4000)))
    body = "HĐND" if type_key == "NQ" else "UB" if day.year < 2005 else "UBND"
    notation = f"{body}-{chance.choice(UNITS)}" if is_letter else f"{type_key}-{body}"
    with_year = type_key in {"QĐ", "CT", "NQ"} and day.year >= 2005 and chance.random() < 0.3
    year = f"/{day.year}" if with_year else ""
    place_words = f"{level.lower()} {name}"
    title = chance.choice(w.TITLES) + chance.choice(w.AREAS).format(
        place=place_words, year=day.year
    )
    collective = "HỘI ĐỒNG NHÂN DÂN" if type_key == "NQ" else "ỦY BAN NHÂN DÂN"
    signer = " ".join((chance.choice(w.FAMILIES), chance.choice(w.MIDDLES), chance.choice(w.GIVEN)))
    parent, letterhead = _letterhead(chance, collective, level, capitals)
    return Paper(
        str(number),
        notation,
        f"{number:02d}{year}/{notation}",
        day,
        type_key,
        type_name,
        f"{collective.capitalize()} {place_words}",
        _as_title(title, is_letter=is_letter, chance=chance, type_key=type_key),
        signer,
        name,
        parent,
        letterhead,
        _block(chance, collective),
    )


def _as_title(title: str, *, is_letter: bool, chance: random.Random, type_key: str) -> str:
    if is_letter or type_key not in {"QĐ", "NQ", "TTr", "TB"} or chance.random() < 0.3:
        return title[:1].upper() + title[1:]
    return f"Về việc {title}"


def _letterhead(
    chance: random.Random, collective: str, level: str, capitals: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parent = chance.choice(((), ("UBND QUẬN LIÊN CHIỂU",), ("ỦY BAN NHÂN DÂN", "QUẬN LIÊN CHIỂU")))
    own = (collective, f"{level} {capitals}")
    return parent, (" ".join(own),) if parent and chance.random() < 0.5 else own


def _block(chance: random.Random, collective: str) -> tuple[str, ...]:
    if collective.startswith("HỘI"):
        return ("CHỦ TỊCH",)
    return chance.choice(
        (
            (f"TM. {collective}", "CHỦ TỊCH"),
            (f"TM. {collective}", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
            (f"T/M. {collective}", "CHỦ TỊCH"),
            ("CHỦ TỊCH",),
        )
    )


def with_blanks(paper: Paper) -> Paper:
    """The same paper before it was numbered: dots stand for number and day."""
    return replace(paper, blanks=frozenset({"number", "full", "date"}))
