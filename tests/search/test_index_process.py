"""The index process: follows changes, ends when told, and a killed one loses nothing."""

import signal
import subprocess
import sys
import time

import pytest

from tests.operations.installation import ROOT, installation

FILL = """
from tests.search.conftest import a_unit, an_officer, draft
linh = an_officer("linh", "Hồ Thị Nhật Linh", a_unit("hoa-minh", "Phòng Kinh tế"))
draft(linh, "Kế hoạch thu gom", "Phân loại rác tại nguồn.")
"""
MORE = """
from docs_mgmt.models import Person
from tests.search.conftest import draft
linh = Person.objects.get()
for at in range(20):
    draft(linh, f"Kế hoạch {at}", "Tuyên truyền cải cách hành chính.")
"""
WAITING = """
from docs_mgmt.models import Change
print(Change.objects.filter(done_at__isnull=True).count())
"""


@pytest.fixture
def office(tmp_path):
    with installation(tmp_path / "var") as one:
        one.environment["PYTHONPATH"] = str(ROOT)
        one.manage("migrate")
        one.python(FILL)
        yield one


def start(office) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "index"],
        cwd=ROOT,
        env=office.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_until_nothing_waits(office) -> None:
    ends = time.monotonic() + 60
    while office.python(WAITING).splitlines()[-1] != "0":
        assert time.monotonic() < ends


def test_a_killed_index_process_loses_nothing_and_a_told_one_ends(office):
    first = start(office)
    try:
        wait_until_nothing_waits(office)
        office.python(MORE)
    finally:
        first.kill()
        first.wait()
    second = start(office)
    try:
        wait_until_nothing_waits(office)
        assert "made the index anew" in office.manage("rebuild_search")
        assert "rights included" in office.manage("verify_search")
    finally:
        second.send_signal(signal.SIGTERM)
        assert second.wait(20) == 0
    assert "holds 21 documents" in office.manage("rebuild_search")
