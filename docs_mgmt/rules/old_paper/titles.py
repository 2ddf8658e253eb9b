"""The trích yếu of an old paper: one short sentence, however many lines it was broken into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docs_mgmt.rules.old_paper.lines import Line, Sort, begins_the_text, pieces_of

MOST = 500
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
    doubtful = False
    for index in range(start, min(start + 8, len(lines))):
        line = lines[index]
        if _is_of_the_head(line):
            continue
        if _is_the_end(line, taken) or (taken and not _goes_on(taken[-1], line)):
            follower = lines[index + 1] if index + 1 < len(lines) else None
            if not taken or not _may_go_on(taken[-1], line, follower):
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


def _may_go_on(before: Line, line: Line, after: Line | None) -> bool:
    """A short line between a title and what is certainly no title any more may be its end."""
    if _is_the_end(line, [before]) or len(line.plain) > 60 or line.plain.endswith((".", ":", ";")):
        return False
    if _last_word(before) in _HALF_OPEN:
        return True
    return after is not None and len(before.plain) > 30 and _is_the_end(after, [line])


def _joined(taken: Sequence[Line], *, doubtful: bool) -> Title | None:
    whole = " ".join(line.shown for line in taken)
    cut = _TEXT_RUN_ON.search(whole) or _RUN_ON.search(whole)
    doubtful = doubtful or whole.endswith(":") or cut is not None
    text = (whole[: cut.start()] if cut else whole).strip(" -*_.:;/")
    about = _ABOUT.match(taken[0].folded) if taken else None
    if about:
        text = text[about.end() :].strip()
    text = text[:1].upper() + text[1:]
    return Title(text[:MOST], doubtful or len(text) > MOST) if text else None
