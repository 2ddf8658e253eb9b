"""The 29 types of administrative documents and their codes (NĐ 30/2020, Đ7; Phụ lục III, I)."""

from docs_mgmt.models import DocumentType
from docs_mgmt.rules.document_types import OWN_SERIES, TYPES
from docs_mgmt.rules.words import Authority

DECREE = """
NQ Nghị quyết|QĐ Quyết định|CT Chỉ thị|QC Quy chế|QyĐ Quy định|TC Thông cáo|TB Thông báo
HD Hướng dẫn|CTr Chương trình|KH Kế hoạch|PA Phương án|ĐA Đề án|DA Dự án|BC Báo cáo|BB Biên bản
TTr Tờ trình|HĐ Hợp đồng|CĐ Công điện|BGN Bản ghi nhớ|BTT Bản thỏa thuận|GUQ Giấy ủy quyền
GM Giấy mời|GGT Giấy giới thiệu|GNP Giấy nghỉ phép|PG Phiếu gửi|PC Phiếu chuyển|PB Phiếu báo
"""


def test_the_types_and_codes_are_those_of_the_decree():
    pairs = {
        tuple(pair.split(" ", 1))
        for line in DECREE.strip().splitlines()
        for pair in line.split("|")
    }
    assert len(pairs) == 27
    assert {(facts.code, facts.name) for facts in TYPES if facts.code} == pairs
    assert [facts.name for facts in TYPES if not facts.code] == ["Công văn", "Thư công"]
    assert len(TYPES) == len({facts.key for facts in TYPES}) == 29


def test_only_letters_of_introduction_and_leave_have_no_title():
    assert [facts.key for facts in TYPES if not facts.has_title] == ["GGT", "GNP"]


def test_a_directive_is_of_the_head_and_a_decision_of_the_collective():
    by_key = {facts.key: facts for facts in TYPES}
    assert by_key["CT"].authority is Authority.HEAD
    assert by_key["QĐ"].authority is Authority.COLLECTIVE
    assert set(OWN_SERIES) <= set(by_key)


def test_the_installation_has_all_types_from_its_first_day(db):
    rows = DocumentType.objects.order_by("ordinal").values_list("key", "code", "name", "has_title")
    assert list(rows) == [(f.key, f.code, f.name, f.has_title) for f in TYPES]
