"""What only a server brings: many writers, late writes, outages, other people's indices."""

import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from docs_mgmt.clock import now, turned_to
from docs_mgmt.models import Change
from search.engine import EngineAwayError, IndexIsHeldError, IndexNotReadyError
from search.engines import the_engine
from search.engines.elasticsearch_words import MAPPINGS, SETTINGS
from search.engines.tantivy import TantivyEngine
from search.jobs import differences, drain_once, settle
from search.jobs.alone import alone
from search.jobs.drain import NUMBER, sweep
from search.queries.find import ids_found
from tests.search.conftest import draft
from tests.search.servers import check_that_the_page_says_so, own
from tests.search.shelf import NUMBERS, an_entry, found, write
from tests.search.texts import texts

pytestmark = [pytest.mark.elasticsearch, pytest.mark.usefixtures("on_elasticsearch")]
TEXT = ("Mỗi hộ gia đình tự phân loại rác thành ba nhóm.", "Tổ dân phố hướng dẫn.")


def nowhere(url: str) -> str:
    """Where no server is, by TLS as the one that is."""
    return f"{url.partition('://')[0]}://127.0.0.1:9"


@pytest.fixture
def engine(on_elasticsearch):
    engine = the_engine()
    engine.rebuild([an_entry(1, "Thu gom rác thải")])
    return engine


def indices(engine) -> list[str]:
    return engine._indices_of(f"{engine.server.prefix}-*")


# Late writes


def test_a_late_write_does_not_win(engine):
    early, later = next(NUMBERS), next(NUMBERS)
    assert engine.write([an_entry(1, "Bàn giao tài sản")], at=later) == 0
    assert engine.write([an_entry(1, "Thu gom rác thải")], at=early) == 1
    assert found(engine, "bàn giao") == [1]
    assert found(engine, "rác thải") == []
    assert engine.newest_told() == later


def test_a_late_write_does_not_bring_back_what_is_gone(engine):
    early, later = next(NUMBERS), next(NUMBERS)
    assert engine.write([], gone=[1, 999], at=later) == 0
    assert engine.write([an_entry(1, "Thu gom rác thải")], at=early) == 1
    assert found(engine, "") == []


def test_what_is_written_during_a_rebuild_stays(engine, new_thread):
    started, written = threading.Event(), threading.Event()
    number = next(NUMBERS)

    def entries():
        yield an_entry(1, "Thu gom rác thải")
        started.set()
        assert written.wait(30)
        yield an_entry(2, "Kế hoạch")
        yield an_entry(3, "Chợ Hòa Minh")

    rebuilding = new_thread(lambda: engine.rebuild(entries(), draw=lambda: number))
    assert started.wait(30)
    write(engine, [an_entry(1, "Bàn giao tài sản"), an_entry(4, "Tiêm chủng")], gone=[3])
    assert found(engine, "bàn giao") == [1]  # the old index is asked and written still
    written.set()
    rebuilding.join(60)
    assert len(indices(engine)) == 1
    assert sorted(found(engine, "")) == [1, 2, 4]
    assert found(engine, "bàn giao") == [1]
    assert found(engine, "rác thải") == []


def test_what_a_new_index_does_not_take_waits_for_it(engine):
    """Else it would lack a row that is done, once it is in place."""
    half_built(engine, {"index.blocks.write": True})
    with pytest.raises(EngineAwayError):
        write(engine, [an_entry(2, "Bàn giao tài sản")])


def test_what_a_killed_rebuild_left_is_taken_away(engine):
    half_built(engine)
    assert len(indices(engine)) == 2
    engine.tidy()
    assert len(indices(engine)) == 1
    assert found(engine, "rác thải") == [1]
    assert write(engine, [an_entry(2, "Bàn giao tài sản")]) == 0


def half_built(engine, more=None) -> None:
    engine._writer.indices.create(
        index=f"{engine._live}-{'0' * 12}",
        settings={**SETTINGS, **(more or {})},
        mappings=MAPPINGS,
        aliases={engine._building: {}},
    )


# Other people's indices


def test_a_write_makes_no_index_of_its_own(engine):
    engine.forget()
    with pytest.raises(IndexNotReadyError):
        write(engine, [an_entry(1, "Thu gom")])
    assert indices(engine) == []


