"""Papers of other offices, laid out in ways of their own, tell their facts too."""

import pytest

from docs_mgmt.rules.facts import facts_in
from tests.archive_of_old.test_facts import values

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
HEAD = ("ỦY BAN NHÂN DÂN", "XÃ YÊN LẠC", "Số: 12/QĐ-UBND", *MOTTO)


def test_a_letterhead_in_boxes_that_is_read_after_the_type_is_the_letterhead():
    found = values(
        "KẾ HOẠCH",
        "PHÒNG GIÁO DỤC YÊN LẠC",
        "TRƯỜNG TIỂU HỌC ĐẠI TỰ",
        "Số: 21/KH-TH",
        *MOTTO,
        "Đại Tự, ngày 01 tháng 9 năm 2011",
        "Thực hiện nhiệm vụ năm học 2011 - 2012",
        "Căn cứ Hướng dẫn số 345/PGD ngày 25/8/2011;",
    )
    assert (found["issuer"], found["full"]) == ("Trường Tiểu học Đại Tự", "21/KH-TH")
    assert found["title"] == "Thực hiện nhiệm vụ năm học 2011 - 2012"


def test_a_form_at_the_end_with_a_motto_of_its_own_changes_nothing():
    lines = (*HEAD, "Yên Lạc, ngày 03 tháng 2 năm 2009", "QUYẾT ĐỊNH", "Về việc lập hội")
    form = (*MOTTO, "ĐƠN XIN VÀO HỘI", "Yên Lạc, ngày ... tháng ... năm ...")
    assert values(*lines, "Căn cứ Luật;", *form) == values(*lines, "Căn cứ Luật;")


@pytest.mark.parametrize(
    "motto",
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM"),
        ("CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM"),
    ],
)
def test_a_motto_that_a_narrow_column_broke_is_no_part_of_the_issuer(motto):
    first, rest = motto
    found = values(f"ỦY BAN NHÂN DÂN {first}", rest, "XÃ YÊN LẠC ------", "Số: 12/QĐ-UBND")
    assert found["issuer"] == "Ủy ban nhân dân xã Yên Lạc"


@pytest.mark.parametrize(
    "date",
    [
        ("Yên Lạc, ngày 03 tháng 2", "năm 2009"),
        ("Yên Lạc, ngày 03 tháng 2 năm", "2009"),
        ("Yên Lạc, ngày 03", "tháng 2 năm 2009"),
    ],
)
def test_a_date_that_a_narrow_column_broke_is_whole(date):
    assert values(*HEAD, *date)["date"] == "2009-02-03"


@pytest.mark.parametrize(
    ("line", "full"),
    [
        ("Số: __15__/QĐ-UBND", "15/QĐ-UBND"),
        ("Số 02 - BC/CB", "02-BC/CB"),
        ("Số:......27......../TB-UBND Yên Lạc, ngày....12...tháng...3...năm 2012", "27/TB-UBND"),
    ],
)
def test_a_number_among_rules_dots_and_dashes_is_read(line, full):
    assert values("UBND XÃ YÊN LẠC", line)["full"] == full


def test_the_stamp_of_the_receiver_is_neither_number_nor_date():
    found = values(
        "CÔNG VĂN ĐẾN",
        "Số: 345",
        "Ngày: 20/3/2009 Yên Lạc, ngày 17 tháng 3 năm 2009",
        "ỦY BAN NHÂN DÂN",
        "HUYỆN YÊN LẠC",
        "Số: 178/UBND-NV",
        "V/v rà soát cán bộ, công chức cấp xã",
        "Kính gửi: UBND các xã",
    )
    assert (found["full"], found["date"]) == ("178/UBND-NV", "2009-03-17")
    assert found["issuer"] == "Ủy ban nhân dân huyện Yên Lạc"


