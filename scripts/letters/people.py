"""Who drafts and who signs in the two wards of the demo, and how the agencies are written."""

from typing import NamedTuple


class Agency(NamedTuple):
    """An agency as its papers name it."""

    name: str
    place: str
    heads: dict[str, tuple[str, str]]
    units: dict[str, str]


HOA_MINH = Agency(
    name="Ủy ban nhân dân phường Hòa Minh",
    place="Hòa Minh",
    heads={
        "khai": ("Đặng Hữu Khải", "chair"),
        "vy": ("Tạ Quốc Vỹ", "deputy"),
        "hanh": ("Lương Thị Mỹ Hạnh", "deputy"),
        "nhan": ("Đoàn Trọng Nhân", "office"),
    },
    units={
        "linh": "KTHTĐT",
        "khoa": "KTHTĐT",
        "luong": "KTHTĐT",
        "bach": "VHXH",
        "diep": "VHXH",
        "hanhvh": "VHXH",
        "tran": "VP",
        "nhan": "VP",
        "chi": "TTPVHCC",
    },
)

TAN_LAP = Agency(
    name="Ủy ban nhân dân phường Tân Lập",
    place="Tân Lập",
    heads={"dung.tl": ("Lưu Tiến Dũng", "chair"), "cuong.tl": ("Đỗ Mạnh Cường", "office")},
    units={"an.tl": "VP", "cuong.tl": "VP", "binh.tl": "KTHTĐT", "xa.tl": "VP"},
)

_CAPACITIES = {
    "chair": ("CHỦ TỊCH",),
    "deputy": ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "office": ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
}


def signature_lines(agency: Agency, signer: str, authority: str) -> tuple[tuple[str, ...], str]:
    """The lines above a signature and the signer's name, by the grammar of Decree 30."""
    name, capacity = agency.heads[signer]
    lines = _CAPACITIES[capacity]
    if authority == "COLLECTIVE" and capacity != "office":
        lines = ("TM. ỦY BAN NHÂN DÂN", *lines)
    return lines, name