def test_a_prefix_that_begins_like_ours_is_left_alone(engine, settings):
    settings.ELASTICSEARCH_PREFIX += "-more"
    other = the_engine()
    other.rebuild([an_entry(7, "Của người khác")])
    try:
        engine.rebuild([an_entry(2, "Của mình")])
        engine.forget()
        assert found(other, "người khác") == [7]
    finally:
        other.forget()


def test_the_key_of_the_installation_opens_nothing_else(elastic, engine, settings):
    own(elastic)
    settings.ELASTICSEARCH_PREFIX = "of-another-office"
    assert the_engine().state().state == "away"
    with pytest.raises(EngineAwayError):
        the_engine().rebuild([])
    settings.ELASTICSEARCH_API_KEY = "nonsense"
    with pytest.raises(EngineAwayError):
        found(the_engine(), "rác")


@pytest.mark.parametrize("ca_file", ["", "/nowhere/ca.crt"])
def test_a_server_that_is_not_known_by_its_authority_is_not_asked(
    elastic, linh_the_officer, settings, client, ca_file
):
    own(elastic)
    settings.ELASTICSEARCH_CA = ca_file
    with pytest.raises(EngineAwayError, match="TLS"):
        the_engine().rebuild([])
    assert the_engine().state().state == "away"
    client.force_login(linh_the_officer, "django.contrib.auth.backends.ModelBackend")
    check_that_the_page_says_so(client)


def test_an_index_refuses_what_its_mapping_does_not_name(engine):
    from elasticsearch import BadRequestError

    with pytest.raises(BadRequestError):
        engine._client.index(index=indices(engine)[0], document={"content": "x"})


def test_only_the_ids_and_figures_of_a_document_can_be_read_back(engine):
    answer = engine._client.search(index=engine._live)
    assert "_source" not in answer["hits"]["hits"][0]


# The same order


