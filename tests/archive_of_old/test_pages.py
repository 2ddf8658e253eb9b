"""An archivist takes old files in by the browser, and puts the doubtful ones right."""

import csv
import io
import os
from datetime import timedelta

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from docs_mgmt.clock import now, turned_to
from docs_mgmt.files.store import is_intact, path_of
from docs_mgmt.later import drain
from docs_mgmt.models import Document, ImportFile, ImportRun, Upload, Version
from docs_mgmt.rules.words import ImportState
from docs_mgmt.writes.keep_upload import sweep_uploads
from tests.archive_of_old.builders import DECISION, a_file, a_run, listed
from tests.archive_of_old.files import write_word
from tests.archive_of_old.test_runs import finished, parcel_with

BLANK = [line.replace("ngày 05 tháng 3", "ngày … tháng 3") for line in DECISION]


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def facts(**changed: str) -> dict[str, str]:
    return {
        "token": "t",
        "full": "15/QĐ-UBND",
        "date": "05/03/2012",
        "type": "QĐ",
        "title": DECISION[7],
        "issuer": "Ủy ban nhân dân phường Hòa Minh",
        "signer": "Nguyễn Văn Bảy",
        "standing": "IN_FORCE",
        **changed,
    }


@pytest.fixture
def doubtful(world, tmp_path) -> list[ImportFile]:
    """Two papers that wait for a person."""
    write_word(tmp_path / "QD 15.docx", BLANK)
    write_word(tmp_path / "QD 16.docx", [line.replace("15/QĐ", "16/QĐ") for line in BLANK])
    run = finished(listed(a_run(world.hoa_minh, world["tue"]), tmp_path))
    return list(run.files.order_by("pk"))


REGISTER = (
    ("Số, ký hiệu", "Ngày", "Trích yếu", "Người ký", "Tệp"),
    ("15/QĐ-UBND", "05/03/2012", DECISION[7], "Nguyễn Văn Bảy", "QD15.docx"),
)


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in REGISTER:
        book.active.append(row)
    book.save(told := io.BytesIO())
    return told.getvalue()


REGISTERS = {
    "so.csv": "\n".join(";".join(row) for row in REGISTER).encode(),
    "so.xlsx": a_workbook(),
}


def swept(later: timedelta) -> None:
    """The house swept, so long after everything that is kept until now came."""
    for sha256 in Upload.objects.values_list("sha256", flat=True):
        os.utime(path_of(sha256), (0, 0))
    with turned_to(now() + later):
        sweep_uploads()


@pytest.mark.parametrize("name", REGISTERS)
def test_a_parcel_and_its_register_are_sent_and_taken_in(world, as_, tmp_path, name):
    word = write_word(tmp_path / "a.docx", BLANK).read_bytes()
    sent = {
        "token": "t",
        "agency": world.hoa_minh.pk,
        "papers": [SimpleUploadedFile("kho.zip", parcel_with(**{"2012/QD15.docx": word}))],
        "register": SimpleUploadedFile(name, REGISTERS[name]),
    }
    answer = as_("tue").post("/archive/import/", sent)
    run = ImportRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, run.get_absolute_url())
    drain()
    assert [file.state for file in run.files.all()] == [ImportState.FILED]
    assert str(Document.objects.get().issued_on) == "2012-03-05"
    parcel_and_register = [upload.sha256 for upload in Upload.objects.all()]
    assert len(parcel_and_register) == 2
    swept(timedelta(hours=23))
    assert all(is_intact(sha256) for sha256 in parcel_and_register)
    swept(timedelta(hours=25))
    assert not any(path_of(sha256).exists() for sha256 in parcel_and_register)
    assert is_intact(Version.objects.get().sha256)


def test_a_parcel_that_waits_in_another_run_and_a_register_that_is_a_paper_too_stay(world, as_):
    parcel = parcel_with(**{"a.docx": b"no Word file"})
    sent = {"token": "t", "agency": world.hoa_minh.pk}
    for _ in range(2):
        papers = [
            SimpleUploadedFile("kho.zip", parcel),
            SimpleUploadedFile("so.xlsx", REGISTERS["so.xlsx"]),
        ]
        register = SimpleUploadedFile("so.xlsx", REGISTERS["so.xlsx"])
        as_("tue").post("/archive/import/", {**sent, "papers": papers, "register": register})
    first, second = ImportRun.objects.order_by("pk")
    assert finished(first).finished_at is not None
    swept(timedelta(hours=25))
    assert not Upload.objects.exists()
    assert is_intact(second.files.get(parcel="kho.zip").sha256)  # not opened yet
    assert is_intact(first.files.get(path="so.xlsx").sha256)


