"""A real installation in a folder of its own, driven by `manage.py` as an administrator would."""

import os
import subprocess
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent

#: An agency through the frame, so that there is a history; a person; a file that a row names.
FILL = """
from docs_mgmt.files import store
from docs_mgmt.models import Agency, Person, Upload
from docs_mgmt.rules.flow import Deed
from docs_mgmt.writes._frame import changing

ward = Agency(code="H1", name="UBND phường Hòa An", short_name="Hòa An", place="Hòa An",
              collective="ỦY BAN NHÂN DÂN", head_title="CHỦ TỊCH")
with changing(ward, actor=None, deed=Deed.CONFIGURE, may=lambda _: True) as change:
    change.note(name="UBND phường Hòa An")
lan = Person.objects.create_user("lan", full_name="Nguyễn Thị Lan")
with changing(ward, actor=lan, deed=Deed.CONFIGURE, may=lambda _: True) as change:
    change.subject.place = "Hòa An mới"
stored = store.put([b"Qu\\xc3\\xbd I"])
Upload.objects.create(person=lan, sha256=stored.sha256, name="Quý I.docx", size=stored.size)
print(stored.sha256)
"""


class Installation:
    """One DATA_DIR and one database."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": url, "DEMO": "0"}

    def manage(self, *words: object, code: int = 0) -> str:
        """Run a command; give all that it said."""
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, words)],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def python(self, source: str) -> str:
        """Run some lines with the models at hand."""
        return self.manage("shell", "--no-imports", "-c", source).strip()

    def path_of(self, sha256: str) -> Path:
        return self.folder / "files" / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def installation(folder: Path):
    """An installation with nothing in it, on the database of this test run."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield Installation(folder, "")
        return
    name = f"operations_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield Installation(folder, urlunsplit(urlsplit(url)._replace(path=f"/{name}")))
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
