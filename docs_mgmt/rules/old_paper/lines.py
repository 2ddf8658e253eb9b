"""The lines of an old paper, whatever columns, tabs and tables they were typed in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from docs_mgmt.rules.vietnamese import canon, clean, fold


@dataclass(frozen=True, slots=True)
class Line:
    """One line in three spellings of the same length: as shown, canonical, and folded."""

    shown: str
    plain: str
    folded: str

    @property
    def is_capitals(self) -> bool:
        """Whether it is written in capitals."""
        return self.plain.isupper()

    def part(self, start: int, end: int | None = None) -> "Line":
        """A part of the line, without the blanks and rules at its ends."""
        end = len(self.plain) if end is None else end
        while start < end and self.plain[start] in _EDGE:
            start += 1
        while end > start and self.plain[end - 1] in _EDGE:
            end -= 1
        return Line(self.shown[start:end], self.plain[start:end], self.folded[start:end])


class Sort(StrEnum):
    """What a piece of the head is."""

    MOTTO = "motto"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the head: a column's part of a line."""

    sort: Sort
    line: Line


_EDGE = " \t_*"
_RULE = re.compile(r"[\s\-_=*~.…]+")
_STATE = "cong hoa xa hoi chu nghia viet nam"
_SHORTEST = len("cong hoa xa ")
_MOTTO = re.compile(
    r"c[o0]ng h[o0]a xa h[o0]i(?: chu nghia(?: viet(?: nam)?)?)?|dang c[o0]ng san viet nam"
    r"|[dđ][o0]c lap\W{1,4}tu d[o0]\W{1,4}hanh phuc"
)
_BLANK = r"[\s.…_]*"
DATE = re.compile(
    rf"(?<!\w)ngay{_BLANK}(?P<day>[0-9lio]{{1,2}})?{_BLANK}thang{_BLANK}(?P<month>[0-9lio]{{1,2}})?"
    rf"{_BLANK}nam{_BLANK}(?P<year>[0-9lio]{{4}}|[0-9]{{2,3}}(?=[.…]))?"
)
DATE_IN_FIGURES = re.compile(
    r"(?<!\w)ngay\s*(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})"
)
_NUMBER_STARTS = re.compile(
    r"(?<!\w)s[o06]\s*[:;.]\s*(?=[\d.…/_\-li])|^s[o06]\s+(?=\d+\S* ?/|\d+ [a-z]+[/.]|\d+ ?- ?[a-z])"
    r"|(?<!\w)so\s+(?=\d+\S*/\S+ ngay )"
)
#: Where the head is over: the words with which the text itself begins.
BODY = re.compile(
    r"(?:can cu|kinh gui|kinh (?:thua|trinh)|xet (?:de nghi|to trinh|don)|theo de nghi"
    r"|dieu (?:1|i)\b|quyet (?:dinh|nghi) ?:|chuong (?:1|i)\b|phan (?:thu nhat|i)\b"
    r"|thuc hien|hom nay|thoi gian bat dau|trong (?:thoi gian|nam|thang|quy)|nham "
    r"|de (?:dam|trien|tang|giam|thuc|gop|kip|co|phuc)"
    r"|ngay \d|tu ngay|qua |sau khi|thoi gian qua|i\. |1\. |[a1]\))"
)
MOST_OF_A_HEAD = 60
#: Words that begin a line of their own, though a reader of columns may have run them on.
_NEW_LINE = re.compile(
    r"\n|(?<=\S) (?=K[ií]nh g[ửu]i ?:|N[ơo]i nh[ậa]n ?:)|(?<=năm \d{4}) (?=[Vv]/[Vv] )"
)
#: Ruled lines drawn with signs beside words.
_DRAWN = re.compile(r"(?<!\S)[-=*~–—_]{3,}(?!\S)")
_DATE_BROKEN = re.compile(
    rf"(?<!\w)ngay{_BLANK}\d{{0,2}}{_BLANK}(?:thang{_BLANK}\d{{0,2}}{_BLANK}(?:nam{_BLANK})?)?$"
)
_REST_OF_DATE = re.compile(rf"(?:thang{_BLANK}\d{{1,2}}{_BLANK})?(?:nam)?{_BLANK}\d{{4}}\W*")
#: Where an office is and how it is called, under its name.
ADDRESS = re.compile(
    r"(?:dia chi|d/?c|dien thoai|d/?t|tel|fax|e-?mail|website|ma so thue|mst|tai khoan)\b\s*[:.\d]"
)
_MOTTO_BROKEN = re.compile(r"XÃ HỘI CHỦ NGHĨA\W*$")
_COUNTRY = re.compile(r"(?:^[\W_]+)?(?<!\w)VIỆT NAM(?!\w)")
#: So many lines later the rest of the motto comes at the latest.
_NEAR = 3
_NUMBERED = re.compile(r"(?:Phường|Quận|P\.|Q\.|Khu vực) ?$")
_TIME_OF_DAY = re.compile(r"hoi \d{1,2} ?(?:gio|h) ?(?:\d\d)?(?: phut)?,?$")
_DAY_OF_A_STAMP = re.compile(r"ngay(?: den)?\s*:?[\s\d/.\-…]*")
_NO_LETTER = re.compile(r"[^a-z]+")


