"""The life of a document in the browser: five people, one Word file, no step but by the pages."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from docs_mgmt.files.rendering import is_available

DRAFTS = Path(__file__).parent.parent.parent / "office" / "demo" / "drafts"
FILE = DRAFTS / "kh-phan-loai-rac.docx"
TITLE = "Phân loại chất thải rắn sinh hoạt tại nguồn"
#: Words of the file alone, as one types them in a hurry.
HURRIED = "thung dung chat thai thuc pham"
OPINION = "Đề nghị hỗ trợ thùng rác cho hộ nghèo."
REPLY = "Đã bổ sung hộ nghèo và hộ cận nghèo."
SUBMIT = "main form button.btn-primary[type=submit]"
#: A mark that only stays where the page is not loaded again.
MARK = "document.body.dataset.untouched = 'yes'"


def test_five_people_take_a_word_file_to_the_archive(visit, house):
    linh, luong, nhan = visit("linh"), visit("luong"), visit("nhan")
    bach = visit("bach")
    vy, oanh = visit("vy", width=390, height=844), visit("oanh")

    number = linh_drafts(linh)
    linh_sees_the_pages_come_by_themselves(linh)
    linh_asks_for_an_opinion(linh, "Mai Xuân Bách")
    bach_disagrees(bach)
    linh_sees_the_opinion_come_and_explains_it(linh, number)
    linh_closes_the_round_and_submits(linh, number)

    the_unit_head_and_the_office_check(luong, nhan)
    vy_approves_in_three_taps(vy)

    original = oanh_prints(oanh, number)
    oanh_records_the_signature(oanh)
    full = oanh_takes_the_number(oanh)
    oanh_seals_issues_and_files(oanh)
    the_desk_finds_the_sheet_by_its_code(oanh, original)
    the_book_has_its_line(oanh, full)

    # All the while Linh's page was open; it followed.
    expect(linh.locator("#subtitle")).to_contain_text(full)
    assert linh.evaluate("document.body.dataset.untouched") == "yes"

    found_by_its_words(linh, full)
    found_by_its_words(visit("bach"), full)
    nobody_in_the_next_ward_finds_it(visit("xa.tl"), number)
    assert [page.complaints for page in (linh, luong, nhan, bach, vy, oanh)] == [[]] * 6


def linh_drafts(page: Page) -> int:
    page.locator("main a[href='/documents/new/']").first.click()
    page.locator("#id_type").select_option("KH")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_signer").select_option(label="Tạ Quốc Vỹ, Phó Chủ tịch")
    page.locator("#id_recipients").fill("Sở Nông nghiệp và Môi trường thành phố")
    page.get_by_label("Phòng Văn hóa - Xã hội", exact=True).check()
    with page.expect_file_chooser() as chooser:
        page.locator('label.btn[for="id_main"]').click()
    chooser.value.set_files(FILE)
    expect(page.locator("#slot_main")).to_contain_text(FILE.name)
    if not is_available():
        page.locator("#id_pdf").set_input_files(FILE.with_suffix(".pdf"))
        expect(page.locator("#slot_pdf")).to_contain_text(FILE.with_suffix(".pdf").name)
    page.locator("form[data-office-upload] .acts > button.btn-primary").click()
    expect(page).to_have_url(re.compile(r"/documents/\d+/$"))
    return int(page.url.rstrip("/").rpartition("/")[2])


def linh_sees_the_pages_come_by_themselves(page: Page) -> None:
    page.evaluate(MARK)
    expect(page.locator("#page-1 img")).to_be_visible(timeout=90_000)
    expect(page.locator("#reading progress")).to_have_count(0)
    assert page.evaluate("document.body.dataset.untouched") == "yes"
    assert page.locator("#page-1 img").evaluate("async image => (await image.decode(), 1)")


def linh_asks_for_an_opinion(page: Page, name: str) -> None:
    offered(page, "circulate")
    page.get_by_label(re.compile(f"^{name}")).check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#opinions + *, #known")).to_contain_text([name])


def bach_disagrees(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    if "/opinions/" not in page.url:
        page.locator("#acts a[href$='/opinions/']").click()
    answer = page.locator("form[action$='/answer/']").first
    answer.locator("input[value=DISAGREE]").check()
    answer.locator("textarea").fill(OPINION)
    answer.locator("button[type=submit]").click()
    expect(page.get_by_text(OPINION).first).to_be_visible()


def linh_sees_the_opinion_come_and_explains_it(page: Page, number: int) -> None:
    page.goto(f"/documents/{number}/opinions/")
    expect(page.get_by_text(OPINION)).to_be_visible()
    page.locator("textarea[name=reply]").fill(REPLY)
    page.locator("button[name=uptake][value=TAKEN]").click()
    expect(page.get_by_text(REPLY).first).to_be_visible()


def linh_closes_the_round_and_submits(page: Page, number: int) -> None:
    page.locator("a[href$='/close_round/']").first.click()
    page.locator("main form button[type=submit]").click()
    page.goto(f"/documents/{number}/submit/")
    page.locator("#send-button").click()
    expect(page).to_have_url(re.compile(f"/documents/{number}/$"))
    expect(page.locator("#whose p.whose > span").first).to_contain_text("Võ Tấn Lượng")
    page.evaluate(MARK)


def the_unit_head_and_the_office_check(luong: Page, nhan: Page) -> None:
    for page in (luong, nhan):
        # The row came to the open desk by itself.
        page.get_by_role("link", name=re.compile(TITLE)).first.click()
        expect(page.locator("#page-1, .paper").first).to_be_visible()
        page.locator("form[action$='/check/'] button[type=submit]").click()
        expect(page).to_have_url(re.compile(r"/$"))
        expect(page.get_by_role("link", name=re.compile(TITLE))).to_have_count(0)


def vy_approves_in_three_taps(page: Page) -> None:
    row = page.locator("[data-office-row]", has_text=TITLE)
    row.locator("h3 a").tap()
    page.locator("a[href='#approve']").tap()
    page.locator("#approve button[type=submit]").tap()
    expect(page).to_have_url(re.compile(r"/$"))
    expect(row).to_have_count(0)


def oanh_prints(page: Page, number: int) -> str:
    """Print to sign; the PDF opens beside, and the desk shows who has the sheet."""
    page.goto("/records/")
    row = page.locator("#print tr", has_text=TITLE)
    with page.context.expect_page():
        row.get_by_role("button").click()
    page.bring_to_front()
    expect(page.locator("#sign tr", has_text=TITLE)).to_contain_text("Tạ Quốc Vỹ")
    page.goto(f"/documents/{number}/sign/")
    return page.locator("dl.facts dd.num").inner_text().strip()


def oanh_records_the_signature(page: Page) -> None:
    page.goto("/records/")
    page.locator("#sign tr", has_text=TITLE).get_by_role("button").click()
    expect(page.locator("#number tr", has_text=TITLE)).to_be_visible()


def oanh_takes_the_number(page: Page) -> str:
    row = page.locator("#number tr", has_text=TITLE)
    coming = row.locator(".next-number").inner_text()
    row.get_by_role("button").click()
    expect(page.locator("#seal tr", has_text=TITLE)).to_contain_text(coming)
    return coming


def oanh_seals_issues_and_files(page: Page) -> None:
    page.locator("#seal tr", has_text=TITLE).locator("[data-office-open]").click()
    for box in page.locator("input[name=looked_at]").all():
        box.check()
    page.locator(SUBMIT).click()
    page.locator("#issue tr", has_text=TITLE).locator("[data-office-open]").click()
    page.locator(SUBMIT).click()
    page.locator("#archive tr", has_text=TITLE).locator("[data-office-open]").click()
    page.locator(SUBMIT).click()
    expect(page).to_have_url(re.compile("/records/$"))
    expect(page.locator("#queue tr", has_text=TITLE)).to_have_count(0)


def the_desk_finds_the_sheet_by_its_code(page: Page, code: str) -> None:
    page.goto("/records/")
    page.locator("#scan").fill(code)
    page.locator("#scan").press("Enter")
    expect(page.locator("main")).to_contain_text(TITLE)
    expect(page.locator("main")).to_contain_text(code)


def the_book_has_its_line(page: Page, full: str) -> None:
    page.goto("/registers/")
    page.locator("#book-series").select_option("ADMIN")
    page.locator("main form button[type=submit]").click()
    line = page.locator("table.book tbody tr", has_text=full)
    expect(line).to_contain_text(TITLE)
    expect(line).to_contain_text("Tạ Quốc Vỹ")


def found_by_its_words(page: Page, full: str) -> None:
    for question in (HURRIED, full):
        page.locator(".find input[name=q]").fill(question)
        page.locator(".find input[name=q]").press("Enter")
        expect(page.locator("article.hit").first).to_contain_text(full)
        expect(page.locator("article.hit").first).to_contain_text(TITLE)
        expect(page.locator("article.hit mark").first).to_be_visible()


def nobody_in_the_next_ward_finds_it(page: Page, number: int) -> None:
    page.goto(f"/search/?q={HURRIED}")
    expect(page.locator("article.hit")).to_have_count(0)
    assert TITLE not in page.content()
    answer = page.goto(f"/documents/{number}/")
    assert answer is not None
    assert answer.status == 404


def offered(page: Page, step: str) -> None:
    """Take what the document's page offers, be it the first button or under «More»."""
    button = page.locator(f"#acts a[href$='/{step}/']")
    if not button.count():
        page.locator("#acts a[href='#more']").click()
        button = page.locator(f"#more a[href$='/{step}/']")
    button.click()