def test_both_engines_put_the_same_documents_in_the_same_order(engine, tmp_path):
    other = TantivyEngine(tmp_path / "beside")
    told = texts()
    entries = [an_entry(pk, title, body) for pk, (title, body) in enumerate(told, 1)]
    engine.rebuild(entries)
    other.rebuild(entries)
    for title, body in told:
        words = body.split()
        for typed in (title, title[: len(title) // 2], " ".join(words[8:12]), words[3]):
            assert found(engine, typed, limit=10) == found(other, typed, limit=10), typed


# The outbox


def test_an_outage_keeps_the_rows_and_what_waited_comes_after_it(
    linh_the_officer, settings, client
):
    url = settings.ELASTICSEARCH_URL
    settings.ELASTICSEARCH_URL = nowhere(url)
    document = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    with pytest.raises(EngineAwayError):
        drain_once()
    with pytest.raises(IndexNotReadyError):
        ids_found(linh_the_officer, "phân loại rác")
    for command in ("verify_search", "rebuild_search"):
        with pytest.raises(CommandError, match="does not answer"):
            call_command(command)
    assert client.get("/healthz").json()["index"]["engine_state"] == "away"
    assert Change.objects.filter(done_at__isnull=True).count() == 2
    settings.ELASTICSEARCH_URL = url
    assert settle()
    assert ids_found(linh_the_officer, "phân loại rác") == (1, (document.pk,))
    assert client.get("/healthz").json()["index"]["engine_state"] == "ok"


def test_a_cluster_that_lost_a_node_is_well_and_answers(engine):
    engine.rebuild([an_entry(1, "Thu gom rác thải")])
    from search.engines.elasticsearch import ElasticsearchEngine

    url = engine.server.url
    half_dead = replace(engine.server, url=f"{nowhere(url)},{url}")
    for _ in range(6):  # whichever node is asked first
        with closing(ElasticsearchEngine(half_dead)) as one:
            assert one.state().state == "ok"
        with closing(ElasticsearchEngine(half_dead)) as one:
            assert found(one, "rác thải") == [1]


def test_the_page_says_that_search_is_away_and_the_rest_works(linh_the_officer, settings, client):
    settings.ELASTICSEARCH_URL = nowhere(settings.ELASTICSEARCH_URL)
    client.force_login(linh_the_officer, backend="django.contrib.auth.backends.ModelBackend")
    check_that_the_page_says_so(client)


def test_an_index_that_was_deleted_is_made_anew(linh_the_officer):
    document = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    drain_once()
    the_engine().forget()
    Change.objects.create(subject=f"document:{document.pk}")
    drain_once()
    assert ids_found(linh_the_officer, "phân loại rác") == (1, (document.pk,))
    assert differences() == []


def test_the_proof_finds_and_mends_what_differs(linh_the_officer):
    first = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    second = draft(linh_the_officer, "Kế hoạch tuyên truyền", *TEXT)
    drain_once()
    call_command("verify_search")
    at = Change.objects.create(subject=NUMBER, done_at="2026-01-01T00:00:00Z").pk
    the_engine().write(
        [an_entry(9_999_999, "Không có trong cơ sở dữ liệu")], gone=[second.pk], at=at
    )
    type(first).objects.filter(pk=first.pk).update(field="Môi trường")
    assert {one.document for one in differences()} == {first.pk, second.pk, 9_999_999}
    call_command("verify_search", "--repair")
    assert differences() == []


def test_the_index_of_a_database_that_was_put_back_is_made_anew(linh_the_officer):
    document = draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    drain_once()
    ahead = Change.objects.order_by("-pk").first().pk + 10_000
    the_engine().write([an_entry(document.pk, "Của một ngày sau")], at=ahead)
    Change.objects.create(subject=f"document:{document.pk}")
    drain_once()
    assert ids_found(linh_the_officer, "phân loại rác") == (1, (document.pk,))
    assert differences() == []
    assert the_engine().newest_told() < ahead


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_drainers_whose_clocks_are_wrong_make_the_same_index(linh_the_officer, new_thread, drained):
    """What is newer is told by numbers of the database, never by a clock."""
    drain_once()
    documents = [draft(linh_the_officer, f"Kế hoạch {at}", *TEXT) for at in range(6)]
    for round_ in range(5):
        for document in documents:
            type(document).objects.filter(pk=document.pk).update(title=f"Kế hoạch lần {round_}")
            Change.objects.create(subject=f"document:{document.pk}")
    for thread in [new_thread(lambda: drained(-30)), new_thread(lambda: drained(200))]:
        thread.join(120)
    assert not Change.objects.filter(done_at__isnull=True).exists()
    assert differences() == []
    with turned_to(now() + timedelta(days=30)):
        sweep()  # the numbers that were given are forgotten, and not given again
    for document in documents:
        Change.objects.create(subject=f"document:{document.pk}")
    drained(0)
    assert differences() == []
    assert ids_found(linh_the_officer, "kế hoạch lần 4", limit=50)[0] == 6


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_drainers_share_the_rows_and_the_index_is_the_database(
    linh_the_officer, new_thread, drained
):
    drain_once()
    documents = [draft(linh_the_officer, f"Kế hoạch {at}", *TEXT) for at in range(12)]
    for _ in range(5):
        for document in documents:
            type(document).objects.filter(pk=document.pk).update(title=f"Kế hoạch {time.time()}")
            Change.objects.create(subject=f"document:{document.pk}")
    threads = [new_thread(drained) for _ in range(4)]
    for thread in threads:
        thread.join(120)
    assert not Change.objects.filter(done_at__isnull=True).exists()
    assert differences() == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_rebuild_at_a_time(new_thread):
    holding, ended = threading.Event(), threading.Event()

    def hold() -> None:
        with alone(the_engine()):
            holding.set()
            ended.wait(30)
        connection.close()

    other = new_thread(hold)
    try:
        assert holding.wait(30)
        with pytest.raises(IndexIsHeldError), alone(the_engine()):
            pass
    finally:
        ended.set()
        other.join(30)
    with alone(the_engine()):
        pass


@pytest.fixture
def drained():
    """What a drainer does until nothing is left, in a thread with a connection of its own."""

    def drain(hours: int = 0) -> None:
        try:
            with turned_to(now() + timedelta(hours=hours)):
                while Change.objects.filter(done_at__isnull=True).exists():
                    drain_once()
        finally:
            connection.close()

    return drain


@pytest.fixture
def new_thread():
    """A thread that is started at once and does not outlive the test."""
    threads: list[threading.Thread] = []

    def start(work) -> threading.Thread:
        thread = threading.Thread(target=work)
        thread.start()
        threads.append(thread)
        return thread

    yield start
    for thread in threads:
        thread.join(60)
