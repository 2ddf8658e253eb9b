"""A backup made while the office works brings everything back, and says when it would not."""

import json
import shutil
import stat

PEOPLE = """
from docs_mgmt.models import Person
print(*Person.objects.values_list("full_name", flat=True))
"""


def test_a_restored_installation_is_whole(restored, filled):
    said = restored.manage("verify")
    assert "history: all fits" in said
    assert restored.python(PEOPLE) == "Nguyễn Thị Lan"
    assert restored.path_of(filled.sha256).read_bytes() == "Quý I".encode()
    secret = restored.folder / "keys" / "session.secret"
    assert secret.read_bytes() == (filled.folder / "keys" / "session.secret").read_bytes()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_a_backup_names_the_hash_of_all_it_holds(backup, filled):
    manifest = json.loads((backup / "manifest.json").read_text(encoding="utf-8"))
    named = {kept["path"] for kept in manifest["files"]}
    held = {str(path.relative_to(backup)) for path in backup.rglob("*") if path.is_file()}
    assert held - named == {"manifest.json"}
    sha256 = filled.sha256
    assert f"files/{sha256[:2]}/{sha256[2:4]}/{sha256}" in named
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700


def test_a_backup_does_not_go_into_a_folder_that_holds_something(filled, backup):
    assert "is not empty" in filled.manage("back_up", backup, code=1)


def test_the_next_backup_links_the_files_of_the_one_before(filled, backup, tmp_path_factory):
    second = backup.parent / "second"
    filled.manage("back_up", second, "--previous", backup)
    relative = f"files/{filled.sha256[:2]}/{filled.sha256[2:4]}/{filled.sha256}"
    assert (second / relative).samefile(backup / relative)
    assert not (second / relative).samefile(filled.folder / relative)


def test_a_backup_of_a_damaged_file_says_so_and_is_made_all_the_same(restored, filled, tmp_path):
    path = restored.path_of(filled.sha256)
    path.write_bytes(b"Qu")
    said = restored.manage("back_up", tmp_path / "damaged", code=1)
    assert filled.sha256 in said
    assert (tmp_path / "damaged" / "manifest.json").is_file()


def test_nothing_is_restored_over_people(filled, backup):
    assert "already holds an installation" in filled.manage("restore", backup, code=1)


def test_a_changed_backup_is_refused_before_anything_is_touched(backup, filled, empty, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(backup, copy)
    changed = next(path for path in copy.rglob(filled.sha256))
    changed.write_bytes(b"something else")
    (copy / "beside.txt").write_text("unasked", encoding="utf-8")
    said = empty.manage("restore", copy, code=1)
    assert "was changed" in said
    assert "beside.txt is not in the manifest" in said
    assert not list((empty.folder / "files").rglob(filled.sha256))


def test_a_backup_that_was_broken_off_is_refused(backup, empty, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(backup, copy)
    (copy / "manifest.json").unlink()
    assert "not finished" in empty.manage("restore", copy, code=1)
