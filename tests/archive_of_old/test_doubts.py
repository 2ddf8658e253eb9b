"""A file that waits says which facts are missing, which are unsure, or what else keeps it."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from docs_mgmt.jobs.take_in import file_as_found
from docs_mgmt.models import Assignment, ImportFile
from docs_mgmt.queries.import_report import report_of
from docs_mgmt.rules.facts import Fact, Facts
from docs_mgmt.rules.old_archive import not_plain_in
from docs_mgmt.rules.words import Doubt, ImportState
from docs_mgmt.writes.import_files import as_json
from docs_mgmt.writes.speak import speak
from tests.archive_of_old.builders import DECISION, a_run, listed
from tests.archive_of_old.files import write_word
from tests.archive_of_old.test_runs import finished

PLAIN = Facts(
    number=Fact("15", 97),
    notation=Fact("QĐ-UBND", 96),
    full=Fact("15/QĐ-UBND", 96),
    date=Fact("2012-03-05", 95),
    type=Fact("QĐ", 97),
    issuer=Fact("Ủy ban nhân dân phường Hòa Minh", 95),
    title=Fact("Về việc khen thưởng", 90),
    signer=Fact("Nguyễn Văn Bảy", 90),
)
NO = Fact()


@pytest.mark.parametrize(
    ("changed", "missing", "unsure"),
    [
        ({}, (), ()),
        ({"date": NO, "signer": Fact("Bảy", 40)}, ("date",), ("signer",)),
        ({"number": NO, "notation": NO, "full": NO}, ("full",), ()),
        ({"number": NO, "full": NO}, ("number",), ()),
        ({"notation": NO, "full": NO, "number": Fact("15", 60)}, ("notation",), ("number",)),
        ({"number": Fact("15", 70), "full": Fact("15/QĐ-UBND", 70)}, (), ("number",)),
        (
            {"number": Fact("1", 6), "notation": Fact("Q", 6), "full": Fact("1/Q", 6)},
            (),
            ("full",),
        ),
        ({"full": Fact("15/QĐ-UBND", 60)}, (), ("full",)),
        ({"full": Fact("mười lăm", 96)}, (), ("full",)),
    ],
)
def test_what_is_missing_and_what_is_unsure_are_told_apart(changed, missing, unsure):
    assert not_plain_in(replace(PLAIN, **changed)) == (missing, unsure)


def test_the_page_of_a_run_names_the_facts_that_a_file_waits_for(world, as_, tmp_path):
    without_day = [line for line in DECISION if "ngày 05" not in line]
    assert len(without_day) == len(DECISION) - 1
    write_word(tmp_path / "khong ngay.docx", without_day)
    write_word(tmp_path / "QD 16.docx", DECISION)  # the name says 16, the text 15
    run = finished(listed(a_run(world.hoa_minh, world["tue"]), tmp_path))
    with override("en"):
        said = {line.path: line.says for line in report_of(run).lines}
    assert said == {
        "QD 16.docx": "Not certain: number.",
        "khong ngay.docx": "Not found in the file: date.",
    }
    speak("en", actor=world["tue"])
    page = BeautifulSoup(as_("tue").get(run.get_absolute_url()).content, "html.parser")
    lines = [line.get_text() for line in page.select(".old-list small")]
    assert lines == ["Not certain: number.", "Not found in the file: date."]


def a_plain_file(world, tmp_path, **changed) -> ImportFile:
    write_word(tmp_path / "QD 15.docx", DECISION[:3])
    run = finished(listed(a_run(world.hoa_minh, world["tue"]), tmp_path))
    file = run.files.get()
    file.facts, file.doubts, file.state = (
        as_json(replace(PLAIN, **changed)),
        [],
        ImportState.WAITING,
    )
    file.save()
    return file


def test_what_keeps_a_plain_file_from_being_filed_is_named(world, tmp_path):
    file = a_plain_file(world, tmp_path, title=Fact("khen " * 120, 90))
    file_as_found(file)
    assert file.doubts == [Doubt.LONG_TITLE]
    file.facts, file.doubts = as_json(PLAIN), []
    Assignment.objects.filter(person=world["tue"]).delete()
    file_as_found(file)
    assert file.doubts == [Doubt.NOBODY]
    with override("en"):
        assert "no longer keeps the archive" in report_of(file.run).lines[0].says
