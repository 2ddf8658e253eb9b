"""Make the documents of the relevance set from what its source says."""

import random
from collections import defaultdict
from datetime import date, timedelta

from docs_mgmt.rules.document_types import TYPES
from tests.relevance.office import (
    CHIEF,
    COUNCIL,
    DEPUTIES,
    PATTERNS,
    UNIT_SYMBOLS,
    UNITS,
    Document,
    Law,
    Subject,
    homographs,
    kinds,
    laws,
    specials,
    subjects,
)

TYPE_NAMES = {one.key: one.name for one in TYPES}
CODES = {one.key: one.code for one in TYPES}
OWN_BOOK = {"QĐ", "CT", "GM", "GGT", "NQ"}
OTHER_WARD = "Ủy ban nhân dân phường Tân Lập"
OPENINGS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Xét đề nghị của bộ phận chuyên môn;",
    "Để tổ chức thực hiện tốt nhiệm vụ được giao, Ủy ban nhân dân phường đề nghị như sau:",
    "Thực hiện chỉ đạo của cấp trên về công tác trọng tâm trong năm;",
)
_CHANCE = random.Random(30_2020)


def all_documents() -> list[Document]:
    """Every document of the set, oldest first, numbered as registers do."""
    kind_rows, law_rows = kinds(), laws()
    told = subjects()
    found = [one for at, subject in enumerate(told) for one in _of_subject(subject, at, kind_rows)]
    found += _of_homographs()
    found += _written_one_by_one()
    found.sort(key=lambda one: (one.issued, one.id))
    _number(found)
    by_key = {subject.key: subject for subject in told}
    for one in found:
        _write(one, by_key.get(one.about), found, kind_rows, law_rows)
    return found


def _of_subject(
    subject: Subject, at: int, rows: dict[str, tuple[list[str], str]]
) -> list[Document]:
    """Six documents in a row of time; the last one may be the other ward's."""
    found = []
    day = date(2019, 1, 10) + timedelta(days=(at * 61) % 1900)
    for place, kind in enumerate(PATTERNS[at % len(PATTERNS)].split()):
        day += timedelta(days=20 + _CHANCE.randrange(170))
        titles = rows[kind][0]
        title = titles[(at + place) % len(titles)].format(
            t=subject.phrase,
            T=subject.phrase[0].upper() + subject.phrase[1:],
            y=day.year,
            z=day.year + 4,
        )
        document = Document(
            id=f"{subject.key}-{place + 1}",
            type=kind,
            unit=subject.unit,
            field=subject.field,
            title=title,
            signer=_signer(kind, subject.unit),
            issued=day,
            about=subject.key,
            sentences=frozenset({place % 4 + 1, (place + 1) % 4 + 1}),
        )
        if place == 5 and at % 3 == 0:
            document.office, document.readers = OTHER_WARD, ("agency2",)
            document.signer = "Hồ Văn Thuận"
        found.append(document)
    return found


def _signer(kind: str, unit: str) -> str:
    if kind == "NQ":
        return COUNCIL
    return CHIEF if kind in {"GM", "PB", "GGT", "PG", "PC"} else DEPUTIES[unit]


def _of_homographs() -> list[Document]:
    found = []
    for at, pair in enumerate(homographs()):
        for place, (side, (kind, unit, title, text)) in enumerate(pair.documents):
            found.append(
                Document(
                    id=f"homograph-{at + 1}-{place + 1}",
                    type=kind,
                    unit=unit,
                    field="",
                    title=title,
                    signer=_signer(kind, unit),
                    issued=date(2020, 2, 1) + timedelta(days=(at * 137 + place * 71) % 2100),
                    side=side,
                    body=text,
                )
            )
    return found


def _written_one_by_one() -> list[Document]:
    found = []
    for at, (head, text) in enumerate(specials()):
        key, kind, unit, field_name, title, *rights = head
        readers = rights[0].split()[1:] if rights and rights[0] else ["agency1"]
        found.append(
            Document(
                id=key,
                type=kind,
                unit=unit,
                field=field_name,
                title=title,
                signer=_signer(kind, unit),
                issued=date(2021, 3, 1) + timedelta(days=(at * 97) % 1800),
                readers=tuple(readers),
                body=text,
            )
        )
    return found


def _number(documents: list[Document]) -> None:
    """Give numbers in the order of days: own books for a few kinds, one book for the rest."""
    last: dict[tuple[str, int, str], int] = defaultdict(int)
    for at, one in enumerate(documents):
        book = one.type if one.type in OWN_BOOK else ""
        place = (one.office, one.issued.year, book)
        last[place] += 1 + _CHANCE.randrange(9 if book else 14)
        one.base = str(last[place])
        if at % 37 == 5:
            one.base += "a"
        one.symbols = _symbols(one, at)
        one.year_inside = (one.type == "NQ" and at % 2 == 0) or (one.type == "QĐ" and at % 7 == 3)
        shown = one.base.zfill(2) if one.base.isdigit() else one.base
        year = f"/{one.issued.year}" if one.year_inside else ""
        one.number = f"{shown}{year}/{one.symbols}"


def _symbols(one: Document, at: int) -> str:
    if one.type == "NQ":
        return "NQ-HĐND"
    if not CODES[one.type]:
        return f"UBND-{UNIT_SYMBOLS[one.unit]}"
    return f"{CODES[one.type]}-{'BCĐ' if one.type == 'KH' and at % 5 == 0 else 'UBND'}"


def _write(
    one: Document,
    subject: Subject | None,
    documents: list[Document],
    rows: dict[str, tuple[list[str], str]],
    law_rows: list[Law],
) -> None:
    """Put the text together: opening, what it rests on, what it says, its ending."""
    lines = []
    if subject is not None:
        lines.append(OPENINGS[int(one.id[-1]) % len(OPENINGS)])
        if int(one.id[-1]) % 2:
            for law in law_rows:
                if one.about in law.subjects:
                    one.cites.append(law.number)
                    lines.append(f"Căn cứ {law.words};")
        first = next(other for other in documents if other.about == one.about)
        if first is not one and int(one.id[-1]) in {2, 4, 5}:
            one.cites.append(first.number)
            day = first.issued
            lines.append(
                f"Thực hiện {TYPE_NAMES[first.type]} số {first.number} ngày {day.day:02d} "
                f"tháng {day.month} năm {day.year}, {UNITS[one.unit]} triển khai như sau."
            )
        lines += [subject.sentences[number] for number in sorted(one.sentences)]
    else:
        lines.append(one.body)
    lines.append(rows[one.type][1] if one.type in rows else "")
    lines.append(f"Nơi nhận: Như trên; Lưu: VT, {UNIT_SYMBOLS[one.unit]}.")
    one.body = "\n".join(line for line in lines if line)
