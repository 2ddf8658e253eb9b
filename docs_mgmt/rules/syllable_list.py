"""Every Vietnamese syllable that can be spelt, and those that office texts are made of.

The list is made, not copied: beginnings, rhymes and tones as the spelling allows them. Nothing
here knows of fonts or old encodings.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from docs_mgmt.rules.vietnamese import canon, has_tone_marks

#: Level, huyền, sắc, hỏi, ngã, nặng.
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_STOPPED_TONES = ("\u0301", "\u0323")

# A rhyme stands in the row of the beginnings that it may follow.
_PLAIN = "b ch d đ h kh l m n nh r s t th tr v x".split()  # noqa: SIM905 -- read as a row
_BEFORE_BACK = ("", "c", "g", "ng", *_PLAIN)  # before a ă â o ô ơ u ư
_BEFORE_FRONT = ("", "k", "gh", "ngh", *_PLAIN)  # before e ê i
_ROUNDED = ("", "ch", "d", "đ", "g", "h", "kh", "l", "ng", "nh", "s", "t", "th", "tr", "x")
_BACK = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt
    ư ưc ưi ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
"""
_FRONT = """
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
"""
_ROUND = """
    oa oac oach oai oam oan oang oanh oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    uân uâng uât uây uê uêch uênh uy uya uych uyên uyêt uynh uyt uyu
"""
_AFTER_QU = """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây
    e en eo et ê êch ên ênh êt êu ơ ơi ơn ơt y yên yêt ynh yt it ôc
"""
_AFTER_GI = "a ac ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
_AFTER_GI += (
    " e em en eo ep et ô ôi ông ôt ơ ơi ơn u uc ui un up uôc ương ươc ưa ư i im in êng êt êc ên"
)
_AFTER_GI += " êng êt êc ên o oc oi om on ong ot"
_WITH_Y = "h k l m n s t th v"
_ALONE = "y yêm yên yêng yêt yêu"
_FEW = """
    pin pa pô pi pê pao pác pháo phuy phuýt buýt voan moay xoong soong coóc boong goòng loong toong
    xoóc oóc niê thuở huơ khuơ noãn roẹt roạt boa noa phoóc
"""


def _toned(rhyme: str) -> Iterator[str]:
    """A rhyme in its tones; the tone stands on the letter that carries the rhyme."""
    stopped = rhyme.endswith(("c", "ch", "p", "t"))
    for tone in _STOPPED_TONES if stopped else _TONES:
        at = _carrier(rhyme)
        toned = unicodedata.normalize("NFC", rhyme[at] + tone)
        yield rhyme[:at] + toned + rhyme[at + 1 :]


def _carrier(rhyme: str) -> int:
    """Where the tone stands: on the last marked vowel, else by the shape of the rhyme."""
    vowels = [at for at, letter in enumerate(rhyme) if letter in "aăâeêioôơuưy"]
    marked = [at for at in vowels if rhyme[at] in "ăâêôơư"]
    if marked:
        return marked[-1]
    closed = len(rhyme) > vowels[-1] + 1
    if closed:
        return vowels[-1]
    return vowels[1] if len(vowels) > 2 else vowels[0]


def _spelt() -> Iterator[str]:
    for beginnings, rhymes in (
        (_BEFORE_BACK, _BACK),
        (_BEFORE_FRONT, _FRONT),
        (_ROUNDED, _ROUND),
        (("gi",), _AFTER_GI),
        (("qu",), _AFTER_QU),
        (tuple(_WITH_Y.split()), "y"),
        (("",), _ALONE),
        (("ph",), "a ac ach ai am an ang anh ao ap at au ay ăc ăn ăng ăt âm ân âng âp ât âu ây"),
        (("ph",), "e en eng eo ep et ê êch ên ênh êt êu i ia ich im in inh it iu iên iêt iêu"),
        (("ph",), "o oi ong ot om on ô ôc ôi ông ôt ơ ơi ơn ơt u uc ui um un ung ut ươc ương ưng"),
        (("ph",), "ưc ưa ươn ưt ưu uôn uông"),
    ):
        for beginning in beginnings:
            for rhyme in rhymes.split():
                yield from _joined(beginning, rhyme)
    yield from _FEW.split()


