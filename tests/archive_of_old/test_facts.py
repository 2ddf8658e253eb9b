"""The facts of old papers are found, and what is not plain carries a doubt."""

from docs_mgmt.rules.facts import facts_in
from tests.archive_of_old.layouts import read_as
from tests.archive_of_old.measure import Measure
from tests.archive_of_old.papers import a_paper, with_blanks

PAPERS = 400


def measured() -> Measure:
    measure = Measure()
    for seed in range(PAPERS):
        paper = a_paper(seed)
        if seed % 9 == 0:
            paper = with_blanks(paper)
        measure.add(f"paper {seed}", paper.truth(), facts_in(read_as(paper, seed)))
    return measure


def test_of_four_hundred_papers_hardly_a_fact_is_wrong_without_a_doubt():
    measure = measured()
    assert measure.share_wrong <= 0.01, measure.wrong
    shares = {name: measure.right[name] / known for name, known in measure.known.items()}
    assert {name: share for name, share in shares.items() if share < 0.95} == {}


def values(*paragraphs: str, name: str = "", folders: tuple[str, ...] = ()) -> dict[str, str]:
    """What was found, the doubtful in question marks."""
    facts = facts_in(paragraphs, name=name, folders=folders)
    return {
        key: fact.value if fact.is_sure else f"?{fact.value}"
        for key, fact in facts.named().items()
        if fact.value
    }


def test_a_decision_of_2004_typed_with_tabs_tells_all_of_itself():
    assert values(
        "UỶ BAN NHÂN DÂN\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "QUẬN LIÊN CHIỂU\tĐộc lập – Tự do – Hạnh phúc",
        "Số: 1234/QĐ-UB\tLiên Chiểu, ngày 05 tháng 8 năm 2004",
        "QUYẾT ĐỊNH CỦA CHỦ TỊCH UỶ BAN NHÂN DÂN QUẬN LIÊN CHIỂU",
        "V/v cho phép chuyển mục đích sử dụng đất",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN LIÊN CHIỂU",
        "- Căn cứ Luật Đất đai ngày 26/11/2003;",
        "QUYẾT ĐỊNH",
        "Nơi nhận:\tTM. UBND QUẬN LIÊN CHIỂU",
        "- Như điều 3\tKT. CHỦ TỊCH",
        "- Lưu VT\tPHÓ CHỦ TỊCH",
        "\tNguyễn Thị Hoà",
    ) == {
        "number": "1234",
        "notation": "QĐ-UB",
        "full": "1234/QĐ-UB",
        "date": "2004-08-05",
        "type": "QĐ",
        "issuer": "Ủy ban nhân dân quận Liên Chiểu",
        "title": "Cho phép chuyển mục đích sử dụng đất",
        "signer": "Nguyễn Thị Hòa",
    }


def test_what_only_the_name_of_the_file_says_is_doubtful():
    found = values(
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG HÒA MINH",
        "Số: ...../QĐ-UBND",
        "Hòa Minh, ngày ... tháng 12 năm 2011",
        name="2011_12_28_quyet dinh!~!QD15UB.DOC",
        folders=("2011",),
    )
    assert (found["full"], found["date"]) == ("?15/QĐ-UBND", "?2011-12-28")


def test_a_number_that_was_misread_is_put_right_and_doubted():
    found = values("UBND PHƯỜNG HÒA MINH", "S6: l5/QD-UBND", "QUYẾT ĐỊNH")
    assert (found["full"], found["type"]) == ("?15/QĐ-UBND", "QĐ")


def test_a_year_that_the_folder_contradicts_is_doubted():
    lines = ("UBND PHƯỜNG HÒA MINH", "Số: 15/QĐ-UBND", "Hòa Minh, ngày 05 tháng 3 năm 2010")
    assert values(*lines, folders=("2010",))["date"] == "2010-03-05"
    assert values(*lines, folders=("2011",))["date"] == "?2010-03-05"


