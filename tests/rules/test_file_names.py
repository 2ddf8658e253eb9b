"""What a file's name and size give away before anything is opened."""

import unicodedata

import pytest

from docs_mgmt.rules.file_names import (
    OwnPaths,
    extension_of,
    name_in,
    name_meant,
    refusal_at_sight,
)
from docs_mgmt.rules.legacy import Encoding
from docs_mgmt.rules.refusals import Kind, Refusal
from tests.legacy_text import encode


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.DOCX", "docx"),
        (r"C:\kế hoạch\a.b.pdf", "pdf"),
        ("a", ""),
        ("a.", ""),
        ("x/y.Odt", "odt"),
    ],
)
def test_the_ending_of_a_name(name, extension):
    assert extension_of(name) == extension


@pytest.mark.parametrize(
    ("name", "size", "refusal", "kind"),
    [
        ("a.docx", 0, Refusal.EMPTY, None),
        ("~$ke hoach.docx", 162, Refusal.LOCK_FILE, None),
        ("a.xlsx", 9, Refusal.NOT_A_DOCUMENT, Kind.SPREADSHEET),
        ("a.TXT", 9, Refusal.NOT_A_DOCUMENT, Kind.TEXT),
        ("a.rar", 9, Refusal.NOT_A_DOCUMENT, Kind.ARCHIVE),
    ],
)
def test_what_cannot_be_taken_is_said_at_sight(name, size, refusal, kind):
    reason, facts = refusal_at_sight(name, size)
    assert reason is refusal
    assert facts.get("kind") == (kind.value if kind else None)


@pytest.mark.parametrize(
    "name", ["a.docx", "a.pdf", "a", "a.docm", "a.bin", "a.DOC", "a.odt", "a.rtf", "a.htm", "a.jpg"]
)
def test_the_rest_is_for_the_reader_to_find_out(name):
    assert refusal_at_sight(name, 9) is None


def test_names_that_no_system_agrees_on_stay_apart():
    paths = OwnPaths()
    names = [b"\xff.doc", b"\xfe.doc", "ế.doc".encode(), b"\xff.doc", b"\xd2\x9d.doc"]
    told = [paths.own(name_in(name)) for name in names]
    assert len(set(told)) == len(names)
    assert told[2] == "ế.doc"
    assert all(name.encode() for name in told)  # none has half a letter that nobody can keep


OLD_NAMES = (
    "2009/Quyết định/QĐ 12 - Thành lập Ban chỉ đạo.doc",
    "Tờ trình 12_2009.doc",
    "Hồ sơ/Nguyễn Văn A/đơn xin.doc",
)


@pytest.mark.parametrize("name", OLD_NAMES)
@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
@pytest.mark.parametrize("code", ["latin-1", "utf-8"])
def test_names_typed_in_old_letters_are_in_unicode(name, encoding, code):
    assert name_in(encode(name, encoding).encode(code)) == name


@pytest.mark.parametrize(
    "written",
    [
        "Đơn xin.doc",
        "Ba\u0309o vê\u0323/Kê\u0301 hoa\u0323ch năm 2010.doc",  # so Windows writes tones
        "Données.xls",
    ],
)
@pytest.mark.parametrize("code", ["utf-8", "cp1258"])
def test_names_in_other_letters_are_no_old_ones(written, code):
    assert name_in(written.encode(code)) == unicodedata.normalize("NFC", written)


def test_a_name_without_old_letters_is_not_changed():
    assert [name_meant(name) for name in ("Café.doc", "QD 12.doc", "Quyết định.doc")] == [""] * 3
