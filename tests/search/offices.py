"""Installations whose index processes are started and killed, on either engine."""

import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from tests.operations.installation import ROOT, Installation, installation

FILL = """
from tests.search.conftest import a_unit, an_officer, draft
linh = an_officer("linh", "Hồ Thị Nhật Linh", a_unit("hoa-minh", "Phòng Kinh tế"))
draft(linh, "Kế hoạch thu gom", "Phân loại rác tại nguồn, tuyên truyền đến từng hộ.")
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
COUNT = "from docs_mgmt.models import Document; print(Document.objects.count())"
PROVE = "from tests.search.dying import prove; prove()"


class Office:
    """One installation with its index processes."""

    def __init__(self, one: Installation, elastic=None) -> None:
        self.one = one
        self.elastic = elastic
        self.prefix = f"test-{uuid4().hex[:12]}"
        self.processes: list[subprocess.Popen[bytes]] = []
        one.environment["PYTHONPATH"] = str(ROOT)
        if elastic is not None:
            one.environment |= {
                "ELASTICSEARCH_URL": elastic.url,
                "ELASTICSEARCH_API_KEY": elastic.api_key,
                "ELASTICSEARCH_CA": elastic.ca_file,
                "ELASTICSEARCH_PREFIX": self.prefix,
            }
        one.manage("migrate")
        one.python(FILL)

    def start(self) -> subprocess.Popen[bytes]:
        """Start one more index process."""
        process = subprocess.Popen(
            [sys.executable, "manage.py", "index"],
            cwd=ROOT,
            env=self.one.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def wait_until_nothing_waits(self) -> None:
        ends = time.monotonic() + 90
        while self.one.python(WAITING).splitlines()[-1] != "0":
            assert time.monotonic() < ends

    def take_the_index_away(self) -> None:
        """Whatever holds or fills it."""
        if self.elastic is None:
            shutil.rmtree(self.one.folder / "index")
            return
        with closing(self.elastic.engine(self.prefix)) as engine:
            engine._remove(self.indices())

    def indices(self) -> list[str]:
        """What lies in the place of the index."""
        if self.elastic is None:
            return sorted(path.name for path in (self.one.folder / "index").glob("index-*"))
        with closing(self.elastic.engine(self.prefix)) as engine:
            return engine._indices_of(f"{self.prefix}-*")

    def told_to_end(self) -> list[int]:
        """Tell every process that lives to end; gives how they ended."""
        living = [one for one in self.processes if one.poll() is None]
        for one in living:
            one.send_signal(signal.SIGTERM)
        return [one.wait(30) for one in living]

    def end(self) -> None:
        """Leave no process behind."""
        while self.processes:
            one = self.processes.pop()
            one.kill()
            one.wait()

    def close(self) -> None:
        self.end()
        if self.elastic is not None:
            with closing(self.elastic.engine(self.prefix)) as engine:
                engine.forget()


@contextmanager
def an_office(folder: Path, elastic=None):
    """An installation with one document; its processes and its index are gone afterwards."""
    with installation(folder) as one:
        office = Office(one, elastic)
        try:
            yield office
        finally:
            office.close()
