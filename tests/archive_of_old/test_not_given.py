"""A file that its folder does not give is refused by name; the import goes on with the others."""

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command

from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.files.store import put_foreign
from docs_mgmt.jobs.try_in import try_files
from docs_mgmt.management.commands.import_archive import _list_one, _paths
from docs_mgmt.queries.import_report import report_of
from docs_mgmt.rules.refusals import Refusal
from docs_mgmt.rules.words import ImportState
from docs_mgmt.writes.import_files import end_of_list
from tests.archive_of_old.builders import DECISION, a_run
from tests.archive_of_old.files import write_word
from tests.archive_of_old.test_runs import finished

NOBODY = 65534
#: A plain file to look at; whoever reads its first byte is told of a broken disk.
BROKEN_DISK = Path("/proc/self/mem")


@contextmanager
def as_nobody():
    """Without root's rights, which no lock of a file keeps out."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def kho():
    """A folder that anybody may enter, with one good paper."""
    folder = Path(tempfile.mkdtemp(prefix="kho-"))
    folder.chmod(0o755)
    write_word(folder / "QD 15.docx", DECISION)
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture
def own_store(settings):
    """A store in which also nobody may write, so that only the foreign file is locked."""
    folder = Path(tempfile.mkdtemp(prefix="store-"))
    folder.chmod(0o777)
    settings.FILES_DIR, settings.TMP_DIR = folder / "files", folder / "tmp"
    for place in (settings.FILES_DIR, settings.TMP_DIR):
        place.mkdir()
        place.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def imported(kho, capfdbinary, *words: str):
    call_command("import_archive", str(kho), "--agency", "hoa-minh", "--json", "--no-ocr", *words)
    out, err = capfdbinary.readouterr()
    report = json.loads(out)
    return {line["path"]: line["state"] for line in report["lines"]}, report, err.decode()


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_links_and_pipes_are_said_and_the_rest_is_taken_in(world, kho, capfdbinary, words):
    (kho / "vong").symlink_to(kho, target_is_directory=True)
    (kho / "mat.docx").symlink_to(kho / "khong co.docx")
    (kho / "khac.docx").symlink_to(kho / "QD 15.docx")
    os.mkfifo(kho / "ong")
    lines, report, said = imported(kho, capfdbinary, *words)
    assert (lines, report["files"], report["filed"]) == ({}, 1, 1)
    for name in ("vong", "mat.docx", "khac.docx"):
        assert f"{str(kho / name)!r}: a link is not followed." in said
    assert f"{str(kho / 'ong')!r}: it is no file." in said


def test_a_locked_file_is_refused_by_name_and_a_locked_folder_is_said(world, kho, own_store):
    (kho / "kin.docx").write_bytes(b"PK")
    (kho / "kin.docx").chmod(0)
    for name, mode in (("dong", 0), ("mu", 0o444)):  # not to be listed; to be listed, not entered
        (kho / name).mkdir()
        (kho / name / "a.docx").write_bytes(b"PK")
        (kho / name).chmod(mode)
    said: list[str] = []
    run = a_run(world.hoa_minh, world["tue"])
    with as_nobody():
        for path, name in _paths(kho, said.append):
            _list_one(run, path, name)
        tried = try_files(world.hoa_minh, [(kho / "kin.docx", "kin.docx")], [], say=said.append)
    end_of_list(run)
    report = report_of(finished(run))
    assert (report.files, report.filed, report.refused) == (2, 1, 1)
    for lines in (report.lines, tried.lines):
        assert [(line.path, line.state) for line in lines] == [("kin.docx", ImportState.REFUSED)]
    assert f"{str(kho / 'dong')!r}: Permission denied." in said
    assert f"{str(kho / 'mu' / 'a.docx')!r}: Permission denied." in said
    file = run.files.get(path="kin.docx")
    assert (file.refusal, file.sha256) == (Refusal.NOT_GIVEN, "")


def test_a_file_on_a_broken_disk_is_refused_and_leaves_nothing_behind(world, own_store):
    run = a_run(world.hoa_minh, world["tue"])
    _list_one(run, BROKEN_DISK, "hong.docx")
    file = run.files.get()
    assert (file.state, file.refusal) == (ImportState.REFUSED, Refusal.NOT_GIVEN)
    assert [path for path in own_store.rglob("*") if path.is_file()] == []
    _list_one(run, own_store / "vua bi xoa.docx", "vua bi xoa.docx")
    assert run.files.count() == 1


def test_a_store_that_takes_nothing_is_no_fault_of_the_file(kho, settings, tmp_path):
    (tmp_path / "tmp").write_bytes(b"a file where our folder should be")
    settings.TMP_DIR = tmp_path / "tmp"
    with pytest.raises(OSError, match="tmp") as trouble:
        put_foreign(kho / "QD 15.docx", limit=10**6)
    assert not isinstance(trouble.value, FileRefusedError)
