"""Who signed an old paper: the name under TM., KT., TL. or a post, wherever the columns put it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docs_mgmt.rules.old_paper.lines import Line
from docs_mgmt.rules.vietnamese import canon, fold, is_syllable

_BY = re.compile(
    r"(?:^|[\s.;:])(?:(?:t/m|k/t|t/l|t/uq)[./]?\s*|(?:tm|kt|tl|tuq|q)\s*[./]\s*)(?=[^\W\d_]{2})"
)
_POSTS = (
    "chu tich|pho chu tich|quyen chu tich|chanh van phong|pho chanh van phong|truong phong"
    "|pho truong phong|giam doc|pho giam doc|truong ban|pho truong ban|hieu truong|chi huy truong"
    "|bi thu|pho bi thu|thu truong|bo truong|thu tuong|cuc truong|chi cuc truong|tram truong"
    "|doi truong|chu toa|chu tri|nguoi chu tri|truong cong an|chanh thanh tra|to truong|vien truong"
    "|pho hieu truong|vien truong|chu nhiem|pho chu nhiem|truong doan|uy vien thuong truc|uy vien"
)
#: A post, and of what: CHỦ TỊCH UBND XÃ, TRƯỞNG BAN VĂN HÓA.
_POST = re.compile(rf"(?:^|[\s.;:])(?P<post>{_POSTS})(?:[ -]+[^\W\d_]+){{0,6}}$")
_STARTS_A_POST = re.compile(rf"(?:{_POSTS})\b")
#: First words of posts; a name begins with none of them, though folded some are families.
_OF_POSTS = frozenset("trưởng phó chủ chánh giám hiệu bí thủ chỉ đội trạm cục viện tổ".split())  # noqa: SIM905
_CHAIR = frozenset({"chu toa", "chu tri", "nguoi chu tri"})
_SAID = re.compile(r"\(?\s*(?:da ky|ky ten|ky, dong dau|ky va dong dau|ky, ghi ro ho ten)\W*")
_TITLES = re.compile(r"(?:ths|ts|pgs|gs|bs|ks|cn|luat su|thuong ta|dai ta|trung ta|thieu ta)\.?\s+")
_AFTER_RECIPIENTS = re.compile(r"[.;:,]\s*(?=[^\W\d_])")
_FAMILIES = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trương Lâm Mai
    Trịnh Đào Hà Lương Tạ Cao Châu Tô Thái Văn Quách Kiều Phùng Lưu Tống Thân Ông Vi Nông Hứa La Từ
    Vương Chu Doãn Nghiêm Khổng Tăng Triệu Thạch Sơn Kim Danh Ma Bế Đàm Giang Hầu Lại Lục Mạc Nhâm
    Ninh Phí Quản Sầm Thẩm Tôn Trà Trình Ứng Viên Cổ Cù Bạch Âu Biện Bành Cái Chế Diệp Đới Đèo
    Giàng Hạ Hàn Hàng Khưu Khúc Kha Liễu Lò Lù Lỗ Mã Nhan Ngụy Ngọ Nhữ Phương Sử Thi Tiêu Tòng
    Tưởng Ung Vàng Cung Cồ Hồng Đổng Đồng Đường Lư Lương Ngân Phó Thiều Tào Tất Úc Vưu
"""
FAMILIES = frozenset(fold(name) for name in _FAMILIES.split())
_FAMILIES_AS_SPELT = frozenset(canon(name).lower() for name in _FAMILIES.split())
_LIKELY, _UNSURE, _MOST_OF_A_NAME = 85, 70, 5
#: Capitalised words that stand where a name may stand and are none.
_NO_NAMES = re.compile(
    r"(?:phuong|xa|quan|huyen|tinh|thanh pho|uy ban|hoi dong|van phong|phong|so"
    r"|danh sach|phu luc|noi nhan|bieu mau)\b"
)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, and how surely the name is one."""

    name: str
    sureness: int
    #: The lines above the signature, as far as they are plain to see.
    block: tuple[str, ...] = ()


def signer_in(lines: Sequence[Line]) -> Signer | None:
    """The signer of a paper; of minutes the one who chaired. A later block is an annex's."""
    weak: Signer | None = None
    for index, line in enumerate(lines):
        block = _block_in(line)
        if not block or (block == "small" and index <= len(lines) // 2):
            continue
        found = _name_after(lines, index)
        if found is None or (block == "small" and found.sureness < _LIKELY):
            continue
        found = replace(found, block=_lines_of_block(lines, index))
        if block in {"by", "chair"}:
            return found
        weak = replace(found, sureness=min(found.sureness, 88))
        if index > len(lines) // 2 or index > 12:
            return weak
    return weak


def _lines_of_block(lines: Sequence[Line], index: int) -> tuple[str, ...]:
    """The lines of a block, what stands left of them cut off."""
    block: list[str] = []
    for line in lines[index : index + 8]:
        by = next(iter(_BY.finditer(line.folded)), None)
        post = _POST.search(line.folded)
        start = by.start() if by else post.start("post") if post else None
        if start is None or line.plain[start:].upper() != line.plain[start:]:
            if block and not line.folded.startswith("-"):
                break
            continue
        block.append(line.part(start).shown.strip(" .;:"))
    return tuple(block)


def _block_in(line: Line) -> str:
    """Whether a line is of a signature block: «by» with TM., KT. …; «chair»; «post»; else empty.

    «small» is a post that is not in capitals; only the foot tells that it is one.
    """
    for found in _BY.finditer(line.folded):
        if line.plain[found.end() :].isupper():
            return "by"
    found_post = _POST.search(line.folded)
    if found_post is None:
        return ""
    if line.plain[found_post.start("post") :].isupper():
        return "chair" if found_post["post"] in _CHAIR else "post"
    is_alone = found_post.start("post") == 0 and line.plain[0].isupper()
    return "small" if is_alone and line.plain[-1] not in ".,:;" else ""


def _name_after(lines: Sequence[Line], index: int) -> Signer | None:
    beside: Signer | None = None
    for at, line in enumerate(lines[index + 1 : index + 12], index + 1):
        for part in _parts_of(line):
            if (found := _as_name(part)) is not None:
                return _of_two(lines, at, found)
            if (found := _right_of_two(part)) is not None:
                return found
        if line.plain.startswith("-"):
            beside = _at_the_end_of(line) or beside
        if len(line.plain) > 120:
            break
    return beside


def _of_two(lines: Sequence[Line], at: int, first: Signer) -> Signer:
    """Of two names one under the other, read row by row, the second stood on the right: it signs.

    The left one kept the minutes or was empowered; which is which a person decides.
    """
    second = _as_name(lines[at + 1]) if at + 1 < len(lines) else None
    if second is None or second.sureness < _LIKELY or first.sureness < _LIKELY:
        return first
    return replace(second, sureness=_UNSURE)


def _right_of_two(line: Line) -> Signer | None:
    """The right one of two names in one line, which columns ran together."""
    words = line.plain.split()
    if not _MOST_OF_A_NAME <= len(words) <= 2 * _MOST_OF_A_NAME:
        return None
    for at in sorted(range(2, len(words) - 1), key=lambda place: abs(2 * place - len(words))):
        if canon(words[at]).lower() not in _FAMILIES_AS_SPELT:
            continue
        left, right = (_as_name(_words_of(line, *ends)) for ends in ((0, at), (at, len(words))))
        if left and right and min(left.sureness, right.sureness) >= _LIKELY:
            return replace(right, sureness=_UNSURE)
    return None


def _words_of(line: Line, start: int, end: int) -> Line:
    places = [found.span() for found in re.finditer(r"\S+", line.plain)]
    return line.part(places[start][0], places[end - 1][1])


def _parts_of(line: Line) -> Iterator[Line]:
    """A line, or what stands right of the recipients in it."""
    said = _SAID.match(line.folded)
    start = said.end() if said else 0
    title = _TITLES.match(line.folded, start)
    yield line.part(title.end() if title else start)
    for found in reversed(list(_AFTER_RECIPIENTS.finditer(line.folded))):
        yield line.part(found.end())
        return


def _at_the_end_of(line: Line) -> Signer | None:
    """A name that closes a line of recipients without a sign between; never quite sure."""
    words = line.plain.split()
    first = len(words)
    while first and words[first - 1].isalpha() and words[first - 1].istitle():
        first -= 1
    while first < len(words) - 1 and fold(words[first]) not in FAMILIES:
        first += 1
    if not 0 < first <= len(words) - 2:
        return None
    return Signer(" ".join(words[first:]), 65)


def _as_name(line: Line) -> Signer | None:
    words = line.plain.split()
    is_a_post = _STARTS_A_POST.match(line.folded) and words[0].lower() in _OF_POSTS
    if not 2 <= len(words) <= _MOST_OF_A_NAME or is_a_post or _NO_NAMES.match(line.folded):
        return None
    if not all(word[0].isupper() and word.isalpha() for word in words):
        return None
    is_known = fold(words[0]) in FAMILIES
    if line.is_capitals:
        if not is_known or len(words) > 4:
            return None
        return Signer(" ".join(word.capitalize() for word in words), 85)
    if not all(word[1:].islower() or len(word) == 1 for word in words):
        return None
    sound = all(is_syllable(fold(word)) for word in words)
    shown = canon(line.shown)
    return Signer(shown, 95 if is_known and sound else 80 if sound else 70)