def test_a_number_that_the_file_name_contradicts_is_doubted():
    lines = ("UBND PHƯỜNG HÒA MINH", "Số: 15/QĐ-UBND", "QUYẾT ĐỊNH")
    assert values(*lines, name="QĐ 15.doc")["full"] == "15/QĐ-UBND"
    assert values(*lines, name="QĐ 16.doc")["full"] == "?15/QĐ-UBND"


def test_a_text_that_was_promulgated_has_the_number_of_its_decision_with_a_doubt():
    found = values(
        "ỦY BAN NHÂN DÂN",
        "QUẬN LIÊN CHIỂU",
        "QUY ĐỊNH",
        "Về quản lý vỉa hè",
        "(Ban hành kèm theo Quyết định số 15/2011/QĐ-UBND ngày 28 tháng 12 năm 2011)",
    )
    assert (found["full"], found["type"]) == ("?15/2011/QĐ-UBND", "QyĐ")


def test_papers_of_the_party_keep_their_dash():
    found = values("ĐẢNG ỦY PHƯỜNG HÒA MINH", "*", "Số 07-CT/ĐU", "CHỈ THỊ", "về dân vận khéo")
    assert (found["full"], found["issuer"]) == ("07-CT/ĐU", "Đảng ủy phường Hòa Minh")


def test_an_empty_paper_has_no_facts():
    assert values() == {}
    assert values("Danh sách chi bộ", "1. Nguyễn Văn A") == {}


def test_a_title_that_columns_ran_on_to_the_text_ends_before_it_with_a_doubt():
    found = values(
        "UBND PHƯỜNG HÒA MINH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT",
        "NAM",
        "Số: 08/KH-UBND",
        "KẾ HOẠCH",
        "Nâng bậc lương năm 2015 Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân phường",
    )
    assert found["title"] == "?Nâng bậc lương năm 2015"
    assert found["issuer"] == "UBND phường Hòa Minh"


def test_a_decision_as_law_books_print_it_tells_its_number_and_date_in_capitals():
    found = values(
        "QUYẾT ĐỊNH",
        "CỦA ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM SỐ 15/2004/QĐ-UB NGÀY 12 THÁNG 3 NĂM 2004",
        "VỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ",
        "ỦY BAN NHÂN DÂN TỈNH",
        "Căn cứ Luật",
    )
    assert (found["full"], found["date"]) == ("15/2004/QĐ-UB", "2004-03-12")
    assert found["title"] == "VỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ"


def test_a_name_run_on_to_the_recipients_is_found_with_a_doubt():
    found = values(
        "UBND PHƯỜNG HÒA MINH",
        "Số 12 /TB-UBND",
        "THÔNG BÁO",
        "Nội dung.",
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN",
        "- Như trên; CHỦ TỊCH",
        "- Lưu VT Lê Văn Tám",
    )
    assert (found["full"], found["signer"]) == ("12/TB-UBND", "?Lê Văn Tám")


def test_a_place_without_its_capital_begins_the_line_of_the_date_all_the_same():
    found = values("UBND THỊ TRẤN ÁI NGHĨA", "Số: 8/BC-UB", "ái Nghĩa, ngày 05 tháng 3 năm 2004")
    assert (found["date"], found["issuer"]) == ("2004-03-05", "UBND thị trấn Ái Nghĩa")


def test_a_scan_whose_columns_were_run_together_is_taken_apart():
    found = values(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT",
        "- \u02c6 - NAM",
        "PHƯỜNG HÒA MINH",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/UBND-VX",
        "Hòa Minh, ngày 09 tháng 11 năm 2007 V/v tổ chức ngày thương binh, liệt sĩ",
        "Kính gửi: Các tổ dân phố",
    )
    assert (found["date"], found["issuer"]) == ("2007-11-09", "Ủy ban nhân dân phường Hòa Minh")
    assert found["title"] == "Tổ chức ngày thương binh, liệt sĩ"
