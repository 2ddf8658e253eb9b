"""The trích yếu of an old paper: one short sentence, however many lines it was broken into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docs_mgmt.rules.old_paper.lines import Line, Sort, begins_the_text, pieces_of
from docs_mgmt.rules.vietnamese import fold

MOST = 500
MOST_OF_A_TASK, _MOST_OF_A_KIND = 150, 3
_ABOUT = re.compile(r"v\s?[/\\l|]\s?v\b\s*[:.]?\s*")
_ENDS = re.compile(
    r"[(\[]?(?:kem theo|ban hanh kem|phan (?:i|1|thu)|muc |chuong |i\.|1\.|-|\+|\*|so:|ngay )"
)
#: The issuer at work, with which the text begins; columns may have run it on to the title.
_RUN_ON = re.compile(r"(?:^| )(?:Ủy ban|UBND|Hội đồng|HĐND)[^.;]*:$")
#: The first words of the text, run on to the title; inside a title they begin with a small letter.
_TEXT_RUN_ON = re.compile(
    r" (?:Thực hiện|Căn cứ|Kính gửi|Theo đề nghị|Xét đề nghị|Thời gian qua|Ngày \d|Sau khi|Nhằm"
    r"|Để) "
)
#: What is said of a text that a decision promulgated; it is no part of its title.
_PROMULGATED = re.compile(r"\s*\((?:ban hành\s+)?kèm theo\b", re.IGNORECASE)
#: Words with which a title may begin as well as a text.
_TASK = re.compile(
    r"(?:thuc hien|trong (?:thang|quy)|trien khai|de (?:dam|trien|tang|giam|phuc)) ?"
)
_CITES = re.compile(r"\bso:? ?\d+\S*/")
_GROUNDS = re.compile(r"[-–+*\s]*(?:can cu|xet |theo de nghi|thuc hien|dieu 1)")
#: Who decides, run on to the title; after these words it is part of it.
_AUTHORITY_RUN_ON = re.compile(
    r"(?<!của)(?<!do)(?<!ông)(?<!bà)(?<!chí)(?<!đ/c)(?<!và)(?<!tại)(?<!vụ)(?<!danh)"
    r" Chủ tịch (?:UBND|U[ỷỶ] ban|[ỦỦ]y ban) [^,.;:]{3,60}$"
)
_AUTHORITY = re.compile(
    r"(?:chu tich|uy ban nhan dan|ubnd|hoi dong nhan dan|giam doc|truong |chanh |thu truong|khoa "
    r"|thuong truc|ban chi dao|pho chu tich|noi nhan|kinh gui)"
)
#: A line that ends with one of these goes on, whatever letter comes next.
_OPEN = frozenset(
    "và của tại trên cho với các những theo trong do từ thuộc cùng hoặc -".split()  # noqa: SIM905
)
#: A line that ends with one of these goes on if the next one is short.
_HALF_OPEN = frozenset(
    """
    phường xã quận huyện phố tỉnh trấn ông bà năm về việc đến khu đường số thôn tổ ấp bàn là đối
    thị khóa kỳ lần thứ ngày
    """.split()  # noqa: SIM905 -- a page of words reads better than a page of quotes
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and whether its end was plain to see."""

    text: str
    is_doubtful: bool = False


def title_under(lines: Sequence[Line], start: int, first: Line | None) -> Title | None:
    """The title under the line of the type, or begun beside it."""
    taken: list[Line] = [first] if first is not None and first.plain else []
    if taken and (whole := _kind_before(taken[0], lines[start : start + 4])) is not None:
        return whole
    doubtful = False
    for index in range(start, min(start + 8, len(lines))):
        line = lines[index]
        if _is_of_the_head(line):
            continue
        if not taken and _is_a_task(line):
            taken.append(line)
            continue
        if _is_the_end(line, taken) or (taken and not _goes_on(taken[-1], line)):
            if not taken or not _may_go_on(taken[-1], lines[index : index + 5]):
                break
            doubtful = True
        taken.append(line)
    return _joined(taken, doubtful=doubtful)


def letter_title(lines: Sequence[Line], index: int, place: int) -> Title | None:
    """The title of a letter: what follows V/v, across the left column's lines."""
    first = lines[index].part(place)
    taken = [first] if first.plain else []
    for line in lines[index + 1 : index + 8]:
        # Nothing but the title stands between V/v and the other column or the addressee.
        if begins_the_text(line) or _is_of_the_head(line) or line.is_capitals:
            break
        if len(line.plain) > 120:
            break
        taken.append(line)
    return _joined(taken, doubtful=False)