def begins_the_text(line: Line) -> bool:
    """Whether the head is over with this line; one that goes on in small letters is of the head."""
    return bool(BODY.match(line.folded)) and not line.plain[0].islower()


def lines_of(paragraphs: Iterable[str]) -> Iterator[Line]:
    """Every line that says something; a date that was broken in two is whole."""
    broken = ""
    for shown in _shown_lines(paragraphs):
        whole = shown
        if broken and _REST_OF_DATE.fullmatch(fold(shown)):
            whole = f"{broken} {shown}"
        elif broken:
            yield _line_of(broken)
        broken = whole if whole == shown and _DATE_BROKEN.search(fold(shown)) else ""
        if not broken:
            yield _line_of(whole)
    if broken:
        yield _line_of(broken)


def _line_of(shown: str) -> Line:
    return Line(shown, canon(shown), fold(shown))


def _shown_lines(paragraphs: Iterable[str]) -> Iterator[str]:
    before, broken = "", 0
    for paragraph in paragraphs:
        for text in _NEW_LINE.split(paragraph):
            shown = " ".join(_DRAWN.sub(" ", clean(text)).split())
            if shown and not _ends_the_motto(before, shown) and not _RULE.fullmatch(shown):
                # The rest of a broken motto may stand beside a line of the left column.
                shown, times = _COUNTRY.subn(" ", shown, count=1) if broken else (shown, 0)
                broken = 0 if times else max(broken - 1, 0)
                shown = " ".join(shown.split())
                yield shown
            if _MOTTO_BROKEN.search(canon(shown)):
                broken = _NEAR
            before = shown


def _ends_the_motto(before: str, shown: str) -> bool:
    """Whether a line is but the end of the motto, which a narrow column broke in two."""
    rest = " ".join(_NO_LETTER.sub(" ", fold(shown)).split()).replace("dnam", "nam")
    start = _STATE.removesuffix(rest)
    return (
        bool(rest)
        and start != _STATE
        and len(start) > _SHORTEST
        and fold(before).endswith(start.rstrip())
    )


def pieces_of(line: Line) -> Iterator[Piece]:
    """Take a line of the head apart: left and right column may stand in one."""
    at = 0
    for start, end, sort in sorted(_marks(line)):
        if start < at:
            continue
        if (text := line.part(at, start)).plain:
            yield Piece(Sort.TEXT, text)
        yield Piece(sort, line.part(start, end))
        at = end
    if (rest := line.part(at)).plain:
        yield Piece(Sort.TEXT, rest)


def _marks(line: Line) -> Iterator[tuple[int, int, Sort]]:
    for found in _MOTTO.finditer(line.folded):
        yield found.start(), found.end(), Sort.MOTTO
    date = DATE.search(line.folded) or DATE_IN_FIGURES.search(line.folded)
    place = len(line.folded)
    if date and is_a_date_line(line, date):
        place = _start_of_place(line.plain, date.start())
        yield place, date.end(), Sort.DATE
    number = _NUMBER_STARTS.search(line.folded)
    # In running text «số 15/…» cites; only capitals, a colon or the line's beginning name it.
    if number and (number.start() == 0 or not number[0].strip().isalpha() or line.is_capitals):
        motto = _MOTTO.search(line.folded, number.end())
        ends = [place if place > number.start() else len(line.folded)]
        ends += [motto.start()] if motto else []
        yield number.start(), min(ends), Sort.NUMBER


def is_a_date_line(line: Line, date: re.Match[str]) -> bool:
    """Whether the date closes its line and nothing but place or number stands before it."""
    if line.folded[date.end() :].strip(" ./"):
        return False
    before = line.folded[: _start_of_place(line.plain, date.start())].strip()
    return (
        not before
        or bool(
            ADDRESS.match(before)
            or _TIME_OF_DAY.search(before)
            or _DAY_OF_A_STAMP.fullmatch(before)
        )
        or bool(_NUMBER_STARTS.match(before))
        or bool(_MOTTO.search(before))
        or (line.plain[: len(before)].isupper())
    )


def _start_of_place(plain: str, date: int) -> int:
    """Where «Hòa Minh, » begins before a date: capitalised words, but no words in capitals."""
    at = len(plain[:date].rstrip())
    if at == 0 or plain[at - 1] not in ",.;":
        return date
    taken = 0
    while at > 0 and taken < 6:
        start = plain.rfind(" ", 0, at) + 1
        word = plain[start:at].strip(" ,.;'`\"*")
        is_numbered = word.isdigit() and bool(_NUMBERED.search(plain[:start]))  # «Phường 5»
        if word and not is_numbered and not _is_of_a_place(word):
            # TCVN3 has no capitals with marks: «ái Nghĩa» begins its line all the same.
            is_small = word.isalpha() and word[0].islower() and len(word) < 7
            return 0 if start == 0 and taken and is_small else at + 1
        at, taken = max(start - 1, 0), taken + 1
        if start == 0:
            return 0
    return at + 1 if at else 0


def _is_of_a_place(word: str) -> bool:
    if word in {"TP", "Tp", "thành", "phố"}:
        return True
    return word[0].isupper() and not word[1:].isupper() and not set(word) & set(":/")
