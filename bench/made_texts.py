"""The words of made documents: an office's matters, three to a document, among everyday syllables.

A document has about 430 syllables, as an office's have. Its matters are stretches of one long text:
"rác thải" stands in 8 % of the documents, "kinh phí" in 30 %; the rest are syllables by Zipf's
law, the first in nearly every document, the last in 2 %.
"""

import itertools
import random

from docs_mgmt.rules.syllable_list import everyday

_TEXT = """
phân loại rác thải sinh hoạt tại nguồn kế hoạch thu gom vận chuyển hộ gia đình tổ dân phố ủy ban
nhân dân phường ban hành quyết định phê duyệt dự toán kinh phí đầu tư công trình nâng cấp đường
giao thông nông thôn mới báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế xã hội quốc phòng
an ninh cải cách hành chính thủ tục đăng ký hộ tịch chứng thực bản sao giấy khai sinh kết hôn đất
đai quyền sử dụng giải phóng mặt bằng bồi thường hỗ trợ tái định cư khiếu nại tố cáo tiếp công dân
giáo dục mầm non tiểu học trung học cơ sở y tế dự phòng tiêm chủng văn hóa thể thao du lịch lễ hội
phòng cháy chữa cháy cứu nạn cứu hộ phòng chống thiên tai bão lũ hạn hán môi trường cây xanh chiếu
sáng công cộng trật tự đô thị vỉa hè xây dựng giấy phép quy hoạch chi tiết thi đua khen thưởng tập
thể cá nhân xuất sắc bàn giao tài sản nhà nước văn thư lưu trữ hồ sơ công việc chuyển đổi số
"""
WORDS = _TEXT.split()
_MATTERS, _STRETCH, _SYLLABLES, _ROWS = 3, 12, 6, 36
_EVERYDAY = sorted(everyday())
random.Random(6).shuffle(_EVERYDAY)  # noqa: S311 -- the same order each time
_WEIGHTS = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(_EVERYDAY))))


def made_rows(chance: random.Random) -> tuple[str, list[str]]:
    """One document: its title, and its rows of six syllables in no order, half of them matters."""
    matters = [chance.randrange(len(WORDS) - _STRETCH - _SYLLABLES) for _ in range(_MATTERS)]
    rows = [_row(chance.choice(matters) + chance.randrange(_STRETCH)) for _ in range(_ROWS)]
    title = f"{rows[0]} {rows[1]}".capitalize()
    rows += [" ".join(chance.choices(_EVERYDAY, cum_weights=_WEIGHTS, k=_SYLLABLES)) for _ in rows]
    chance.shuffle(rows)
    return title, rows


def _row(at: int) -> str:
    return " ".join(WORDS[at : at + _SYLLABLES])
