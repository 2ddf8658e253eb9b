"""A run reads every file once, files what is sure, and says what became of each."""

import io
import zipfile
from datetime import timedelta

import pytest

from docs_mgmt.clock import now, turned_to
from docs_mgmt.files.rendering import is_available
from docs_mgmt.jobs.housekeeping import TAKING_IN, keep_house
from docs_mgmt.jobs.take_in import draw_file, file_as_found, go_on, take_one
from docs_mgmt.later import drain, is_queued
from docs_mgmt.models import Document, ImportFile
from docs_mgmt.queries.import_report import report_of
from docs_mgmt.queries.import_work import run_by_id
from docs_mgmt.rules.words import ImportState
from docs_mgmt.writes.import_files import end_of_list, list_parcel
from tests.archive_of_old.builders import DECISION, a_file, a_run, listed
from tests.archive_of_old.files import write_web_page, write_word
from tests.files import hostile

LETTER = tuple(
    line.replace("15/QĐ-UBND", "20/UBND-VP").replace("QUYẾT ĐỊNH", "") for line in DECISION
)


@pytest.fixture
def tue(world):
    return world["tue"]


def finished(run):
    while take_one(run):
        pass
    return run_by_id(run.pk)


def states(run) -> dict[str, str]:
    return dict(run.files.values_list("path", "state"))


def test_what_is_sure_is_filed_and_what_is_doubtful_waits(world, tue, tmp_path):
    write_word(tmp_path / "2012" / "QD 15.docx", DECISION)
    write_word(tmp_path / "2013" / "QD 15 nam khac.docx", (*DECISION, "bản 2"))
    write_word(tmp_path / "2012" / "QD 16.docx", (*DECISION, "bản 3"))
    (tmp_path / "2012" / "rong.doc").write_bytes(b"")
    (tmp_path / "2012" / "~$QD.doc").write_bytes(b"\5" * 162)
    run = finished(listed(a_run(world.hoa_minh, tue), tmp_path))
    assert states(run) == {
        "2012/QD 15.docx": ImportState.FILED,
        "2012/QD 16.docx": ImportState.REVIEW,  # the name says 16, the text 15
        "2012/rong.doc": ImportState.REFUSED,
        "2012/~$QD.doc": ImportState.REFUSED,
        "2013/QD 15 nam khac.docx": ImportState.REVIEW,  # the folder says 2013, the text 2012
    }
    assert run.finished_at is not None
    report = report_of(run)
    figures = (report.files, report.read, report.filed, report.waiting_for_review, report.refused)
    assert figures == (5, 3, 1, 2, 2)
    assert {line.path for line in report.lines} == set(states(run)) - {"2012/QD 15.docx"}


def test_a_second_run_of_the_same_folder_files_nothing_twice(world, tue, tmp_path):
    write_word(tmp_path / "QD 15.docx", DECISION)
    finished(listed(a_run(world.hoa_minh, tue), tmp_path))
    run = finished(listed(a_run(world.hoa_minh, tue), tmp_path))
    assert states(run) == {"QD 15.docx": ImportState.JOINED}
    assert Document.objects.count() == 1