def test_the_address_under_an_agency_is_no_part_of_its_name():
    lines = ("ỦY BAN NHÂN DÂN", "THỊ TRẤN HƯƠNG CANH", "ĐC: Số 12 đường 2/9 - ĐT: 0211.3866.123")
    assert values(*lines, "Số: 66/UBND")["issuer"] == "Ủy ban nhân dân thị trấn Hương Canh"


def test_an_office_without_a_name_of_its_own_is_that_of_the_agency_above():
    found = values("UBND HUYỆN YÊN LẠC", "VĂN PHÒNG", "Số: 203/VP-TH")
    assert found["issuer"] == "Văn phòng UBND huyện Yên Lạc"


def test_a_committee_by_its_abbreviation_begins_a_name_of_its_own():
    found = values("HỘI NÔNG DÂN HUYỆN YÊN LẠC", "BCH HỘI NÔNG DÂN XÃ TỀ LỖ", "Số: 12/TTr-HND")
    assert found["issuer"].startswith("BCH ")


def titled(*lines: str) -> str:
    return values(*HEAD, *lines).get("title", "")


def test_a_title_is_what_it_is_without_brackets_and_without_what_promulgated_it():
    assert titled("QUYẾT ĐỊNH", "(V/v cho thôi chức Trưởng thôn)") == "Cho thôi chức Trưởng thôn"
    whole = "Làm việc của UBND xã (Ban hành kèm theo Quyết định số 34/QĐ-UBND)"
    assert titled("QUY CHẾ", whole) == "Làm việc của UBND xã"


def test_a_title_goes_on_over_names_to_the_line_with_which_the_text_begins():
    assert titled(
        "TỜ TRÌNH",
        "Về việc xin phê duyệt chủ trương đầu tư xây dựng",
        "Nhà văn hóa thôn Hữu Bằng, xã Tam Hợp,",
        "huyện Bình Xuyên",
        "Kính gửi: Ủy ban nhân dân huyện Bình Xuyên",
    ) == (
        "?Về việc xin phê duyệt chủ trương đầu tư xây dựng Nhà văn hóa thôn Hữu Bằng, "
        "xã Tam Hợp, huyện Bình Xuyên"
    )


def test_a_text_that_begins_with_its_task_is_no_title():
    cites = (
        "Thực hiện Kế hoạch số 11/KH-UBND ngày 15/01/2009 của UBND huyện về việc tổ chức đại hội"
    )
    assert titled("KẾ HOẠCH", cites) == ""


def test_the_kind_beside_the_type_is_of_the_title():
    lines = ("CHƯƠNG TRÌNH PHỐI HỢP", "Giữa UBND xã và Mặt trận năm 2012", "Căn cứ Luật;")
    assert titled(*lines) == "?Phối hợp giữa UBND xã và Mặt trận năm 2012"
    lines = ("HỢP ĐỒNG KINH TẾ", "Số: 03/HĐKT", "Về việc sửa chữa kênh mương nội đồng", "Hôm nay")
    assert titled(*lines) == "Về việc sửa chữa kênh mương nội đồng"


def test_a_type_and_a_post_in_small_letters_are_known_where_they_stand_alone():
    found = values(
        "Uỷ ban nhân dân",
        "Xã Đồng Tâm",
        "Số: 33/QĐ-UB",
        "Đồng Tâm, ngày 14 tháng 9 năm 2000",
        "Quyết định",
        "Về việc thu hồi đất của hộ ông Nguyễn Văn Tèo",
        "Chủ tịch UBND xã Đồng Tâm",
        "- Căn cứ Luật Đất đai năm 1993;",
        "Điều 1. Thu hồi 150 m2 đất.",
        "Chủ tịch UBND xã",
        "Đỗ Văn Mạnh",
    )
    assert (found["type"], found["signer"]) == ("QĐ", "Đỗ Văn Mạnh")
    assert found["title"] == "Về việc thu hồi đất của hộ ông Nguyễn Văn Tèo"


def signed(*lines: str) -> tuple[str, bool]:
    fact = facts_in((*HEAD, "BÁO CÁO", "Nội dung.", *lines)).signer
    return fact.value, fact.is_sure


