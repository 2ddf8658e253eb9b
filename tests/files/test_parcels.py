"""Parcels as old programs and bad discs leave them: what can be unpacked is."""

import io
import os
import warnings
import zipfile

import pytest

from docs_mgmt.files.parcels import members_of
from docs_mgmt.files.refusals import FileRefusedError
from docs_mgmt.rules.refusals import Refusal

METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


def a_parcel(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as parcel, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a second file of the same name
        for name, content in files:
            parcel.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def unpacked(tmp_path):
    def unpack(content: bytes) -> list[tuple[str, Refusal | None]]:
        path = tmp_path / "kho.zip"
        path.write_bytes(content)
        return [(one.path, one.refusal) for one in members_of(path)]

    return unpack


@pytest.mark.parametrize("method", METHODS)
def test_a_file_that_cannot_be_unpacked_does_not_take_the_others_with_it(unpacked, method):
    noise = os.urandom(400)
    content = bytearray(
        a_parcel(("1.doc", b"one"), ("2.doc", noise), ("3.doc", b"3"), method=method)
    )
    at = content.find(b"2.doc") + 40
    for place in range(at, at + 200, 7):
        content[place] ^= 0xFF
    found = unpacked(bytes(content))
    assert found == [("1.doc", None), ("2.doc", Refusal.BROKEN), ("3.doc", None)]


def test_two_files_of_one_name_are_two(unpacked):
    content = a_parcel(("a.doc", b"one"), ("b.doc", b"two"), ("a.doc", b"three"))
    assert [path for path, _ in unpacked(content)] == ["a.doc", "2/a.doc", "b.doc"]


def test_two_names_that_end_alike_are_two(unpacked):
    found = unpacked(a_parcel(("p" + "z" * 1100, b"one"), ("q" + "z" * 1100, b"two")))
    assert len({path for path, _ in found}) == 2
    assert max(len(path) for path, _ in found) == 1000


def test_a_name_that_windows_wrote_in_vietnam_is_read(unpacked):
    content = a_parcel(("a/Quyet-dinh-1.doc", b"one"))
    content = content.replace(b"Quyet-dinh", b"Qu\xfdt-\xf0\xf4-s\xf4")
    assert unpacked(content) == [("a/Quưt-đô-sô-1.doc", None)]


def test_a_list_that_says_unicode_and_is_not_is_broken(unpacked):
    content = a_parcel(("a/ế.doc", b"one")).replace("ế".encode(), b"\xff\xfe\xfd")
    with pytest.raises(FileRefusedError) as refused:
        unpacked(content)
    assert refused.value.reason is Refusal.BROKEN
