"""The 29 types of administrative documents and their codes (NĐ 30/2020, Đ7; Phụ lục III, I)."""

from typing import NamedTuple

from docs_mgmt.rules.words import Authority


class TypeFacts(NamedTuple):
    """One type: the key we know it by, the code in its notation (none for letters), its name."""

    key: str
    code: str
    name: str
    authority: Authority = Authority.COLLECTIVE
    has_title: bool = True


_C, _H = Authority.COLLECTIVE, Authority.HEAD

TYPES: tuple[TypeFacts, ...] = (
    TypeFacts("NQ", "NQ", "Nghị quyết"),
    TypeFacts("QĐ", "QĐ", "Quyết định"),
    TypeFacts("CT", "CT", "Chỉ thị", _H),
    TypeFacts("QC", "QC", "Quy chế"),
    TypeFacts("QyĐ", "QyĐ", "Quy định"),
    TypeFacts("TC", "TC", "Thông cáo"),
    TypeFacts("TB", "TB", "Thông báo"),
    TypeFacts("HD", "HD", "Hướng dẫn"),
    TypeFacts("CTr", "CTr", "Chương trình"),
    TypeFacts("KH", "KH", "Kế hoạch"),
    TypeFacts("PA", "PA", "Phương án"),
    TypeFacts("ĐA", "ĐA", "Đề án"),
    TypeFacts("DA", "DA", "Dự án"),
    TypeFacts("BC", "BC", "Báo cáo"),
    TypeFacts("BB", "BB", "Biên bản", _H),
    TypeFacts("TTr", "TTr", "Tờ trình"),
    TypeFacts("HĐ", "HĐ", "Hợp đồng", _H),
    TypeFacts("CV", "", "Công văn"),
    TypeFacts("CĐ", "CĐ", "Công điện", _H),
    TypeFacts("BGN", "BGN", "Bản ghi nhớ", _H),
    TypeFacts("BTT", "BTT", "Bản thỏa thuận", _H),
    TypeFacts("GUQ", "GUQ", "Giấy ủy quyền", _H),
    TypeFacts("GM", "GM", "Giấy mời"),
    TypeFacts("GGT", "GGT", "Giấy giới thiệu", _H, has_title=False),
    TypeFacts("GNP", "GNP", "Giấy nghỉ phép", _H, has_title=False),
    TypeFacts("PG", "PG", "Phiếu gửi", _H),
    TypeFacts("PC", "PC", "Phiếu chuyển", _H),
    TypeFacts("PB", "PB", "Phiếu báo", _H),
    TypeFacts("ThC", "", "Thư công", _H),
)

#: The types that a mixed scheme usually numbers by themselves (domain.md 5.2).
OWN_SERIES = ("QĐ", "CT", "GM", "GGT")
