"""Who issued a paper, as its head writes it: one name out of the lines above the number."""

import re
from collections.abc import Sequence

from docs_mgmt.rules.old_paper.lines import ADDRESS, Line
from docs_mgmt.rules.vietnamese import canon, fold

_STARTS = re.compile(
    r"(?:uy ban|ubnd|ub nd|hoi dong|hdnd|so |phong |ban |chi cuc|cuc |trung tam|truong |van phong"
    r"|cong an|bo |dang uy|dang bo|chi bo|huyen uy|tinh uy|thanh uy|quan uy|tram |thanh tra|hoi "
    r"|tong cuc|cong ty|kho bac|bao hiem|bhxh|toa an|vien |chi nhanh|quy |thu tuong|chinh phu"
    r"|quoc hoi|doan |mat tran|lien doan|to |doi |hat |ngan hang|benh vien|chu tich|bch |bcd "
    r"|(?:ub ?)?mttq|hop tac xa|htx )"
)
_LEVELS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "quận", "huyện", "tỉnh", "xã")
_SCHOOLS = (
    "tiểu học", "mầm non", "mẫu giáo", "trung học cơ sở", "trung học phổ thông", "thcs", "thpt",
)  # fmt: skip
#: After these stands the name of a place, each word of it with a capital.
_LEVEL = re.compile(
    rf"(?<!\w)(?:(?:tỉnh|thành|huyện|quận) ủy|{'|'.join(_LEVELS)}|tp\.?|thôn|xóm|ấp"
    rf"|trường (?:{'|'.join(_SCHOOLS)}))(?!\w)"
)
_BODIES = "ủy ban nhân dân|hội đồng nhân dân|ủy ban mặt trận tổ quốc"
#: After these the next syllable is written with a capital (Phụ lục II).
_KINDS = re.compile(
    r"(?<!\w)(sở|phòng|bộ|(?<!ủy )ban|chi cục|cục|trung tâm|văn phòng|trạm|thanh tra|trường"
    r"|hội(?! đồng)|đội) (\w)"
)
_SHORT = {
    "ubnd": "uy ban nhan dan",
    "ub": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "tp": "thanh pho",
    "bhxh": "bao hiem xa hoi",
    "p": "phuong",
    "q": "quan",
}
#: Sở Giáo dục và Đào tạo, Phòng Tài chính - Kế hoạch.
_OF_TWO_FIELDS = ("sở ", "phòng ", "bộ ")
_SECOND_FIELD = re.compile(r"(?:(?<= và )|(?<= - ))\w")
_WITHOUT_VOWEL = re.compile(r"(?<!\w)[bcdđghklmnpqrstvx]{2,}(?!\w)")
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:ubnd|hđnd|ubmttq|mttq|bhxh|tp|hcm|gd&đt|vh-tt|bch|bcđ|htx|thcs|thpt)(?!\w)",
    re.IGNORECASE,
)


def issuer_in(lines: Sequence[Line]) -> str:
    """The issuing agency of a letterhead: the last name in it, with the lines that go on with it.

    A name above it is the parent agency's (Phụ lục I, II.2).
    """
    names: list[list[str]] = []
    for line in lines:
        if line.plain[:3].lower() == "số " or (not names and not _STARTS.match(line.folded)):
            continue
        if ADDRESS.match(line.folded) or line.plain.startswith("(") or ": " in line.plain:
            continue
        if not names or _starts_a_name(line, names[-1]):
            names.append([])
        names[-1].append(line.plain)
    if len(names) > 1 and fold(" ".join(names[-1])) == "van phong":
        names[-1] += names[-2]  # every agency has one; this is the one of the agency above
    return in_words(" ".join(names[-1])) if names else ""


def is_an_agency(line: Line) -> bool:
    """Whether a line in capitals begins as the name of an agency does."""
    return line.is_capitals and bool(_STARTS.match(line.folded))


def _starts_a_name(line: Line, before: list[str]) -> bool:
    if not _STARTS.match(line.folded):
        return False
    open_end = fold(before[-1]).endswith((" va", ",", " -", " cua"))
    return not open_end and fold(" ".join(before)) not in {"van phong", "hoi dong nhan dan va"}


def in_words(capitals: str) -> str:
    """Write a name in capitals as it stands in a sentence: Ủy ban nhân dân phường Hòa Minh."""
    if not capitals.isupper():
        return capitals
    text = " ".join(canon(capitals).lower().split()).strip(" %.:;*'`\"-")
    levels = list(_LEVEL.finditer(text))
    parts, at = [], 0
    for index, level in enumerate(levels):
        end = levels[index + 1].start() if index + 1 < len(levels) else len(text)
        parts += [text[at : level.end()], _each_with_a_capital(text[level.end() : end])]
        at = end
    text = "".join([*parts, text[at:]])
    text = _KINDS.sub(lambda found: f"{found[1]} {found[2].upper()}", text)
    text = re.sub(rf"(?<=[a-zà-ỹ] )(?:{_BODIES})", lambda found: found[0].capitalize(), text)
    if text.startswith(_OF_TWO_FIELDS):
        text = _SECOND_FIELD.sub(lambda found: found[0].upper(), text)
    text = _WITHOUT_VOWEL.sub(lambda found: found[0].upper(), text)
    text = _ABBREVIATION.sub(lambda found: found[0].upper(), text)
    return text[:1].upper() + text[1:]


def _each_with_a_capital(words: str) -> str:
    return re.sub(r"(?<!\w)\w", lambda found: found[0].upper(), words)


def issuer_key(name: str) -> str:
    """A name in the one spelling by which issuers are compared, abbreviations written out."""
    words = re.findall(r"\w+", fold(name))
    return " ".join(_SHORT.get(word, word) for word in words)
