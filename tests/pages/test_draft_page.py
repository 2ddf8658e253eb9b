"""The new draft: files kept between two tries, secrets refused, one document for two clicks."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from docs_mgmt.clock import today
from docs_mgmt.files.store import path_of, put
from docs_mgmt.models import Document, HistoryEntry, Upload
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import AttachmentKind, Authority, Capacity
from tests.builders import WORD, a_document, a_token

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


def a_file(name="du-thao.docx", content=None):
    return SimpleUploadedFile(name, WORD.read_bytes() if content is None else content)


def filled_in(world, **changes):
    facts = {
        "token": a_token(),
        "unit": world.unit("KTHTĐT").pk,
        "secrecy": "no",
        "type": "KH",
        "title": "Phân loại chất thải rắn tại nguồn",
        "field": "Môi trường",
        "urgency": "URGENT",
        "authority": "",
        "signer": f"{world['vy'].pk}:DEPUTY",
        "recipients": "- UBND thành phố;\n- Sở Tài chính (2 bản);\n- Lưu: VT.",
        "units": [world.unit("VHXH").pk],
        "due": f"{today() + timedelta(days=9):%d/%m/%Y}",
        "main": a_file(),
    }
    return {name: value for name, value in (facts | changes).items() if value is not None}


def test_a_draft_is_made_from_the_form_and_leads_to_its_page(as_, world):
    response = as_("linh").post("/documents/new/", filled_in(world))
    document = Document.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/documents/{document.pk}/")
    assert (document.stage, document.drafter) == (Stage.DRAFTED, world["linh"])
    assert (document.title, document.field) == ("Phân loại chất thải rắn tại nguồn", "Môi trường")
    assert (document.urgency, document.authority) == ("URGENT", Authority.COLLECTIVE)
    assert document.due == today() + timedelta(days=9)
    signatory = document.signatories.get()
    assert (signatory.person, signatory.capacity) == (world["vy"], Capacity.DEPUTY)
    assert [(row.words, row.copies, row.unit) for row in document.recipients.all()] == [
        ("UBND thành phố", 1, None),
        ("Sở Tài chính", 2, None),
        (world.unit("VHXH").name, 1, world.unit("VHXH")),
    ]
    version = document.versions.get()
    assert (version.name, version.size) == ("du-thao.docx", WORD.stat().st_size)


def test_a_typed_name_of_a_unit_or_a_person_means_them(as_, world):
    lines = f"phòng văn hóa  - xã hội (3)\n{world['khai'].full_name}\nTổ dân phố số 5"
    as_("linh").post("/documents/new/", filled_in(world, recipients=lines, units=None))
    rows = Document.objects.get().recipients.all()
    assert [(row.unit, row.person, row.copies) for row in rows] == [
        (world.unit("VHXH"), None, 3),
        (None, world["khai"], 1),
        (None, None, 1),
    ]


def test_the_same_form_twice_is_one_document(as_, world):
    client, token = as_("linh"), a_token()
    first = client.post("/documents/new/", filled_in(world, token=token))
    again = client.post("/documents/new/", filled_in(world, token=token))
    assert (again.status_code, again["Location"]) == (303, first["Location"])
    assert Document.objects.count() == 1


def test_a_mistake_elsewhere_keeps_words_and_file(as_, world):
    client = as_("linh")
    page = soup_of(client.post("/documents/new/", filled_in(world, title="")))
    assert not Document.objects.exists()
    assert page.select_one(".problems a")["href"] == "#id_title"
    assert page.select_one("#id_title_error").text
    assert "Sở Tài chính (2 bản)" in page.select_one("#id_recipients").text
    carried = page.select_one("input[name=main_upload]")["value"]
    token = page.select_one("input[name=token]")["value"]
    again = filled_in(world, token=token, main=None, main_upload=carried)
    assert client.post("/documents/new/", again).status_code == 303
    assert Document.objects.get().versions.get().name == "du-thao.docx"


def test_nobody_attaches_the_upload_of_another(as_, world):
    stored = put([b"somebody else's file, long enough to be one" * 4])
    upload = Upload.objects.create(
        person=world["khoa"], sha256=stored.sha256, name="cua-khoa.docx", size=stored.size
    )
    response = as_("linh").post(
        "/documents/new/", filled_in(world, main=None, main_upload=upload.pk)
    )
    assert response.status_code == 200
    assert not Document.objects.exists()
    assert "cua-khoa" not in response.content.decode()


def test_attachments_carry_their_kinds_and_can_be_left_out(as_, world):
    client = as_("linh")
    page = soup_of(
        client.post(
            "/documents/new/",
            filled_in(
                world,
                title="",
                attachments=[a_file("phu-luc.xlsx", b"PK xlsx"), a_file("thua.txt", b"thua")],
                new_kind="REFERENCE",
            ),
        )
    )
    kept = [row["value"] for row in page.select("input[name=attachment_upload]")]
    assert [row.text for row in page.select("#slot_attachments b")] == ["phu-luc.xlsx", "thua.txt"]
    again = filled_in(
        world,
        main=None,
        main_upload=page.select_one("input[name=main_upload]")["value"],
        attachment_upload=kept,
        attachment_kind=["PROMULGATED", "REFERENCE"],
        drop=[kept[1]],
    )
    assert client.post("/documents/new/", again).status_code == 303
    rows = Document.objects.get().versions.get().attachments.all()
    assert [(row.name, row.kind) for row in rows] == [("phu-luc.xlsx", AttachmentKind.PROMULGATED)]


@pytest.mark.parametrize("name", ["bang.xlsx", "so.txt", "nen.rar", "~$du-thao.docx"])
def test_what_cannot_be_read_is_said_beside_the_file_and_kept(as_, world, name):
    page = soup_of(
        as_("linh").post("/documents/new/", filled_in(world, main=a_file(name, b"x" * 90)))
    )
    assert page.select_one("#id_main_error").text
    assert page.select_one("#slot_main b").text == name
    assert Upload.objects.get().name == name
    assert not Document.objects.exists()


def test_an_empty_file_and_one_too_large_are_refused(as_, world, settings):
    settings.UPLOAD_LIMIT = 1000
    client = as_("linh")
    for content in (b"", b"x" * 1001):
        page = soup_of(
            client.post("/documents/new/", filled_in(world, main=a_file(content=content)))
        )
        assert page.select_one("#id_main_error").text
    assert not Document.objects.exists()


def test_without_a_file_there_is_no_draft(as_, world):
    page = soup_of(as_("linh").post("/documents/new/", filled_in(world, main=None)))
    assert page.select_one(".problems a")["href"] == "#id_main"


@pytest.mark.parametrize("due", ["2026-13-40", "hôm qua", "01/01/2020"])
def test_a_day_that_cannot_be_is_refused(as_, world, due):
    page = soup_of(as_("linh").post("/documents/new/", filled_in(world, due=due)))
    assert page.select_one("#due-about .wrong").text
    assert page.select_one("#id_due")["value"] == due


def test_a_stranger_cannot_be_made_the_signer(as_, world):
    page = soup_of(
        as_("linh").post("/documents/new/", filled_in(world, signer=f"{world['dung.tl'].pk}:HEAD"))
    )
    assert page.select_one("#id_signer_error").text


@pytest.mark.parametrize("level", ["secret", "highly_secret", "top_secret", "unheard-of"])
def test_a_secret_leaves_nothing_behind(as_, world, own_data, level):
    client = as_("linh")
    client.post("/uploads/", {"slot": "main", "main": a_file("mat.docx", b"bi mat" * 40)})
    upload = Upload.objects.get()
    entries = HistoryEntry.objects.count()
    facts = filled_in(
        world, secrecy=level, title="Kế hoạch tuyệt mật", main_upload=upload.pk, main=a_file()
    )
    response = client.post("/documents/new/", facts)
    assert response.status_code == 422
    assert "tuyệt mật" not in response.content.decode().lower().replace("tối mật", "")
    assert not Document.objects.exists()
    assert not Upload.objects.exists()
    assert HistoryEntry.objects.count() == entries
    assert not path_of(upload.sha256).exists()
    assert not [path for path in own_data.rglob("*") if path.is_file()]


def test_a_secret_answer_does_not_destroy_what_documents_hold(as_, world):
    document = a_document(world)
    held = document.versions.get().sha256
    client = as_("linh")
    client.post("/uploads/", {"slot": "main", "main": a_file()})
    upload = Upload.objects.get(sha256=held, person=world["linh"], name="du-thao.docx")
    client.post("/documents/new/", filled_in(world, secrecy="secret", main_upload=upload.pk))
    assert path_of(held).exists()


def test_not_secret_by_itself_changes_nothing_on_the_page(as_, world):
    response = as_("linh").post("/documents/new/", {"secrecy": "no"}, headers=HTMX)
    assert response.status_code == 204


def test_the_block_and_the_route_follow_the_answers(as_, world):
    page = soup_of(
        as_("linh").get(
            "/documents/new/block/",
            {
                "unit": world.unit("KTHTĐT").pk,
                "type": "QĐ",
                "signer": f"{world['vy'].pk}:DEPUTY",
                "authority": "HEAD",
            },
        )
    )
    assert page.select_one(".block div").get_text("|") == "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH"
    assert [row.text for row in page.select("ol li span")] == [
        "Trưởng phòng Võ Tấn Lượng",
        "Chánh Văn phòng Đoàn Trọng Nhân",
        "Phó Chủ tịch Tạ Quốc Vỹ",
    ]


def test_the_block_follows_while_a_draft_is_edited(as_, world):
    document = a_document(world)
    facts = {"document": document.pk, "type": "QĐ", "signer": f"{world['khai'].pk}:HEAD"}
    page = soup_of(as_("linh").get("/documents/new/block/", facts))
    assert page.select_one(".block div").get_text("|") == "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH"
    assert as_("xa.tl").get("/documents/new/block/", facts).status_code == 404


def test_a_unit_head_who_drafts_meets_the_next_superior(as_, world):
    page = soup_of(as_("luong").get("/documents/new/"))
    assert "Võ Tấn Lượng" not in page.select_one("#ahead").text


@pytest.mark.parametrize("username", ["vy", "oanh", "tue", "quantri"])
def test_only_an_officer_drafts(as_, world, username):
    assert as_(username).get("/documents/new/").status_code == 403
    assert as_(username).post("/documents/new/", filled_in(world)).status_code == 403
    assert not Document.objects.exists()


def test_nobody_drafts_for_a_unit_of_others(as_, world):
    facts = filled_in(world, unit=world.unit("VHXH").pk)
    assert as_("linh").post("/documents/new/", facts).status_code == 403


# --- a file the moment it is chosen


def test_an_upload_answers_with_its_place_in_the_form(as_, world):
    page = soup_of(as_("linh").post("/uploads/", {"slot": "main", "main": a_file()}, headers=HTMX))
    assert page.select_one("#slot_main b").text == "du-thao.docx"
    assert page.select_one("input[name=main_upload]")["value"] == str(Upload.objects.get().pk)


def test_an_upload_answers_a_script_in_json(as_, world):
    answer = as_("linh").post("/uploads/", {"main": a_file("cu.xls", b"x" * 70)}).json()
    upload = Upload.objects.get()
    assert (answer["id"], answer["name"], answer["size"]) == (upload.pk, "cu.xls", 70)
    assert answer["sentence"]


def test_an_unknown_place_is_not_found(as_, world):
    assert as_("linh").post("/uploads/", {"slot": "elsewhere"}).status_code == 404


# --- later: particulars and versions


def test_the_particulars_of_a_draft_are_changed(as_, world):
    document = a_document(world)
    client, address = as_("linh"), f"/documents/{document.pk}/edit/"
    page = soup_of(client.get(address))
    assert page.select_one("#id_title").text.strip() == document.title
    lines = page.select_one("#id_recipients").text.strip().splitlines()
    assert len(lines) == 2
    facts = filled_in(world, title="Tên mới", recipients="\n".join(lines), units=None, main=None)
    assert client.post(address, facts).status_code == 303
    document.refresh_from_db()
    assert document.title == "Tên mới"
    rows = document.recipients.all()
    assert [(row.words, row.unit, row.copies) for row in rows] == [
        ("UBND thành phố", None, 1),
        (world.unit("VHXH").name, world.unit("VHXH"), 2),
    ]


def test_a_new_version_needs_a_word_about_the_change(as_, world):
    document = a_document(world)
    client, address = as_("linh"), f"/documents/{document.pk}/add_version/"
    page = soup_of(client.post(address, {"token": a_token(), "main": a_file("b2.docx")}))
    assert page.select_one("#id_note_error").text
    kept = page.select_one("input[name=main_upload]")["value"]
    facts = {"token": a_token(), "main_upload": kept, "note": "Sửa Điều 3."}
    assert client.post(address, facts).status_code == 303
    assert client.post(address, facts).status_code == 303  # the same token: the same deed
    version = document.versions.last()
    assert (version.number, version.name, version.note) == (2, "b2.docx", "Sửa Điều 3.")


@pytest.mark.parametrize("step", ["edit", "add_version"])
def test_what_was_submitted_is_not_changed(as_, world, step):
    document = a_document(world, at=Stage.SUBMITTED)
    assert as_("linh").get(f"/documents/{document.pk}/{step}/").status_code == 409
    facts = filled_in(world, note="Muộn", title="Muộn rồi")
    assert as_("linh").post(f"/documents/{document.pk}/{step}/", facts).status_code == 409
    document.refresh_from_db()
    assert document.title != "Muộn rồi"
    assert document.versions.count() == 1


@pytest.mark.parametrize("step", ["edit", "add_version", "cancel"])
def test_strangers_find_nothing_and_readers_may_not(as_, world, step):
    document = a_document(world, at=Stage.SUBMITTED)
    assert as_("xa.tl").get(f"/documents/{document.pk}/{step}/").status_code == 404
    assert as_("luong").get(f"/documents/{document.pk}/{step}/").status_code == 403


def test_a_document_is_cancelled_with_its_reason(as_, world):
    document = a_document(world)
    client, address = as_("linh"), f"/documents/{document.pk}/cancel/"
    assert soup_of(client.post(address, {"token": a_token(), "reason": " "})).select_one(".wrong")
    assert client.get(address).status_code == 200
    facts = {"token": a_token(), "reason": "Trùng với văn bản khác."}
    assert client.post(address, facts).status_code == 303
    assert client.post(address, facts).status_code == 303
    document.refresh_from_db()
    assert document.stage is Stage.CANCELLED
    assert client.get(address).status_code == 409
