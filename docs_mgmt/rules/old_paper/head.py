"""The head of an old paper: issuer, number, date, type and title, down to where the text begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docs_mgmt.rules.old_paper.issuers import is_an_agency, issuer_in
from docs_mgmt.rules.old_paper.lines import (
    MOST_OF_A_HEAD,
    Line,
    Piece,
    Sort,
    begins_the_text,
    pieces_of,
)
from docs_mgmt.rules.old_paper.numbers import OldDate, OldNumber, date_in, number_in
from docs_mgmt.rules.old_paper.titles import Title, letter_title, title_under
from docs_mgmt.rules.old_paper.types import Typed, type_in

_ABOUT = re.compile(r"(?:v\s?[/\\l|]\s?v\b\s*[:.]?|trich yeu\s*:)\s*")
_ATTACHED = re.compile(
    r"(?:^|\()\s*(?:ban hanh )?kem theo .{0,40}?so\b\s*[:.]?\s*(?P<rest>.+)", re.DOTALL
)
_WIDEST = 60
_COPY = re.compile(r"(?:SY|SL|TrS|TS)(?![^\W\d_])")
_MINUTES = re.compile(r"(?:hom nay|thoi gian(?: bat dau)?|vao hoi|bat dau)\b.{0,60}?(?=ngay)")


@dataclass
class Head:
    """What the head of a paper says; what it does not say is empty."""

    issuer: str = ""
    number: OldNumber = field(default_factory=OldNumber)
    has_number_line: bool = False
    #: The number is that of the document with which this one was promulgated.
    is_attached: bool = False
    date: OldDate | None = None
    #: The date is that of a meeting, since minutes carry no other.
    is_of_meeting: bool = False
    type_key: str = ""
    type_is_alone: bool = False
    title: Title | None = None
    #: V/v under the number: what only letters have.
    has_about: bool = False
    has_motto: bool = False
    has_addressee: bool = False


def head_of(lines: Sequence[Line]) -> Head:
    """Read the head of a paper."""
    head = Head()
    shown = _letterhead_first(lines)[:MOST_OF_A_HEAD]
    top = list(_top(shown))
    pieces = [piece for line in top for piece in pieces_of(line)]
    head.has_motto = any(piece.sort is Sort.MOTTO for piece in pieces)
    head.has_addressee = any(line.folded.startswith("kinh gui") for line in shown[:25])
    _type_and_title(head, shown, top)
    number = _number(head, pieces)
    _date(head, pieces)
    head.issuer = issuer_in([piece.line for piece in _letterhead(pieces, number)])
    if not head.has_number_line:
        _attached(head, shown)
    if head.date is None and head.type_key in {"BB", "HĐ"}:
        _meeting(head, shown)
    return head


def _letterhead_first(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, a letterhead that stood in boxes and was read after the text in its place."""
    motto = next((at for at, line in enumerate(lines) if _has(line, Sort.MOTTO)), None)
    if not motto or not any(type_in(line) or begins_the_text(line) for line in lines[:motto]):
        return lines
    start, end = motto, motto + 1
    while start and _is_of_a_letterhead(lines[start - 1]):
        start -= 1
    while start < motto and not is_an_agency(lines[start]):
        start += 1
    while end < len(lines) and _is_of_a_letterhead(lines[end]):
        end += 1
    block, before = lines[start:end], lines[:start]
    if any(_has(line, Sort.NUMBER) for line in before) or not any(
        _has(line, Sort.NUMBER, Sort.DATE) or is_an_agency(line) for line in block
    ):
        return lines  # a form at the end has a motto too
    return [*block, *before, *lines[end:]]


def _has(line: Line, *sorts: Sort) -> bool:
    return any(piece.sort in sorts for piece in pieces_of(line))


def _is_of_a_letterhead(line: Line) -> bool:
    if type_in(line):
        return False
    if _has(line, Sort.MOTTO, Sort.NUMBER, Sort.DATE) or _ABOUT.match(line.folded):
        return True
    return line.is_capitals and len(line.plain) <= _WIDEST


def _top(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if begins_the_text(line) and not type_in(line):
            return
        yield line


def _number(head: Head, pieces: Sequence[Piece]) -> Piece | None:
    """Read the number; says in which piece it stands."""
    written = [piece for piece in pieces if piece.sort is Sort.NUMBER]
    numbers = [number_in(piece.line, head.type_key) for piece in written]
    head.has_number_line = bool(numbers)
    # The stamp of whoever received the paper has a number too, but no notation.
    # So has that of a copy, above the paper that it copies.
    own = [at for at, number in enumerate(numbers) if number.notation]
    own.sort(key=lambda at: bool(_COPY.match(numbers[at].notation)))
    at = own[0] if own else 0
    if numbers:
        head.number = numbers[at]
        return written[at]
    return None


def _date(head: Head, pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        if piece.sort is Sort.DATE:
            head.date = date_in(piece.line)
            return


def _letterhead(pieces: Sequence[Piece], number: Piece | None) -> Iterator[Piece]:
    """The pieces above the number, the right column's left out."""
    for piece in pieces:
        if piece is number or _ABOUT.match(piece.line.folded) or type_in(piece.line):
            return
        if piece.sort is Sort.TEXT:
            yield piece


def _type_and_title(head: Head, lines: Sequence[Line], top: Sequence[Line]) -> None:
    found = _type_line(lines, len(top))
    about = next((i for i, line in enumerate(top) if _about_in(line) is not None), None)
    if found is not None:
        index, typed = found
        head.type_key, head.type_is_alone = typed.key, typed.is_alone
        head.title = title_under(lines, index + 1, typed.rest)
        return
    if about is not None:
        head.has_about = True
        place = _about_in(lines[about])
        assert place is not None
        head.title = letter_title(lines, about, place)


def _type_line(lines: Sequence[Line], size: int) -> tuple[int, Typed] | None:
    for index, line in enumerate(lines[: max(size, 1)]):
        pieces = [piece.line for piece in pieces_of(line) if piece.sort is Sort.TEXT]
        for piece in pieces:
            typed = type_in(piece)
            if typed is not None and (typed.is_alone or index >= 2):
                return index, typed
    return None


def _about_in(line: Line) -> int | None:
    """Where the words of «V/v …» begin in a line, if it says so."""
    for found in _ABOUT.finditer(line.folded):
        before = line.folded[: found.start()]
        if not before.strip() or re.search(r"s[o06]\s*[:;.]", before):
            return found.end()
    return None


def _attached(head: Head, lines: Sequence[Line]) -> None:
    for line in lines[:12]:
        if found := _ATTACHED.search(line.folded):
            start = found.start("rest")
            head.number = number_in(line.part(start))
            head.is_attached = bool(head.number.number)
            head.date = head.date or date_in(line)
            return


def _meeting(head: Head, lines: Sequence[Line]) -> None:
    for line in lines:
        if _MINUTES.match(line.folded) and (found := date_in(line)) is not None:
            head.date, head.is_of_meeting = found, True
            return
