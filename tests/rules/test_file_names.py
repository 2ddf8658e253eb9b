"""What a file's name and size give away before anything is opened."""

import pytest

from docs_mgmt.rules.file_names import OwnPaths, extension_of, name_in, refusal_at_sight
from docs_mgmt.rules.refusals import Kind, Refusal


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
