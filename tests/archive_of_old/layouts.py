"""How a reader gives the made papers: table, tabs, wrapped pages, misread letters."""

import random
import textwrap
import unicodedata
from collections.abc import Callable, Sequence

from tests.archive_of_old import words as w
from tests.archive_of_old.papers import Paper

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def number_line(paper: Paper) -> str:
    """«Số: 15/QĐ-UBND», or with dots."""
    tail = paper.full.partition("/")[2]
    number = "……" if "number" in paper.blanks else paper.full.partition("/")[0]
    return f"Số: {number}/{tail}"


def date_line(paper: Paper) -> str:
    """«Hòa Minh, ngày 05 tháng 3 năm 2011», or with dots."""
    day = paper.day
    written = "......" if "date" in paper.blanks else f"{day.day:02d}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{paper.place}, ngày {written} tháng {month} năm {day.year}"


def about(paper: Paper) -> list[str]:
    """V/v under the number of a letter."""
    small = paper.title[:1].lower() + paper.title[1:]
    return [f"V/v {small}"] if paper.type_key == "CV" else []


def middle(paper: Paper, chance: random.Random) -> list[str]:
    """From the type to the end of the text."""
    if paper.type_key == "CV":
        return ["Kính gửi: Các tổ dân phố, các đoàn thể", *chance.sample(w.BODY, 2)]
    lines = [paper.type_name, paper.title]
    if paper.type_key in {"QĐ", "NQ"}:
        lines += [paper.issuer.upper(), *chance.sample(w.BASES, 2), w.PROPOSAL]
        lines += [f"{paper.type_name.replace('NGHỊ QUYẾT', 'QUYẾT NGHỊ')}:"]
        return [*lines, f"Điều 1. {w.BODY[0]}", f"Điều 2. {w.BODY[3]}"]
    if paper.type_key in {"TTr", "BC"}:
        lines.append("Kính gửi: Ủy ban nhân dân quận Liên Chiểu")
    return [*lines, f"Thực hiện chỉ đạo của cấp trên, {paper.issuer} báo cáo như sau:", *w.BODY]


def foot(paper: Paper) -> list[str]:
    """Recipients, then the block."""
    return ["Nơi nhận:", *w.RECIPIENTS, *paper.block, "(Đã ký)", paper.signer]


def as_table(paper: Paper, chance: random.Random) -> list[str]:
    """A table as layout: cell by cell."""
    left = [*paper.parent, *paper.letterhead, "-------", number_line(paper), *about(paper)]
    return [
        *left,
        *MOTTO,
        "---------------",
        date_line(paper),
        *middle(paper, chance),
        *foot(paper),
    ]


def motto_first(paper: Paper, chance: random.Random) -> list[str]:
    """The right column before the left one."""
    left = [*paper.parent, *paper.letterhead, number_line(paper), *about(paper)]
    return [*MOTTO, date_line(paper), *left, *middle(paper, chance), *foot(paper)]


def as_tabs(paper: Paper, chance: random.Random) -> list[str]:
    """Tabs between the columns: each line holds a part of both."""
    left = [*paper.parent, *paper.letterhead]
    right = [*MOTTO, *[""] * 3]
    head = [f"{a}\t{b}".strip() for a, b in zip(left, right, strict=False)]
    head.append(f"{number_line(paper)}\t{date_line(paper)}")
    names = ["Nơi nhận:", *w.RECIPIENTS]
    block = [*paper.block, "", paper.signer]
    rows = max(len(names), len(block))
    names += [""] * (rows - len(names))
    block += [""] * (rows - len(block))
    end = [f"{a}\t{b}".strip() for a, b in zip(names, block, strict=True)]
    return [*head, *about(paper), *middle(paper, chance), *end]


def as_pages(paper: Paper, chance: random.Random) -> list[str]:
    """Lines as a PDF gives them: broken where the column ends."""
    left = [*paper.parent, *paper.letterhead, number_line(paper)]
    for line in about(paper):
        left += textwrap.wrap(line, 34)
    text: list[str] = []
    for line in middle(paper, chance):
        text += textwrap.wrap(line, 62)
    return [*left, *MOTTO, date_line(paper), *text, *foot(paper), "2"]


def misread(paper: Paper, chance: random.Random) -> list[str]:
    """As OCR gives it: bars and hooks lost in number and type, 6 for ố."""
    lines = as_pages(paper, chance)
    wrong = {"Số: ": chance.choice(("S6: ", "Só: ", "SỐ: ")), "QĐ-": "QD-", "HĐND": "HDND"}
    out = []
    for line in lines:
        read = line
        if line.startswith("Số: "):
            for good, bad in wrong.items():
                read = read.replace(good, bad)
        out.append(read)
    return out


def _decomposed(lines: Sequence[str]) -> list[str]:
    return [unicodedata.normalize("NFD", line) for line in lines]


def _old_tones(lines: Sequence[str]) -> list[str]:
    return [line.replace("òa", "oà").replace("ÒA", "OÀ").replace("ủy", "uỷ") for line in lines]


def _long_dashes(lines: Sequence[str]) -> list[str]:
    return [line.replace("Tự do - ", "Tự do – ").replace("lập - ", "lập – ") for line in lines]


def _plain(lines: Sequence[str]) -> list[str]:
    return list(lines)


LAYOUTS: tuple[Callable[[Paper, random.Random], list[str]], ...] = (
    as_table,
    motto_first,
    as_tabs,
    as_pages,
    misread,
)
SPELLINGS: tuple[Callable[[Sequence[str]], list[str]], ...] = (
    _plain,
    _decomposed,
    _old_tones,
    _long_dashes,
)


def read_as(paper: Paper, seed: int) -> list[str]:
    """The paper as some reader gives it."""
    chance = random.Random(f"layout {seed}")
    lines = LAYOUTS[seed % len(LAYOUTS)](paper, chance)
    return SPELLINGS[seed // len(LAYOUTS) % len(SPELLINGS)](lines)
