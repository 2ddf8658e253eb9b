"""The index process follows changes and ends when told; a killed one loses nothing.

A kill may fall anywhere; the points at which `dying.py` ends are those where it would hurt most.
"""

import threading
import time

import pytest

from search.management.commands.index import AFTER_TROUBLE
from tests.search.dying import DRAINING, REBUILDING
from tests.search.offices import COUNT, MORE, PROVE, WAITING, an_office
from tests.search.servers import check_that_the_page_says_so, own

ENGINES = ["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


@pytest.fixture(scope="module", params=ENGINES)
def an_installation(request, tmp_path_factory):
    on_server = request.param == "elasticsearch"
    elastic = request.getfixturevalue("elastic") if on_server else None
    with an_office(tmp_path_factory.mktemp("office") / "var", elastic) as one:
        yield one


@pytest.fixture
def office(an_installation):
    yield an_installation
    an_installation.end()


def test_a_killed_index_process_loses_nothing_and_a_told_one_ends(office):
    first = office.start()
    office.wait_until_nothing_waits()
    office.one.python(MORE)
    first.kill()
    first.wait()
    office.start()
    office.wait_until_nothing_waits()
    if office.elastic is None:  # another process holds it
        assert "made the index anew" in office.one.manage("rebuild_search")
    assert "rights included" in office.one.manage("verify_search")
    assert office.told_to_end() == [0]
    assert "The index holds" in office.one.manage("rebuild_search")
    office.one.python(PROVE)


def test_an_index_process_that_is_killed_while_it_drains_or_rebuilds_loses_nothing(office):
    office.one.python(MORE)
    for point in (*DRAINING, *REBUILDING):
        die = f"from tests.search.dying import die_at; die_at({point!r})"
        office.one.manage("shell", "--no-imports", "-c", die, code=-9)
    office.one.python(PROVE)
    assert len(office.indices()) == 1


def test_an_index_that_is_taken_away_under_its_processes_is_made_anew(office):
    running = [office.start(), office.start()]
    office.wait_until_nothing_waits()
    office.take_the_index_away()
    office.one.python(MORE)
    office.wait_until_nothing_waits()
    assert "rights included" in office.one.manage("verify_search")
    assert [one.poll() for one in running] == [None, None]
    assert office.told_to_end() == [0, 0]
    office.one.python(PROVE)
    assert len(office.indices()) == 1


@pytest.mark.parametrize("an_installation", ["tantivy"], indirect=True)
def test_a_folder_that_cannot_be_written_is_waited_for(office):
    in_the_way = office.one.folder / "index" / "engine"
    in_the_way.unlink(missing_ok=True)
    in_the_way.mkdir(parents=True)  # no process opens it now, that of an administrator neither
    for command in ("rebuild_search", "verify_search"):
        assert "The folder of the index cannot be used" in office.one.manage(command, code=1)
    running = office.start()
    office.one.python(MORE)
    time.sleep(AFTER_TROUBLE)
    assert running.poll() is None
    in_the_way.rmdir()
    office.wait_until_nothing_waits()
    assert office.told_to_end() == [0]
    office.one.python(PROVE)


@pytest.mark.elasticsearch
@pytest.mark.parametrize("an_installation", ["elasticsearch"], indirect=True)
@pytest.mark.usefixtures("on_elasticsearch")
def test_index_processes_outlive_a_server_that_is_killed_while_they_write(
    office, linh_the_officer, client
):
    server = own(office.elastic)
    running = [office.start(), office.start()]
    office.wait_until_nothing_waits()
    writing = threading.Thread(target=office.one.python, args=(MORE,))
    writing.start()
    before = office.one.python(COUNT)
    while office.one.python(COUNT) == before:
        time.sleep(0.1)
    server.kill9()
    client.force_login(linh_the_officer, "django.contrib.auth.backends.ModelBackend")
    check_that_the_page_says_so(client)
    writing.join(120)
    assert office.one.python(WAITING).splitlines()[-1] != "0"
    server.start()
    office.wait_until_nothing_waits()
    assert [one.poll() for one in running] == [None, None]
    assert office.told_to_end() == [0, 0]
    office.one.python(PROVE)


BY_HANDS = """
import os, signal
from search.jobs import hands
from search.jobs.entries import all_entries
os.cpu_count = lambda: 2
made = hands.entries_by_all_hands(worth_it=1)
"""
THE_SAME = """
made = list(made)
assert made == list(all_entries())
assert all({"words", "own", "cited", "fingerprint"} <= set(vars(one)) for one in made)
print(len(made), "made elsewhere")
"""
KILLED = """
next(made)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("an_installation", ["tantivy"], indirect=True)
def test_several_processes_make_the_same_entries_and_end_with_the_one_that_asks(office):
    count = office.one.python(COUNT).splitlines()[-1]
    assert f"{count} made elsewhere" in office.one.python(BY_HANDS + THE_SAME)
    # Whoever is left would keep the end of the line open for which this waits.
    office.one.manage("shell", "--no-imports", "-c", BY_HANDS + KILLED, code=-9)