def test_a_table_without_columns_is_no_register(world, as_):
    sent = {
        "token": "t",
        "agency": world.hoa_minh.pk,
        "papers": [SimpleUploadedFile("a.doc", b"x")],
        "register": SimpleUploadedFile("so.csv", b"a;b\n1;2\n"),
    }
    answer = as_("tue").post("/archive/import/", sent)
    assert answer.status_code == 200
    assert soup(answer).select("#id_register_error")
    assert not ImportRun.objects.exists()


def test_the_archive_of_another_agency_cannot_be_chosen(world, as_):
    sent = {"token": "t", "agency": world.tan_lap.pk}
    sent["papers"] = [SimpleUploadedFile("a.doc", b"x")]
    assert as_("tue").post("/archive/import/", sent).status_code == 200
    assert not ImportRun.objects.exists()


def test_the_first_doubtful_fact_has_the_hand_and_filing_leads_to_the_next_paper(as_, doubtful):
    first, second = doubtful
    client = as_("tue")
    page = soup(client.get(f"/archive/import/files/{first.pk}/"))
    assert [field["name"] for field in page.select("[autofocus]")] == ["date"]
    assert page.select_one("#id_full")["value"] == "15/QĐ-UBND"
    answer = client.post(f"/archive/import/files/{first.pk}/", facts())
    assert answer["Location"] == f"/archive/import/files/{second.pk}/"
    document = Document.objects.get()
    assert (document.entries.get().full, str(document.issued_on)) == ("15/QĐ-UBND", "2012-03-05")
    assert client.get(f"/archive/import/files/{first.pk}/")["Location"].endswith(
        f"/import/{first.run_id}/"
    )


def test_a_day_that_is_none_and_a_year_that_is_not_closed_stay_beside_the_paper(as_, doubtful):
    client, address = as_("tue"), f"/archive/import/files/{doubtful[0].pk}/"
    for day in ("31/02/2012", "01/01/2199"):
        page = soup(client.post(address, facts(date=day)))
        assert page.select("#id_date_error")
        assert page.select_one("#id_date")["value"] == day
    assert not Document.objects.exists()


def test_a_number_that_stands_is_asked_about_before_it_is_filed_again(as_, doubtful):
    first, second = doubtful
    client = as_("tue")
    client.post(f"/archive/import/files/{first.pk}/", facts())
    address, other = f"/archive/import/files/{second.pk}/", facts(date="09/04/2012")
    page = soup(client.post(address, other))
    assert page.select("#id_full_error")
    assert page.select("#id_stands")
    assert client.post(address, {**other, "stands": "on"}).status_code == 303
    assert Document.objects.count() == 2


def test_a_file_is_left_out_with_a_reason(as_, doubtful):
    first, second = doubtful
    client, address = as_("tue"), f"/archive/import/files/{first.pk}/skip/"
    assert soup(client.post(address, {"token": "t", "reason": " "})).select("#id_reason_error")
    answer = client.post(address, {"token": "t", "reason": "Văn bản của quận"})
    assert answer["Location"] == f"/archive/import/files/{second.pk}/"
    first.refresh_from_db()
    assert (first.state, first.reason) == (ImportState.SKIPPED, "Văn bản của quận")


def test_the_report_names_every_file_and_no_cell_is_a_formula(world, as_):
    run = a_run(world.hoa_minh, world["tue"])
    a_file(run, "=1+1.doc", b"")
    a_file(run, "b.doc", b"")
    run.listed_at = run.started_at
    run.save()
    finished(run)
    answer = as_("tue").get(f"/archive/import/{run.pk}/report.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["'=1+1.doc", "b.doc"]


def test_the_page_of_a_run_asks_again_only_while_something_is_under_way(world, as_):
    run = a_run(world.hoa_minh, world["tue"])
    a_file(run, "a.doc", b"")
    run.listed_at = run.started_at
    run.save()
    client, address = as_("tue"), run.get_absolute_url()
    assert soup(client.get(address)).select("#progress[hx-get]")
    part = client.get(address, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    finished(run)
    assert not soup(client.get(address)).select("#progress[hx-get]")


def test_only_the_archivist_is_led_there(as_):
    assert b"/archive/import/" in as_("tue").get("/archive/").content
    assert b"/archive/import/" not in as_("oanh").get("/archive/").content