@pytest.mark.parametrize(
    "post", ["TRƯỞNG CÔNG AN XÃ", "TRƯỞNG BAN VĂN HÓA", "CHỦ TỊCH UBND XÃ", "P.CHỦ TỊCH"]
)
def test_a_post_with_its_agency_is_no_name_and_the_name_stands_under_it(post):
    assert signed("TUQ. CHỦ TỊCH", post, "Ngô Quốc Tuấn") == ("Ngô Quốc Tuấn", True)
    assert signed(post, "Ngô Quốc Tuấn") == ("Ngô Quốc Tuấn", True)


def test_of_two_names_side_by_side_the_right_one_signs_with_a_doubt():
    assert signed("THƯ KÝ\tCHỦ TỌA", "Lý Thị Mai\tDương Văn Cường") == ("Dương Văn Cường", False)
    rows = ("THƯ KÝ", "CHỦ TỌA", "Lý Thị Mai", "Dương Văn Cường")
    assert signed(*rows) == ("Dương Văn Cường", False)


def test_a_list_after_the_name_is_no_second_name():
    assert signed("CHỦ TỊCH", "Trần Văn Bình", "DANH SÁCH") == ("Trần Văn Bình", True)


@pytest.mark.parametrize("beside", ["XÃ YÊN LẠC VIỆT NAM", "` ` : VIỆT NAM XÃ YÊN LẠC -"])
def test_the_rest_of_a_broken_motto_beside_the_issuer_is_no_part_of_it(beside):
    found = values("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA", beside, "Số: 02/CT-UBND")
    assert found["issuer"] == "Ủy ban nhân dân xã Yên Lạc"


def test_a_speck_before_the_place_does_not_hide_the_date():
    found = values("UBND XÃ YÊN LẠC", "Số: 2/CT-UBND", "'Yên Lạc, ngày 15 tháng 01 năm 2010")
    assert found["date"] == "2010-01-15"


def test_a_council_is_written_as_in_a_sentence():
    found = values("HỘI ĐỒNG NHÂN DÂN", "XÃ TAM HỢP", "Số: 03/2011/NQ-HĐND")
    assert found["issuer"] == "Hội đồng nhân dân xã Tam Hợp"


def test_the_number_of_a_certified_copy_is_not_that_of_the_paper():
    found = values(
        "ỦY BAN NHÂN DÂN",
        "XÃ YÊN LẠC",
        "Số: 12/SY-UBND",
        "ỦY BAN NHÂN DÂN",
        "HUYỆN YÊN LẠC",
        "Số: 500/QĐ-UBND",
        "Yên Lạc, ngày 3 tháng 3 năm 2012",
        "QUYẾT ĐỊNH",
    )
    assert (found["full"], found["issuer"]) == ("500/QĐ-UBND", "Ủy ban nhân dân huyện Yên Lạc")
    assert values("UBND XÃ YÊN LẠC", "Số: 12/SY-UBND")["full"] == "12/SY-UBND"


@pytest.mark.parametrize("place", ["Phường 5, ", "Quận 3, ", "Yên Lạc, hồi 15 giờ 00 "])
def test_a_place_with_a_number_and_a_time_of_day_do_not_hide_the_date(place):
    line = f"{place}ngày 10 tháng 12 năm 2013"
    assert values("UBND XÃ YÊN LẠC", "Số: 1/CĐ-UBND", line)["date"] == "2013-12-10"


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Phòng Tài chính - Kế hoạch"),
        ("HUYỆN ỦY LÝ NHÂN", "Huyện ủy Lý Nhân"),
        ("BCH PCLB & TKCN", "BCH PCLB & TKCN"),
        ("TRƯỜNG MẦM NON HOA SEN", "Trường Mầm non Hoa Sen"),
    ],
)
def test_a_name_in_capitals_is_written_as_in_a_sentence(capitals, name):
    assert values(capitals, "Số: 12/TB-VP")["issuer"] == name
