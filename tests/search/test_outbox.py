"""What is changed is found, what is lost is found out, and nobody finds what they may not see."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from docs_mgmt.clock import now, turned_to
from docs_mgmt.models import Change, Grant, Upload
from docs_mgmt.permissions import Cause, grant, revoke
from docs_mgmt.rules.words import Right, Why
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.add_version import add_version
from docs_mgmt.writes.comment import open_thread
from search.engine import EngineAwayError, IndexIsHeldError
from search.engines import the_engine
from search.engines.tantivy import TantivyEngine
from search.jobs import differences, drain_once, rebuild, settle
from search.jobs.drain import sweep
from search.jobs.entries import documents_of
from search.queries.find import Wish, find, ids_found
from tests.search.conftest import draft, read
from tests.search.shelf import no_room

TEXT = ("Mỗi hộ gia đình tự phân loại rác thành ba nhóm.", "Tổ dân phố hướng dẫn.")


def test_a_draft_is_found_by_its_words_and_only_by_who_may_see_it(
    linh_the_officer, an_of_another_ward
):
    document = draft(linh_the_officer, "Kế hoạch thu gom chất thải", *TEXT)
    assert drain_once() == 2
    for typed in ("phân loại rác", "phan loai rac", "Kế hoạch thu gom chất thải", "to dan pho"):
        assert ids_found(linh_the_officer, typed) == (1, (document.pk,)), typed
        assert ids_found(an_of_another_ward, typed) == (0, ()), typed
    assert drain_once() == 0


def test_a_new_version_takes_the_place_of_the_old_one(linh_the_officer):
    document = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    drain_once()
    upload = Upload.objects.create(person=linh_the_officer, sha256="b" * 64, name="2.docx", size=1)
    version = add_version(
        document, NewFiles(upload), note="Sửa", actor=linh_the_officer, token="add"
    )
    read(version, "Chợ Hòa Minh họp lúc năm giờ sáng.")
    drain_once()
    assert ids_found(linh_the_officer, "phân loại rác") == (0, ())
    assert ids_found(linh_the_officer, "chợ hoà minh") == (1, (document.pk,))


def test_a_right_that_was_taken_away_is_gone_before_the_index_hears_of_it(
    linh_the_officer, an_of_another_ward
):
    document = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    cause = Cause(Why.ASKED, "test", 1)
    grant(Right.VIEW, an_of_another_ward, document, cause=cause)
    Change.objects.create(subject=f"document:{document.pk}")
    drain_once()
    assert ids_found(an_of_another_ward, "phân loại rác") == (1, (document.pk,))
    revoke("test", 1)
    assert ids_found(an_of_another_ward, "phân loại rác") == (0, ())
    results = find(an_of_another_ward, Wish(typed="phân loại rác"))
    assert (results.total, results.hits) == (0, ())


def test_every_kind_of_subject_leads_to_its_document(linh_the_officer):
    document = draft(linh_the_officer, "Kế hoạch", *TEXT)
    version = document.versions.get()
    subjects = {
        "version": version.pk,
        "versiontext": version.text.pk,
        "unit": document.unit_id,
        "agency": document.agency_id,
        "documenttype": document.type_id,
        "grant": Grant.objects.get(document=document).pk,
    }
    for kind, pk in subjects.items():
        assert documents_of([f"{kind}:{pk}"]) == {document.pk}, kind
    assert documents_of(["seal:1", "nonsense", "person:999", "version:x"]) == set()


def test_a_missing_index_is_made_by_itself(linh_the_officer, own_index):
    document = draft(linh_the_officer, "Kế hoạch", *TEXT)
    Change.objects.all().delete()
    assert not own_index.exists()
    assert drain_once() == 0
    assert ids_found(linh_the_officer, "phân loại rác") == (1, (document.pk,))


def test_a_damaged_index_mends_itself(linh_the_officer, own_index):
    document = draft(linh_the_officer, "Kế hoạch", *TEXT)
    drain_once()
    for file in own_index.glob("index-*/*"):
        if not file.name.startswith("."):
            file.write_bytes(b"damaged")
    Change.objects.create(subject=f"document:{document.pk}")
    drain_once()
    assert ids_found(linh_the_officer, "phân loại rác") == (1, (document.pk,))


def test_a_full_disk_keeps_the_rows_and_searches_go_on(linh_the_officer, client):
    first = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    drain_once()
    second = draft(linh_the_officer, "Kế hoạch tuyên truyền", *TEXT)
    with no_room(300):
        for _ in range(2):
            with pytest.raises(EngineAwayError, match="no room"):
                drain_once()
        assert ids_found(linh_the_officer, "phân loại rác") == (1, (first.pk,))
        client.force_login(linh_the_officer, "django.contrib.auth.backends.ModelBackend")
        assert "Kế hoạch thu gom" in client.get("/search/?q=rác").content.decode()
        assert client.get(second.get_absolute_url()).status_code == 200
    assert Change.objects.filter(done_at__isnull=True).count() == 2
    assert drain_once() == 2
    assert set(ids_found(linh_the_officer, "phân loại rác")[1]) == {first.pk, second.pk}
    assert differences() == []


def test_where_the_index_is_held_the_rows_wait(linh_the_officer, own_index):
    draft(linh_the_officer, "Kế hoạch", *TEXT)
    with TantivyEngine(own_index).holding():
        with pytest.raises(IndexIsHeldError):
            drain_once()
        assert not settle(0.2)
        assert Change.objects.filter(done_at__isnull=True).count() == 2
    assert settle()
    assert not Change.objects.filter(done_at__isnull=True).exists()


def test_the_proof_names_what_differs_and_repairs_it(linh_the_officer, capsys):
    first = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    second = draft(linh_the_officer, "Kế hoạch tuyên truyền", *TEXT)
    drain_once()
    call_command("verify_search")
    the_engine().write([], gone=[second.pk])
    type(first).objects.filter(pk=first.pk).update(field="Môi trường")
    assert {(one.document, one.what) for one in differences()} == {
        (first.pk, "the index was told something else"),
        (second.pk, "not in the index"),
    }
    with pytest.raises(CommandError):
        call_command("verify_search")
    assert f"document {second.pk}: not in the index" in capsys.readouterr().out
    call_command("verify_search", "--repair")
    assert differences() == []


def test_a_right_that_the_index_does_not_know_is_found_out(linh_the_officer, an_of_another_ward):
    document = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    drain_once()
    grant(Right.VIEW, an_of_another_ward, document, cause=Cause(Why.ASKED, "test", 1))
    assert [one.document for one in differences()] == [document.pk]


def test_a_rebuild_takes_in_what_waits(linh_the_officer, capsys):
    draft(linh_the_officer, "Kế hoạch", *TEXT)
    assert rebuild() == 1
    assert not Change.objects.filter(done_at__isnull=True).exists()
    call_command("rebuild_search")
    assert "1 documents" in capsys.readouterr().out


def test_the_page_of_a_hit_is_known_where_pages_are(linh_the_officer):
    document = draft(linh_the_officer, "Kế hoạch", *TEXT, pages=[0, 1])
    drain_once()
    (hit,) = find(linh_the_officer, Wish(typed="hướng dẫn")).hits
    assert hit.url.startswith(f"{document.get_absolute_url()}?page=2&find=")
    assert hit.url.endswith("#page-2")
    assert [piece.text for piece in hit.snippet.pieces if piece.is_marked] == ["hướng dẫn"]


def test_particulars_are_words_too(linh_the_officer):
    document = draft(linh_the_officer, "Thu gom chất thải", "Không.", kind="CTr")
    drain_once()
    for typed in ("chương trình thu gom", "phòng kinh tế", "phuong hoa minh", "CTr"):
        assert ids_found(linh_the_officer, typed) == (1, (document.pk,)), typed


def test_rows_that_were_done_long_ago_are_forgotten(linh_the_officer):
    draft(linh_the_officer, "Kế hoạch", *TEXT)
    drain_once()
    Change.objects.create(subject="document:1")
    assert sweep() == 0
    with turned_to(now() + timedelta(days=8)):
        assert sweep() == 2
    assert Change.objects.get().done_at is None


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_drainer_with_another_clock_tells_the_index_the_same(
    linh_the_officer, an_of_another_ward, hours
):
    """Of what was said too: since when somebody takes part is no matter for the index."""
    document = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    grant(Right.COMMENT, an_of_another_ward, document, cause=Cause(Why.ASKED, "test", 1))
    open_thread(
        document,
        document.versions.get(),
        text="Nên nêu rõ điểm tập kết",
        page=None,
        actor=linh_the_officer,
        token="say",
    )
    with turned_to(now() + timedelta(hours=hours)):
        drain_once()
    assert differences() == []
    assert len(find(an_of_another_ward, Wish(typed="điểm tập kết")).talk.hits) == 1
    with turned_to(now() + timedelta(days=30)):
        sweep()
    Change.objects.create(subject=f"document:{document.pk}")
    drain_once()
    assert differences() == []
