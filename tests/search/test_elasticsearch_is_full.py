"""The server's disk is full: nothing is lost, and searches go on."""

import time

import pytest

from docs_mgmt.models import Change
from search.engine import EngineAwayError
from search.engines import the_engine
from search.jobs import differences, drain_once, settle
from search.queries.find import ids_found
from tests.search.conftest import draft
from tests.search.servers import own

pytestmark = [pytest.mark.elasticsearch, pytest.mark.usefixtures("on_elasticsearch")]
TEXT = ("Mỗi hộ gia đình tự phân loại rác thành ba nhóm.", "Tổ dân phố hướng dẫn.")
DISK = "cluster.routing.allocation.disk"
#: Every disk is full by these marks.
FLOOD = {
    "cluster.info.update.interval": "10s",
    f"{DISK}.threshold_enabled": True,
    f"{DISK}.watermark.low": "1%",
    f"{DISK}.watermark.high": "2%",
    f"{DISK}.watermark.flood_stage": "3%",
}


def test_a_full_disk_keeps_the_rows_and_searches_go_on(elastic, linh_the_officer):
    from elasticsearch import Elasticsearch

    server = own(elastic)
    who = ("admin", server.password)
    client = Elasticsearch(server.url, basic_auth=who, ca_certs=elastic.ca_file)
    draft(linh_the_officer, "Kế hoạch thu gom", *TEXT)
    drain_once()
    client.cluster.put_settings(persistent=FLOOD)
    try:
        later = wait_until_refused(linh_the_officer)
        assert ids_found(linh_the_officer, "phân loại rác")[0]
        assert the_engine().state().state == "ok"
    finally:
        client.cluster.put_settings(persistent=dict.fromkeys(FLOOD))
        client.close()
    ends = time.monotonic() + 90
    while True:
        try:
            assert settle()
            break
        except EngineAwayError:
            assert time.monotonic() < ends
            time.sleep(1)
    assert later.pk in ids_found(linh_the_officer, "phân loại rác", limit=500)[1]
    assert differences() == []


def wait_until_refused(officer):
    """Draft until the server takes no more; gives the document that waits."""
    ends = time.monotonic() + 90
    while time.monotonic() < ends:
        document = draft(officer, "Kế hoạch", *TEXT)
        try:
            drain_once()
        except EngineAwayError as refused:
            said = str(refused)
            break
        time.sleep(1)
    assert "429" in said
    assert Change.objects.filter(done_at__isnull=True).count() == 2
    return document
