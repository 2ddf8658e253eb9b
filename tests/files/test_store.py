import hashlib
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from docs_mgmt.files import store
from docs_mgmt.files.leftovers import sweep_leftovers
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal


def test_a_file_stands_under_the_hash_of_its_bytes(settings):
    stored = store.put(iter([b"Quyet ", b"dinh"]))
    sha256 = hashlib.sha256(b"Quyet dinh").hexdigest()
    assert stored == store.Stored(sha256, 10)
    path = store.path_of(sha256)
    assert path == settings.FILES_DIR / sha256[:2] / sha256[2:4] / sha256
    assert path.read_bytes() == b"Quyet dinh"
    assert stat.S_IMODE(path.stat().st_mode) & 0o007 == 0
    assert list(settings.TMP_DIR.iterdir()) == []


def test_the_same_content_is_written_once(tmp_path):
    first = store.put([b"a" * 1000])
    written = store.path_of(first.sha256).stat()
    (tmp_path / "again").write_bytes(b"a" * 1000)
    assert store.put_path(tmp_path / "again") == first
    assert store.path_of(first.sha256).stat().st_ino == written.st_ino


def test_many_at_once_write_one_file(settings):
    with ThreadPoolExecutor(8) as people:
        stored = set(people.map(lambda _: store.put([b"b" * 100_000]), range(32)))
    assert len(stored) == 1
    assert [path.name for path in settings.FILES_DIR.rglob("*") if path.is_file()] == [
        stored.pop().sha256
    ]


def test_an_upload_over_the_limit_is_not_kept(settings):
    settings.UPLOAD_LIMIT = 1000
    seen = []

    def endless():
        while True:
            seen.append(1)
            yield b"x" * 300

    with pytest.raises(FileRefusedError) as refused:
        store.put(endless())
    assert (refused.value.reason, refused.value.facts) == (Refusal.TOO_BIG, {"limit": 1000})
    assert len(seen) == 4
    assert list(settings.TMP_DIR.iterdir()) == []
    assert not settings.FILES_DIR.exists()


def test_what_the_office_makes_has_no_limit(settings, tmp_path):
    settings.UPLOAD_LIMIT = 10
    (tmp_path / "rendition").write_bytes(b"x" * 11)
    assert store.put_path(tmp_path / "rendition").size == 11


def test_an_upload_that_breaks_off_leaves_nothing(settings):
    def broken():
        yield b"x"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put(broken())
    assert list(settings.TMP_DIR.iterdir()) == []


def test_what_a_killed_process_left_is_swept(settings):
    settings.TMP_DIR.mkdir()
    old = time.time() - 7 * 3600
    for name in ("put-a", "cache", "put-new"):
        (settings.TMP_DIR / name).write_bytes(b"x")
    (settings.TMP_DIR / "child-b" / "deep").mkdir(parents=True)
    for name in ("put-a", "cache", "child-b"):
        os.utime(settings.TMP_DIR / name, (old, old))
    assert sweep_leftovers() == 2
    assert sorted(path.name for path in settings.TMP_DIR.iterdir()) == ["cache", "put-new"]


def test_a_changed_or_missing_file_is_found():
    stored = store.put([b"abc"])
    assert store.is_intact(stored.sha256)
    store.path_of(stored.sha256).write_bytes(b"abd")
    assert not store.is_intact(stored.sha256)
    assert not store.is_intact("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_nothing_but_a_hash_names_a_file(name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path_of(name)


def an_old_file(content: bytes = b"a list") -> str:
    stored = store.put([content])
    os.utime(store.path_of(stored.sha256), (0, 0))
    return stored.sha256


def test_what_nobody_names_is_taken_away(settings):
    named, unnamed, missing = an_old_file(b"1"), an_old_file(b"2"), "0" * 64
    gone = store.take_away([named, unnamed, missing], named=lambda hashes: {named})
    assert gone == {unnamed, missing}
    assert store.is_intact(named)
    assert not store.path_of(unnamed).exists()
    assert list(settings.TMP_DIR.iterdir()) == []


def test_what_somebody_has_just_kept_is_not_taken_away():
    sha256 = an_old_file()
    store.put([b"a list"])
    assert store.take_away([sha256], named=lambda hashes: ()) == set()
    assert store.is_intact(sha256)


def test_what_is_kept_or_named_while_it_is_taken_away_stays():
    first, second = an_old_file(b"1"), an_old_file(b"2")
    asked = []

    def named(hashes):
        asked.append(set(hashes))
        if len(asked) == 1:
            return ()
        store.put([b"1"])  # aside just now: written anew
        return {second}

    assert store.take_away([first, second], named=named) == {first}
    assert store.is_intact(first)
    assert store.is_intact(second)
