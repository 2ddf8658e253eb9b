"""What a file's name and size give away."""

import pytest

from docs_mgmt.rules.file_names import extension_of, refusal_at_sight
from docs_mgmt.rules.refusals import Refusal


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("dự thảo.DOCX", "docx"),
        ("a.b.pdf", "pdf"),
        ("C:\\thư mục\\cũ.doc", "doc"),
        ("không đuôi", ""),
        (".docx", ""),
    ],
)
def test_the_ending_of_a_name(name, extension):
    assert extension_of(name) == extension


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.DOCX", "không đuôi", "a.docm"])
def test_what_may_be_a_document_is_let_in_to_be_read(name):
    assert refusal_at_sight(name, 1000) is None


@pytest.mark.parametrize(
    ("name", "size", "refusal"),
    [
        ("a.docx", 0, Refusal.EMPTY),
        ("~$a.docx", 162, Refusal.LOCK_FILE),
        ("a.doc", 1000, Refusal.NOT_YET),
        ("a.odt", 1000, Refusal.NOT_YET),
        ("a.RTF", 1000, Refusal.NOT_YET),
        ("a.xlsx", 1000, Refusal.NOT_A_DOCUMENT),
        ("a.jpg", 1000, Refusal.NOT_A_DOCUMENT),
    ],
)
def test_what_cannot_be_a_document_is_refused_at_sight(name, size, refusal):
    found = refusal_at_sight(name, size)
    assert found is not None
    assert found[0] is refusal


def test_a_new_word_file_under_its_old_name_is_let_in_to_be_read():
    assert refusal_at_sight("a.doc", 1000, b"PK\x03\x04") is None
    assert refusal_at_sight("a.odt", 1000, b"PK\x03\x04") is not None