def test_the_register_makes_sure_what_the_paper_leaves_open(world, tue, tmp_path):
    blank = [line.replace("ngày 05 tháng 3", "ngày … tháng 3") for line in DECISION]
    write_word(tmp_path / "QD 15.docx", blank)
    rows = [
        ["SỔ ĐĂNG KÝ VĂN BẢN ĐI"],
        ["STT", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Người ký", "Tên tệp"],
        *[["1", "15/QĐ-UBND", "05/3/2012", f"Quyết định {DECISION[7]}", "Nguyễn Văn Bảy"]],
    ]
    rows[2].append("QD 15.docx")
    run = a_run(world.hoa_minh, tue, register=rows, register_name="so.xlsx")
    run = finished(listed(run, tmp_path))
    assert states(run) == {"QD 15.docx": ImportState.FILED}
    assert str(Document.objects.get().issued_on) == "2012-03-05"


def test_what_the_register_disputes_waits(world, tue, tmp_path):
    write_word(tmp_path / "QD 15.docx", DECISION)
    rows = [
        ["Số, ký hiệu", "Ngày", "Trích yếu", "Người ký"],
        ["15/QĐ-UBND", "06/3/2012", DECISION[7], "Lê Văn Tám"],
    ]
    run = a_run(world.hoa_minh, tue, register=rows, register_name="so.csv")
    run = finished(listed(run, tmp_path))
    assert states(run) == {"QD 15.docx": ImportState.REVIEW}
    facts = ImportFile.objects.get().facts
    assert (facts["date"][1], facts["signer"][1], facts["full"][1]) == (50, 50, 99)


def parcel_with(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parcel:
        for name, content in files.items():
            parcel.writestr(name, content)
    return out.getvalue()


def test_a_parcel_is_opened_by_the_worker_and_its_files_are_taken_in(world, tue, tmp_path):
    word = write_word(tmp_path / "a.docx", DECISION).read_bytes()
    run = a_run(world.hoa_minh, tue)
    content = parcel_with(**{"Năm 2012/QĐ & 15 ~ (1).docx": word, "../../etc/x.doc": word})
    row = a_file(run, "kho.zip", content)
    list_parcel(run, "kho.zip", sha256=row.sha256, size=row.size)
    row.delete()
    go_on(run.pk)
    drain()
    assert states(run) == {
        "Năm 2012/QĐ & 15 ~ (1).docx": ImportState.FILED,
        "../../etc/x.doc": ImportState.REFUSED,
    }
    assert run_by_id(run.pk).finished_at is not None


@pytest.mark.parametrize("content", [b"PK\3\4 no zip at all", hostile.OLE])
def test_a_parcel_that_is_none_is_refused_and_the_run_ends(world, tue, content):
    run = a_run(world.hoa_minh, tue)
    row = a_file(run, "kho.zip", content)
    list_parcel(run, "kho.zip", sha256=row.sha256, size=row.size)
    row.delete()
    run = finished(run)
    assert (states(run), run.finished_at is not None) == ({"": ImportState.REFUSED}, True)


def test_a_parcel_that_would_burst_is_refused(world, tue):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("a.doc", b"\0" * 40_000_000)
    run = a_run(world.hoa_minh, tue)
    row = a_file(run, "kho.zip", out.getvalue())
    list_parcel(run, "kho.zip", sha256=row.sha256, size=row.size)
    row.delete()
    run = finished(run)
    assert run.files.get().refusal == "ZIP_BOMB"


def test_files_that_the_command_is_still_listing_are_left_to_it(world, tue):
    run = a_run(world.hoa_minh, tue)
    a_file(run, "a.doc", b"")
    assert not take_one(run)
    end_of_list(run)
    assert states(finished(run)) == {"a.doc": ImportState.REFUSED}


@pytest.mark.skipif(not is_available(), reason="no LibreOffice here")
def test_a_file_of_an_older_form_that_waits_has_its_page_to_look_at(world, tue, tmp_path):
    blank = [line.replace("ngày 05 tháng 3", "ngày … tháng 3") for line in DECISION]
    write_web_page(tmp_path / "2012" / "QD 15.doc", blank)
    run = finished(listed(a_run(world.hoa_minh, tue), tmp_path))
    (file,) = run.files.all()
    assert file.state is ImportState.REVIEW
    draw_file(file.pk)
    file.refresh_from_db()
    assert [page for page, _sha256 in file.pictures] == [1]


def test_a_run_whose_job_was_lost_goes_on_within_the_hour(world, tue, tmp_path):
    write_word(tmp_path / "QD 15.docx", DECISION)
    run = listed(a_run(world.hoa_minh, tue), tmp_path)
    keep_house()
    assert not is_queued(TAKING_IN)  # it has only begun
    with turned_to(now() + timedelta(hours=2)):
        keep_house()
        assert is_queued(TAKING_IN)
        keep_house()
    drain()
    assert states(run) == {"QD 15.docx": ImportState.FILED}
    assert run_by_id(run.pk).finished_at is not None


def test_a_file_that_two_workers_read_is_filed_and_not_joined_to_itself(world, tue, tmp_path):
    write_word(tmp_path / "QD 15.docx", DECISION)
    run = finished(listed(a_run(world.hoa_minh, tue), tmp_path))
    file = ImportFile.objects.get()
    file_as_found(file)
    assert states(run) == {"QD 15.docx": ImportState.FILED}
    assert Document.objects.count() == 1
