"""What an office calls things for short: read both ways, by its own people, from now on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from docs_mgmt.models import HistoryEntry
from docs_mgmt.permissions import reach_of
from docs_mgmt.rules.flow import Deed
from docs_mgmt.writes.configure import configure
from search.jobs import drain_once
from search.models import Abbreviation
from search.queries.abbreviations import forget_table, table_for
from search.queries.find import Wish, find
from search.rules.abbreviations import BUILT_IN
from search.rules.question import read_question
from tests.search.conftest import draft

OWN = BUILT_IN.with_own([("QLTT", "quản lý thị trường"), ("XYZ", "xin ý kiến dân")])


@pytest.fixture(autouse=True)
def read_anew():
    forget_table()
    yield
    forget_table()


def ways(typed, table=OWN):
    return [" ".join(word.text for word in way) for way in read_question(typed, table=table).others]


def test_an_abbreviation_that_is_a_word_too_is_read_alone_or_beside_another():
    assert ways("TƯ") == ["trung ương"]
    assert "bch trung ương" in ways("BCH TƯ")
    for typed in ("đầu tư", "dau tu", "ĐẦU TƯ", "tư pháp", "tư vấn"):
        assert ways(typed) == []
    assert ways("thông tư") == ["tt"]
    assert ways("trung ương") == ["tw"]
    assert "đảng trung ương" not in ways("đảng tư")
    assert "văn phòng tư" in ways("văn phòng trung ương")


def test_an_own_abbreviation_is_read_both_ways_beside_the_built_in_ones():
    assert "đội quản lý thị trường" in ways("đội QLTT")
    assert "đội qltt" in ways("đội quản lý thị trường")
    assert "doi qltt" in ways("doi quan ly thi truong")
    assert "ủy ban nhân dân phường" in ways("UBND phường")
    assert ways("đội QLTT", BUILT_IN) == []
    assert read_question("quản lý thị trường", table=OWN).shorter["quan"] == {"qltt"}


def test_without_own_ones_the_table_is_the_built_in_one():
    assert BUILT_IN.with_own([]) is BUILT_IN
    assert BUILT_IN.with_own([("", "x"), ("-", "…")]) is BUILT_IN


def total(reader, typed):
    return find(reader, Wish(typed=typed)).total


def add(short, long, **told):
    row = configure(Abbreviation(short=short, long=long, **told), actor=None)
    forget_table()
    return row


def test_a_search_reads_what_the_office_added(linh_the_officer):
    draft(linh_the_officer, "Kế hoạch kiểm tra của QLTT")
    drain_once()
    assert total(linh_the_officer, "quản lý thị trường") == 0
    row = add("QLTT", "quản lý thị trường")
    assert total(linh_the_officer, "quản lý thị trường") == 1
    row.in_use = False
    configure(row, actor=None)
    forget_table()
    assert total(linh_the_officer, "quản lý thị trường") == 0


def test_an_abbreviation_of_an_agency_is_its_own_peoples(linh_the_officer, an_of_another_ward):
    agency = linh_the_officer.assignments.get().unit.agency
    add("QLTT", "quản lý thị trường", agency=agency)
    assert table_for(reach_of(linh_the_officer)) is not BUILT_IN
    assert table_for(reach_of(an_of_another_ward)) is BUILT_IN


def test_another_process_sees_a_change_within_seconds(linh_the_officer, monkeypatch):
    from search.queries import abbreviations

    reach = reach_of(linh_the_officer)
    assert table_for(reach) is BUILT_IN
    configure(Abbreviation(short="QLTT", long="quản lý thị trường"), actor=None)
    with CaptureQueriesContext(connection) as asked:
        assert table_for(reach) is BUILT_IN
    assert len(asked) == 0
    now = abbreviations.time.monotonic() + abbreviations.SECONDS
    monkeypatch.setattr(abbreviations.time, "monotonic", lambda: now)
    assert table_for(reach) is not BUILT_IN


def test_an_administrator_writes_one_as_a_deed(world, as_):
    quantri = as_("quantri")
    address = reverse("admin:search_abbreviation_add")
    sent = {"short": "QLTT", "long": "quản lý  thị trường", "agency": "", "in_use": "on"}
    assert quantri.post(address, sent).status_code == 302
    row = Abbreviation.objects.get()
    assert (row.short, row.long) == ("QLTT", "quản lý thị trường")
    assert HistoryEntry.objects.get(subject_kind="abbreviation").deed is Deed.CONFIGURE
    for wrong in ({"short": "Q L"}, {"short": "…"}, {"long": "quản"}):
        assert quantri.post(address, sent | wrong).status_code == 200
    assert Abbreviation.objects.count() == 1
    assert as_("linh").get(address).status_code == 403
