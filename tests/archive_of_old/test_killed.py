"""An import that is killed ten times ends with the archive of one that was not."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.archive_of_old.builders import DECISION
from tests.archive_of_old.files import write_word
from tests.operations.installation import ROOT, Installation, installation

PAPERS = 16
KILLS = 10
PEOPLE = """
from office.demo.people import make_people
make_people(years=range(2023, 2025))
"""
ARCHIVE = """
import json
from docs_mgmt.models import Document, ImportRun, NumberSeries
# A run that a quick machine ended before the kill is begun anew: all is joined, nothing added.
first = ImportRun.objects.order_by("pk").first()
print(json.dumps({
    "documents": sorted(
        [
            document.entries.get().full,
            str(document.issued_on),
            document.title,
            str(document.stage),
            [version.sha256 for version in document.versions.all()],
            [
                one.sha256
                for version in document.versions.all()
                for one in version.attachments.all()
            ],
            [(item.dossier.code, item.ordinal) for item in document.dossier_items.all()],
        ]
        for document in Document.objects.all()
    ),
    "files": sorted(map(list, first.files.values_list("path", "state", "sha256"))),
    "series": NumberSeries.objects.count(),
}))
"""


def made_archive(folder: Path) -> Path:
    """Sure papers, doubtful ones, twins and rubbish."""
    for index in range(PAPERS):
        lines = [line.replace("15/QĐ", f"{index + 3}/QĐ") for line in DECISION]
        lines[7] = f"Về việc khen thưởng phong trào thi đua đợt {index}"
        if index % 5 == 4:
            lines[5] = "Hòa Minh, ngày … tháng 3 năm 2012"
        write_word(folder / "2012" / f"{index:02d}.docx", lines)
    (folder / "2012" / "trung.docx").write_bytes((folder / "2012" / "01.docx").read_bytes())
    (folder / "rong.doc").write_bytes(b"")
    return folder


def archive_of(office: Installation) -> dict[str, object]:
    return json.loads(office.python(ARCHIVE))


def prepared(office: Installation) -> Installation:
    office.manage("migrate", "-v0")
    office.python(PEOPLE)
    return office


def killed(office: Installation, folder: Path, after: float, *, at_work: bool) -> bool:
    """Run the command and kill it so many seconds after its start, or after its first file."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_archive", str(folder), "--agency", "hoa-minh"],
        cwd=ROOT,
        env=office.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    with process.stderr:
        if at_work:
            process.stderr.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def test_an_import_killed_ten_times_ends_with_the_same_archive(tmp_path):
    folder = made_archive(tmp_path / "kho")
    with installation(tmp_path / "whole") as office:
        prepared(office).manage("import_archive", folder, "--agency", "hoa-minh")
        wanted = archive_of(office)
    chance = random.Random("kill")
    with installation(tmp_path / "killed") as office:
        prepared(office)
        kills = 0
        for turn in range(KILLS):
            kills += killed(office, folder, chance.uniform(0, 0.4), at_work=turn > 1)
        office.manage("import_archive", folder, "--agency", "hoa-minh")
        assert archive_of(office) == wanted
        office.manage("verify")
    assert kills >= KILLS // 2
