"""An old paper becomes an archived document by one write, once, and touches no series."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from docs_mgmt.clock import today
from docs_mgmt.models import Document, HistoryEntry, NumberSeries
from docs_mgmt.permissions import tokens_of
from docs_mgmt.queries.documents import documents_seen_by
from docs_mgmt.rules.flow import Deed, Stage, Standing
from docs_mgmt.rules.words import Capacity, ImportState
from docs_mgmt.writes.take_in_archive import NumberStandsError, take_in_archive
from office.verifying import PARTS
from tests.archive_of_old.builders import a_file, a_run, an_old_paper


@pytest.fixture
def tue_the_archivist(world):
    return world["tue"]


@pytest.fixture
def run(world, tue_the_archivist):
    return a_run(world.hoa_minh, tue_the_archivist)


def filed(run, name="QD15.doc", content=b"one", **facts) -> Document:
    again = facts.pop("even_if_it_stands", False)
    return take_in_archive(
        a_file(run, name, content),
        an_old_paper(**facts),
        actor=run.started_by,
        even_if_it_stands=again,
    )


def test_an_old_paper_lies_in_the_archive_with_its_number_signer_and_dossier(run):
    document = filed(run)
    document.refresh_from_db()
    entry, item, signatory = (
        document.entries.get(),
        document.dossier_items.get(),
        document.signatories.get(),
    )
    assert (document.stage, document.standing) == (Stage.ARCHIVED, Standing.IN_FORCE)
    assert document.issued_on == date(2012, 3, 5)
    assert (entry.full, entry.number, entry.year, entry.series) == ("15/QĐ-UBND", 15, 2012, None)
    assert (item.dossier.plan.year, item.ordinal) == (2012, 1)
    assert (str(signatory), signatory.capacity) == ("Nguyễn Văn Bảy", Capacity.DEPUTY)
    assert document.versions.get().name == "QD15.doc"
    assert run.files.get().state is ImportState.FILED


def test_the_history_of_an_old_paper_begins_with_its_taking_in(run):
    document = filed(run)
    deed = HistoryEntry.objects.get(subject_kind="document", subject_id=document.pk)
    assert (deed.deed, deed.actor, deed.facts["to"]) == (Deed.TAKE_IN, run.started_by, "ARCHIVED")
    assert deed.facts["number"] == "15/QĐ-UBND"


def test_no_number_series_is_touched_and_the_record_stays_whole(run):
    before = list(NumberSeries.objects.values())
    filed(run)
    filed(run, "CV.doc", b"two", full="4000/UBND-VP", type_key="CV", title="Trả lời đơn")
    assert list(NumberSeries.objects.values()) == before
    assert {name: list(look()) for name, look in PARTS.items() if name != "files"} == {
        name: [] for name in PARTS if name != "files"
    }


def test_who_keeps_the_archive_sees_it_and_other_agencies_do_not(world, run):
    document = filed(run)
    assert document in documents_seen_by(world["tue"])
    assert document not in documents_seen_by(world["an.tl"])
    assert document not in documents_seen_by(world["quantri"])
    assert f"agency{world.hoa_minh.pk}@ARCHIVED" in tokens_of(document)


def test_only_an_archivist_of_the_agency_takes_in(world, run):
    for username in ("linh", "oanh", "khai", "quantri", "em.tl"):
        with pytest.raises(PermissionDenied):
            take_in_archive(a_file(run, "a.doc", b"a"), an_old_paper(), actor=world[username])
        with pytest.raises(PermissionDenied):
            a_run(world.hoa_minh, world[username])
    assert not Document.objects.exists()


def test_the_same_bytes_are_one_document(run):
    document = filed(run)
    assert filed(run, "ban sao.doc", b"one") == document
    assert document.versions.get().attachments.count() == 0
    states = run.files.values_list("state", flat=True)
    assert list(states) == [ImportState.FILED, ImportState.JOINED]


def test_the_same_number_and_date_is_one_document_and_the_second_file_lies_beside_it(run):
    document = filed(run, "scan.pdf", b"scan")
    assert filed(run, "QD15.doc", b"word", title="Khen thưởng phong trào thi đua") == document
    assert [one.name for one in document.versions.get().attachments.all()] == ["QD15.doc"]
    assert filed(run, "QD15-2.doc", b"word") == document
    assert document.versions.get().attachments.count() == 1


def test_the_same_number_with_another_date_waits_for_a_person_who_may_say_that_it_stands(run):
    filed(run)
    with pytest.raises(NumberStandsError):
        filed(run, "khac.doc", b"other", date=date(2012, 4, 1))
    with pytest.raises(NumberStandsError):
        filed(run, "khac2.doc", b"other 2", title="Về việc thu hồi đất của ông Tám")
    second = filed(run, "khac.doc", b"other", date=date(2012, 4, 1), even_if_it_stands=True)
    assert second.entries.get().full == "15/QĐ-UBND"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"full": "QĐ-UBND"}, "full"),
        ({"full": "0/QĐ-UBND"}, "full"),
        ({"title": "  "}, "title"),
        ({"title": "dài " * 200}, "title"),
        ({"type_key": "??"}, "type"),
        ({"date": today()}, "date"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(run, facts, field):
    with pytest.raises(ValidationError) as refused:
        filed(run, **facts)
    assert field in refused.value.error_dict
    assert not Document.objects.exists()


def test_a_paper_of_an_agency_before_this_one_keeps_its_issuer_in_the_remark(run):
    document = filed(run, issuer="Ủy ban nhân dân xã Hòa Cũ")
    assert document.entries.get().remark == "Ủy ban nhân dân xã Hòa Cũ"
    own = filed(run, "b.doc", b"b", full="16/QĐ-UBND", issuer="UBND phường Hòa Minh")
    assert own.entries.get().remark == ""


def test_papers_of_one_year_lie_in_one_dossier_in_their_order(run):
    filed(run)
    second = filed(run, "b.doc", b"b", full="16/QĐ-UBND", title="Khác")
    other = filed(run, "c.doc", b"c", full="17/QĐ-UBND", date=date(2013, 1, 9), title="Nữa")
    assert [item.ordinal for item in second.dossier_items.all()] == [2]
    assert other.dossier_items.get().dossier.plan.year == 2013


def test_the_page_of_an_old_paper_claims_no_step_that_was_not_taken_here(run, as_):
    page = as_("tue").get(filed(run).get_absolute_url()).content.decode()
    assert 'class="stages' not in page
    assert "taken in from the old archive" in page or "kho lưu trữ cũ" in page