def _joined(beginning: str, rhyme: str) -> Iterator[str]:
    for toned in _toned(rhyme):
        if beginning == "gi" and unicodedata.normalize("NFD", toned).startswith("i"):
            yield "g" + toned  # gì, gìn: one i is enough
        else:
            yield beginning + toned


#: Can be spelt, but is said by nobody; figures and units look like them.
_NEVER = frozenset({"àm", "ãm", "ạm", "ìm", "ĩm"})


@lru_cache(maxsize=1)
def spellable() -> frozenset[str]:
    """Every syllable that can be spelt, in the spelling of `canon`, in small letters."""
    return frozenset(canon(one) for one in _spelt()) - _NEVER | everyday()


@lru_cache(maxsize=1)
def everyday() -> frozenset[str]:
    """Marked syllables that office texts are made of: counted in decrees and the sample archive."""
    return frozenset(_EVERYDAY.split())


def is_marked_syllable(small: str) -> bool:
    """Whether small letters with marks are one Vietnamese syllable."""
    return has_tone_marks(small) and canon(small) in spellable()


_EVERYDAY = """
biên biến biết biển biểu biện biệt buông buổi buộc bà bài bàn bàng bào bàu bày bá bác bách bán
bánh báo bát bây bãi bão bè bèo bé bê bên bì bìa bình bí bích bính bò bóc bóng bông bù bùi bùn
bùng búa bút băng bơi bơm bơn bưu bước bướm bạ bạc bạch bạn bạo bạt bản bảng bảo bảy bấm bất bần
bầu bẩn bẫy bậc bận bật bắc bắn bắt bằng bẻ bế bến bếp bể bệnh bị bịt bọ bọc bỏ bố bốc bốn bồ
bồi bồn bồng bổ bổng bộ bột bớt bờ bởi bục bụt bức bữa chiên chiêng chiếc chiếm chiến chiết
chiếu chiều chiểu chuyên chuyến chuyền chuyển chuông chuẩn chuối chuồng chài chào chánh cháu
cháy châm chân châu chè chèn chèo chéo chép chênh chìa chìm chí chích chín chính chòi chó chôn
chú chúc chúng chăm chăn chưa chương chườm chạm chạp chạy chả chảo chấm chấn chấp chất chẩm chậm
chậu chắc chắn chằng chẵn chặn chặng chặt chẻ chẽ chế chết chỉ chỉnh chịu chọn chối chống chốt
chồng chỗ chờ chở chợ chụp chủ chủng chứa chức chứng chừng chữ chữa cuốc cuối cuốn cuộc cuộn cà
cài cành cá các cách cái cán cáng cánh cáo cáp cát cân câu cây còn có cóc côi côn công cù cùng
cúc cúng cúp cút căn cũ cũng cơ cư cưa cương cước cưới cường cưỡng cược cạn cạnh cả cải cảm cảng
cảnh cấm cấp cấu cầm cần cầu cẩu cận cập cậy cắm cắn cắp cắt cặp cọc cọp cỏ cố cống cốt cồn cồng
cổ cổng cộng cột cờ cỡ cụ cục cụm cụp của củi cứ cứu cừ cử cửa cữu cực cựu diễm diễn diện diệp
diệt doãn duyệt dài dành dày dán dâm dân dâng dâu dây dã dãy dê dò dòng dôi dõi dù dùng dũng dư
dưa dương dưới dưỡng dại dạng dạo dạy dải dấu dầu dẫn dập dắt dễ dịch dịp dịu dọc dồn dời dở dỡ
dụ dục dụng dứa dứt dừa dừng dữ dự dựng ghép ghế già giàn giàng giày giá giác giám gián giáo
giáp giây giã gió gióng giúp giơ giả giải giảm giảng giấu giấy giật giặt giếng giọng giống giỗ
giới giờ giữ giữa gà gàng gành gác gán gáy gây gãy gì gìn gò góc gói góp gõ gương gạch gạo gấp
gần gậy gắn gặp gọi gọn gốc gốm gồm gỗ gộp gỡ gợi gừa gừng gửi hiến hiền hiểm hiển hiểu hiện
hiệp hiệu hoài hoàn hoàng hoành hoãn hoạch hoại hoạt hoằng hoặc huyết huyện huân huế huống hà
hài hàm hàn hàng hành hán hát hân hãn hãy hè héc hình hò hòa hòm hòn hóa hô hôm hùng hút hũ hơi
hơn hưu hương hướng hưởng hạ hại hạn hạng hạnh hạt hải hấu hầm hậu hằng hẹ hẹn hẹp hẻm hết hệ
hệt họ họa học họp hỏa hỏi hỏng hố hồ hồi hồng hổ hỗ hộ hội hộp hột hở hợi hợp hủy hữu khiêm
khiếm khiếu khiển khoát khoản khoảng khuyết khuê khuôn khác khách khái khám kháng khánh khí khó
khóa khóm khô khôi không khúc khăn khơi khả khải khảm khảo khấu khẩn khẩu khắc khế khỏe khỏi
khối khống khổ khổng khớp khởi kiếm kiến kiều kiểm kiểu kiệm kiện kiệt kè kèm kèn kéo kê kênh
kích kín kính kíp ký kẹo kẻ kẻng kế kết kề kềnh kể kịch kịp kỳ kỷ kỹ liên liền liễn liệt liệu
loại luyện luân luận luật luồng là làm làn làng lành lá lác lái lát lâm lân lâu lãi lãnh lèng lê
lên lích lít lò lòng lót lô lõm lùi lúa lúc lý lăm lăn lăng lĩnh lũ lơ lưu lương lưới lưỡi lượng
lượt lạ lạc lạch lại lạng lạnh lạt lấn lấp lấy lần lẫn lập lật lắp lặp lẻ lề lều lễ lệ lệch lệnh
lịch lọ lọc lọng lối lốp lỗ lỗi lộ lộc lội lớn lớp lời lở lợi lợn lợp lụa lục lụi lụt lừa lửa
lửng lựa lực miền miễn miệng muối muỗi muộn mà màn màu mái mát máy mâu mây mã mãi mè mèo mép mét
mì mình móng mô môi môn mù mùa mùi múa múi măng mũi mưa mưu mươi mương mười mượn mạ mạc mại mạng
mạnh mả mất mầm mẫu mật mậu mắc mặc mặt mẹ mọi mọt mốc mối mồ mồng mỗi mộc một mới mời mở mỡ mục
mức mứt mực mỹ nghiêm nghiên nghiêng nghiệm nghiện nghiệp nghèo nghĩa nghẽn nghề nghệ nghỉ nghị
ngoài ngoại ngoặc nguyên nguyễn nguyện nguyệt nguồn ngà ngành ngày ngân ngã ngói ngô ngôn ngõ
ngăn ngũ người ngược ngại ngập ngắm ngắn ngắt ngọ ngọc ngọn ngọt ngồi ngỗng ngộ ngừa ngữ ngựa
nhiên nhiều nhiễm nhiệm nhiệt nhà nhánh nháp nháy nhân nhã nhìn nhòe nhóm nhúng nhũng như nhưng
nhưỡng nhượng nhất nhầm nhận nhập nhật nhắc nhắn nhằm nhặt nhẹ nhị nhịn nhỏ nhớ nhờ nhở nhữ
những nhựa niêm niên niêu niệm nuôi nà nào này nái nâng nâu nã ném nén nét nên nêu nói nón nóng
nô nông núi núm nút năm năng nơi nước nạ nại nạn nạo nấm nấu nắm nắp nằm nẵng nặng nẹp nếp nết
nếu nền nối nồm nổ nổi nổng nội nộp nở nợ nứt nửa nữ nữa phiên phiếu phiền phá phách pháo pháp
phát phân phép phê phí phía phím phòng phó phóng phông phù phùng phú phúc phút phương phước
phường phượng phạm phạt phải phản phấn phần phẩm phẩy phận phố phối phổ phụ phục phủ phức phử
quyến quyết quyền quyển quà quá quách quán quát quân quéo quét quên quý quăng quạt quả quản
quảng quất quần quầy quận quốc quỹ riêng ruồi rà ràng rào rác rách rán râu rãi rãnh rèn rô rông
rõ rùa rút rơi rơm rước rượu rạch rạp rất rẫy rập rắc rắn rằm rẽ rế rết rễ rọ rối rồi rổ rỗng
rộng rớt rừng rửa siết soát soạn suông suất suối suốt sà sàn sành sách sáng sáp sát sáu sân sâu
sóc sóng sót sông súng sĩ sơ sơn sư sương sạc sạch sạt sả sản sảnh sấm sấy sắc sắm sắp sắt sẵn
sẻ sẽ sọc sỏi số sốc sống sốt sổ sộp sớm sở sởi sợi sứ sức sử sửa sự thiên thiết thiếu thiềm
thiểu thiện thiệp thiệt thiệu thoáng thoát thoại thuyên thuyết thuyền thuê thuần thuẫn thuận
thuật thuế thuốc thuộc thành thác thái tháng tháo tháp thâm thân thép thêm thêu thì thìn thí
thích thòng thô thôi thôn thông thù thùng thú thúc thúng thúy thăm thơm thư thương thước thường
thưởng thượng thạch thạnh thả thải thảo thấm thấp thất thấy thầu thầy thẩm thập thắc thắng thẳng
thặng thẻ thế thể thị thịt thọ thỏa thống thờ thời thợ thụ thủ thủy thứ thức thừa thừng thử thửa
thực tiêm tiên tiêu tiến tiếng tiếp tiết tiền tiểu tiễn tiệc tiệm tiện toàn toán triều triển
triệu truyền truyện truất trà tràm tràng trào trá trách trái tránh trân trâu trên trì trình trí
trích trò tròn trông trù trùm trùng trú trúc trúng trăm trăng trưa trưng trương trước trường
trưởng trạch trại trạm trạng trả trảy trấn trấu trần trận trật trắng trẻ trễ trệt trị trịnh trọ
trọn trọng trốn trống trồng trộm trời trở trợ trụ trục trừ trữ trực tuyên tuyến tuyển tuyệt tuất
tuần tuệ tuổi tài tàu tác tách tái tám tán táng táp tâm tân tây tét tên tìm tình tích tím tín
tính tòa tô tôi tôn tông tùng tùy túc túi túy tăng tĩnh tơ tư tươi tương tước tướng tường tưởng
tượng tạ tại tạm tạo tạp tạt tả tải tảo tấn tất tầm tần tầng tẩm tận tập tật tắc tắm tắt tặng tế
tết tệ tệp tỉa tỉnh tịch tịnh tọa tỏa tố tốc tối tống tốt tồn tổ tổng tộc tội tới tờ tục tủ từ
từng tử tự tỵ tỷ uông uống viên viết viền viễn việc viện việt vuông và vài vàm vàng vào vác ván
vát vân vãi vè vét vì ví vòi vòng vôi võ võng vùng văn vĩ vĩnh vũ vũng vươn vương vướng vườn
vượt vạc vạch vại vạn vạt vải vảy vấn vẫn vẫy vận vật vậy vắc vắng vằn vẹn vẽ vết về vệ vỉa vị
vịnh vịt vọng vỏ vốn với vớt vỡ vợ vụ vứt vừa vựa vực vỹ xuyên xuân xuất xuống xuồng xà xác xâm
xây xã xét xí xóa xóm xô xúc xăm xưa xưng xướng xưởng xả xảy xế xếp xốp xử yên yêu yến yết yếu á
ái án ánh áo áp â âm âu én ép ê ích ít ô ôm ông ùn úng úp ý ă ăn ăng đa đai đan đang đay đen đeo
đi đinh điền điều điểm điển điện điệp đo đoan đoàn đoạn đua đuôi đuốc đuối đà đài đàm đàn đào đá
đám đán đánh đáp đáy đâu đây đã đãi đè đèn đèo đêm đình đích đính đò đòi đòn đó đón đóng đô đôi
đôn đông đúng đăng đĩa đơn đưa đương đường được đạc đại đạo đạp đạt đảm đảng đảo đất đấu đầu đầy
đẩy đậm đập đậu đậy đặc đặng đặt đếm đến đề đều để đệm địa định đọc đọng đỏ đốc đối đốn đốt đồ
đồi đồng đổ đổi đỗ độ độc đội động đột đới đời đờn đỡ đợi đợt đục đủ đức đứng đựng ơ ư ưu ươm
ương ước ả ảnh ấm ất ẩm ẩn ếch ốc ống ốt ồn ổ ổn ở ủ ủy ứng
"""