def _kind_before(kind: Line, following: Sequence[Line]) -> Title | None:
    """The title under «CHƯƠNG TRÌNH PHỐI HỢP»: of what kind the paper is stands in its first line.

    «Về việc …» needs no kind before it.
    """
    if not kind.is_capitals or len(kind.plain.split()) > _MOST_OF_A_KIND:
        return None
    lines = [line for line in following if not _is_of_the_head(line)]
    if not lines or lines[0].is_capitals or _is_the_end(lines[0], [kind]):
        return None
    title = title_under(lines, 0, None)
    if title is None or _ABOUT.match(lines[0].folded) or lines[0].folded.startswith("ve viec"):
        return title
    text = f"{kind.shown.capitalize()} {title.text[:1].lower()}{title.text[1:]}"
    return Title(text[:MOST], is_doubtful=True)


def _is_a_task(line: Line) -> bool:
    """Whether a line under the type says what is to be done; a text would cite or go on."""
    return (
        bool(_TASK.match(line.folded))
        and len(line.plain) <= MOST_OF_A_TASK
        and line.plain[-1] not in ".;:,"
        and not _CITES.search(line.folded)
    )


def _is_of_the_head(line: Line) -> bool:
    return any(piece.sort is not Sort.TEXT for piece in pieces_of(line))


def _is_the_end(line: Line, taken: Sequence[Line]) -> bool:
    folded = line.folded
    if begins_the_text(line) or (_ENDS.match(folded) and not line.plain[0].islower()):
        return True
    if line.is_capitals and _AUTHORITY.match(folded):
        return not (taken and taken[-1].is_capitals and _is_open(taken[-1]))
    return len(folded) > MOST or (not taken and folded.endswith((".", ";")) and len(folded) > 200)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the one before it, by its first letter or by that one's end."""
    if before.plain.endswith((".", ";", "./.")):
        return False
    first = line.plain.lstrip("“\"'(")[:1]
    if line.is_capitals and before.is_capitals:
        return True
    if first.islower() or line.plain[0] in '“"':
        return True
    return (first.isdigit() and len(line.plain) < 60) or _is_open(before)


def _is_open(line: Line) -> bool:
    last = _last_word(line)
    return last in _OPEN or last.endswith(",")


def _last_word(line: Line) -> str:
    return line.plain.split()[-1].lower() if line.plain else ""


def _may_go_on(before: Line, following: Sequence[Line]) -> bool:
    """A few short lines between a title and what is certainly no title any more may be its end."""
    line, *others = following
    if not _is_short(before, line):
        return False
    if _last_word(before) in _HALF_OPEN:
        return True
    if len(before.plain) <= 30 or (others and _is_authority(line, others[0])):
        return False
    for after in others:
        if _is_the_end(after, [line]):
            return True
        if not (_is_short(line, after) and _goes_on(line, after)):
            return False
        line = after
    return False


def _is_authority(line: Line, after: Line) -> bool:
    """Whether a line, if in small letters, names who decides: the grounds come right after it."""
    return bool(_AUTHORITY.match(line.folded)) and bool(_GROUNDS.match(after.folded))


def _is_short(before: Line, line: Line) -> bool:
    if _is_the_end(line, [before]) or len(line.plain) > 60:
        return False
    return not line.plain.endswith((".", ":", ";"))


def _joined(taken: Sequence[Line], *, doubtful: bool) -> Title | None:
    whole = " ".join(line.shown for line in taken)
    if promulgated := _PROMULGATED.search(whole):
        whole = whole[: promulgated.start()]
    if whole.startswith("(") and whole.endswith(")") and whole.count("(") == 1:
        whole = whole[1:-1]
    cut = _TEXT_RUN_ON.search(whole) or _RUN_ON.search(whole) or _AUTHORITY_RUN_ON.search(whole)
    doubtful = doubtful or whole.endswith(":") or cut is not None
    text = (whole[: cut.start()] if cut else whole).strip(" -*_.:;/")
    about = _ABOUT.match(fold(text))
    if about:
        text = text[about.end() :].strip()
    text = text[:1].upper() + text[1:]
    return Title(text[:MOST], doubtful or len(text) > MOST) if text else None
