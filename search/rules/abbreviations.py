"""Abbreviations of the administration, read both ways; an office may add its own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from docs_mgmt.rules.document_types import TYPES
from docs_mgmt.rules.vietnamese import (
    Syllable,
    bare_word,
    has_tone_marks,
    is_syllable,
    syllables,
)

_TABLE = """
UBND=ủy ban nhân dân; HĐND=hội đồng nhân dân; MTTQ=mặt trận tổ quốc
UBMTTQ=ủy ban mặt trận tổ quốc; UBMTTQVN=ủy ban mặt trận tổ quốc việt nam
TTg=thủ tướng chính phủ; TTg=thủ tướng; CP=chính phủ; QH=quốc hội; CTN=chủ tịch nước
UBTVQH=ủy ban thường vụ quốc hội; TW=trung ương; TƯ=trung ương; BCT=bộ chính trị
BCT=bộ công thương; NĐ=nghị định; TTLT=thông tư liên tịch; TT=thông tư; TT=thị trấn
TT=trung tâm; VBQPPL=văn bản quy phạm pháp luật; VB=văn bản; CV=công văn; PL=phụ lục
TTHC=thủ tục hành chính; CCHC=cải cách hành chính; TP=thành phố; TX=thị xã; TDP=tổ dân phố
KP=khu phố; TPHCM=thành phố hồ chí minh; BHXH=bảo hiểm xã hội; BHYT=bảo hiểm y tế
BHTN=bảo hiểm thất nghiệp; BTXH=bảo trợ xã hội; GPMB=giải phóng mặt bằng
BTGPMB=bồi thường giải phóng mặt bằng; TĐC=tái định cư; QSDĐ=quyền sử dụng đất
QSDD=quyền sử dụng đất; GCN=giấy chứng nhận; GCNQSDĐ=giấy chứng nhận quyền sử dụng đất
SDĐ=sử dụng đất; CCCD=căn cước công dân; CMND=chứng minh nhân dân; HKTT=hộ khẩu thường trú
ATGT=an toàn giao thông; ANTT=an ninh trật tự; ANQP=an ninh quốc phòng; QPAN=quốc phòng an ninh
PCCC=phòng cháy chữa cháy; CNCH=cứu nạn cứu hộ; PCTT=phòng chống thiên tai
TKCN=tìm kiếm cứu nạn; PCTN=phòng chống tham nhũng; ATTP=an toàn thực phẩm
VSATTP=vệ sinh an toàn thực phẩm; VSMT=vệ sinh môi trường; BVMT=bảo vệ môi trường
CTRSH=chất thải rắn sinh hoạt; CTR=chất thải rắn; TNMT=tài nguyên và môi trường
TNMT=tài nguyên môi trường; NNMT=nông nghiệp và môi trường
NNPTNT=nông nghiệp và phát triển nông thôn; NTM=nông thôn mới; GDĐT=giáo dục và đào tạo
KHCN=khoa học và công nghệ; TTTT=thông tin và truyền thông; CNTT=công nghệ thông tin
CĐS=chuyển đổi số; KHĐT=kế hoạch và đầu tư; KTHT=kinh tế hạ tầng
KTHTĐT=kinh tế hạ tầng và đô thị; QLĐT=quản lý đô thị; VHTT=văn hóa thông tin
VHXH=văn hóa xã hội; VHTTDL=văn hóa thể thao và du lịch; TDTT=thể dục thể thao
LĐTBXH=lao động thương binh và xã hội; NCC=người có công; TBLS=thương binh liệt sĩ
TCKH=tài chính kế hoạch; NSNN=ngân sách nhà nước; KBNN=kho bạc nhà nước; XDCB=xây dựng cơ bản
ĐTC=đầu tư công; ĐTXD=đầu tư xây dựng; QLDA=quản lý dự án; BQL=ban quản lý
BQLDA=ban quản lý dự án; TTHCC=trung tâm hành chính công
TTPVHCC=trung tâm phục vụ hành chính công; HCC=hành chính công; KTXH=kinh tế xã hội
TSCĐ=tài sản cố định; TSC=tài sản công; CBCC=cán bộ công chức; CBCCVC=cán bộ công chức viên chức
CCVC=công chức viên chức; VTLT=văn thư lưu trữ; TCCB=tổ chức cán bộ; TĐKT=thi đua khen thưởng
KNTC=khiếu nại tố cáo; QCDC=quy chế dân chủ; NVQS=nghĩa vụ quân sự; BCH=ban chấp hành
BCH=ban chỉ huy; BCĐ=ban chỉ đạo; BTV=ban thường vụ; LĐLĐ=liên đoàn lao động
LHPN=liên hiệp phụ nữ; HPN=hội phụ nữ; CCB=cựu chiến binh; ĐTN=đoàn thanh niên
ĐTNCS=đoàn thanh niên cộng sản; TNCS=thanh niên cộng sản; HND=hội nông dân; HTX=hợp tác xã
DN=doanh nghiệp; HKD=hộ kinh doanh; TNHH=trách nhiệm hữu hạn; CTCP=công ty cổ phần
THPT=trung học phổ thông; THCS=trung học cơ sở; TH=tiểu học; MN=mầm non; GDMN=giáo dục mầm non
TYT=trạm y tế; TTYT=trung tâm y tế; DSKHHGĐ=dân số kế hoạch hóa gia đình; SXH=sốt xuất huyết
BLGĐ=bạo lực gia đình; TNXH=tệ nạn xã hội; XHH=xã hội hóa; VPHC=vi phạm hành chính
XPVPHC=xử phạt vi phạm hành chính; XLVPHC=xử lý vi phạm hành chính; TTXD=trật tự xây dựng
TTĐT=trật tự đô thị; GPXD=giấy phép xây dựng; QHCT=quy hoạch chi tiết
QHSDĐ=quy hoạch sử dụng đất; KHSDĐ=kế hoạch sử dụng đất; HĐTĐ=hội đồng thẩm định
HĐKT=hợp đồng kinh tế; HĐLĐ=hợp đồng lao động; TCVN=tiêu chuẩn việt nam; ĐBQH=đại biểu quốc hội
VP=văn phòng; PCT=phó chủ tịch; CT=chủ tịch; GĐ=giám đốc; PGĐ=phó giám đốc; CA=công an
QS=quân sự; TAND=tòa án nhân dân; VKSND=viện kiểm sát nhân dân; THADS=thi hành án dân sự
TNGT=tai nạn giao thông; TTATGT=trật tự an toàn giao thông; TTATXH=trật tự an toàn xã hội
DVC=dịch vụ công; DVCTT=dịch vụ công trực tuyến; HSCV=hồ sơ công việc; QLVB=quản lý văn bản
CBKK=công bố kê khai; KKTS=kê khai tài sản
"""
#: At most so many ways to put one question; each goes through the whole plan.
MOST = 6

Words = tuple[str, ...]


class Table:
    """Pairs of short and long forms, read both ways. Made once and kept."""

    def __init__(self, pairs: Iterable[tuple[Words, Words]]) -> None:
        self.pairs = tuple(dict.fromkeys(pairs))
        #: Folded form -> (form with marks, what to write instead), both ways.
        self._by_folded: dict[Words, list[tuple[Words, Words]]] = defaultdict(list)
        for short, long in self.pairs:
            for one, other in ((short, long), (long, short)):
                self._by_folded[_folded(one)].append((one, other))
        self._longest = max(map(len, self._by_folded), default=0)

    def with_own(self, own: Iterable[tuple[str, str]]) -> "Table":
        """The table with the pairs of an office before it."""
        cut = [(_cut(short), _cut(long)) for short, long in own]
        mine = [(short, long) for short, long in cut if short and long]
        return Table((*mine, *self.pairs)) if mine else self

    def is_short(self, folded: str) -> bool:
        """Whether a word is a whole abbreviation; of two letters it may as well be a beginning."""
        return len(folded) > 2 and (folded,) in self._by_folded

    def rewritings(self, words: Sequence[Syllable]) -> list[tuple[Syllable, ...]]:
        """Other ways to put a question, one abbreviation read or written differently in each."""
        ways: dict[Words, tuple[Syllable, ...]] = {}
        for start, end, other in self.spans(words):
            new = tuple(next(syllables(word)) for word in other)
            way = (*words[:start], *new, *words[end:])
            ways.setdefault(tuple(word.text for word in way), way)
        return list(ways.values())[: MOST - 1]

    def spans(self, words: Sequence[Syllable]) -> list[tuple[int, int, Words]]:
        """Where an abbreviation or its expansion stands, and the other form; longest first."""
        found = []
        folded = tuple(word.folded for word in words)
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                for form, other in self._by_folded.get(folded[start : start + length], ()):
                    if _is_word(form) and not self._is_beside_another(words, start):
                        continue
                    if _is_word(other) and length == len(words):
                        continue  # «trung ương» alone does not ask for every «đầu tư»
                    if _fits(words[start : start + length], form):
                        found.append((start, start + length, other))
        return found

    def _is_beside_another(self, words: Sequence[Syllable], at: int) -> bool:
        """Whether a word is asked for alone or beside a whole abbreviation: BCH TƯ."""
        beside = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
        return not beside or any(self.is_short(word.folded) for word in beside)


def _cut(side: str) -> Words:
    return tuple(word.text for word in syllables(side))


def _folded(words: Sequence[str]) -> Words:
    return tuple(s.folded for word in words for s in syllables(word))


def _is_word(form: Words) -> bool:
    """Whether an abbreviation is a syllable with marks too: TƯ, which is in đầu tư and thông tư."""
    (first, *others) = form
    return not others and has_tone_marks(first) and is_syllable(bare_word(first))


def _fits(typed: Sequence[Syllable], form: Words) -> bool:
    """Whether typed words are this form: marks that were typed must agree."""
    matched = zip(typed, form, strict=True)
    return not any(word.is_marked and word.text != own for word, own in matched)


def _built_in() -> Table:
    rows = [part.split("=") for part in _TABLE.replace("\n", ";").split(";") if part.strip()]
    rows += [[kind.code, kind.name] for kind in TYPES if kind.code]
    return Table((_cut(short), _cut(long)) for short, long in rows)


#: The abbreviations that every office knows.
BUILT_IN = _built_in()
