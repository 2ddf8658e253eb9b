"""`manage.py read_file` says what stands in a file, without a database."""

import json
import subprocess
import sys

import pytest

from docs_mgmt.files import ocr, rendering
from tests.files import hostile
from tests.files.mixed import bound, scanned, sheet_of
from tests.files.test_old_letters import MOTTO, saved, styled, tcvn3
from tests.operations.installation import ROOT, Installation

KEYS = ["kind", "ok", "sentence", "paragraphs", "pages", "words_from", "encoding", "facts"]
FACTS = ["number", "notation", "date", "type", "issuer", "title", "signer"]


@pytest.fixture
def read_file(tmp_path):
    """Run the command where nothing was ever set up; give its exit code and its answer."""
    office = Installation(tmp_path / "var", "sqlite:///" + str(tmp_path / "none" / "db.sqlite3"))

    def run(path, *more: str) -> tuple[int, bytes]:
        done = subprocess.run(
            [sys.executable, "manage.py", "read_file", str(path), *more],
            cwd=ROOT,
            env=office.environment,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout

    return run


def test_a_decision_in_old_letters_tells_its_facts(read_file, tmp_path):
    document = styled(".VnTime")
    for line in (
        MOTTO,
        "Số: 15/2011/QĐ-UBND",
        "Hòa Minh, ngày 28 tháng 12 năm 2011",
        "Quyết định",
        "Về việc ban hành quy chế làm việc",
    ):
        document.add_paragraph(tcvn3(line), style="Than bai")
    path = tmp_path / "QD15UB.docx"
    path.write_bytes(saved(document))
    code, out = read_file(path, "--json")
    said = json.loads(out)
    assert (code, list(said), list(said["facts"])) == (0, KEYS, FACTS)
    assert (said["kind"], said["ok"], said["sentence"]) == ("docx", True, "")
    assert (said["paragraphs"][0], said["words_from"]) == (MOTTO, "legacy")
    assert said["encoding"] == ["tcvn3"]
    assert said["pages"] == (1 if rendering.is_available() else None)
    facts = said["facts"]
    assert (facts["number"], facts["notation"]) == ("15", "QĐ-UBND")
    assert (facts["date"], facts["type"]) == ("2011-12-28", "QĐ")


def test_a_refused_file_and_a_wrong_word_are_told_apart(read_file, tmp_path):
    path = tmp_path / "khóa.doc"
    path.write_bytes(hostile.locked_old_word())
    code, out = read_file(path, "--json")
    said = json.loads(out)
    assert (code, list(said), said["ok"]) == (3, KEYS, False)
    assert said["sentence"]
    assert said["facts"] == dict.fromkeys(FACTS)
    assert read_file(tmp_path / "không có.docx", "--json") == (2, b"")


def test_a_scan_says_how_it_got_its_words(read_file, tmp_path):
    path = tmp_path / "quet.pdf"
    path.write_bytes(hostile.scanned_pdf())
    code, out = read_file(path, "--json")
    said = json.loads(out)
    assert (code, said["ok"], said["pages"]) == (0, True, 1)
    if ocr.is_available():
        assert (said["words_from"], said["sentence"]) == ("ocr", "")
    else:
        assert "tesseract" in said["sentence"]


def test_a_scan_between_typed_pages_says_which_page_was_recognised(read_file, tmp_path):
    path = tmp_path / "phu luc.pdf"
    path.write_bytes(bound(hostile.pdf("Dieu 1. Thuy loi"), scanned(sheet_of(dpi=120))))
    code, out = read_file(path, "--json")
    said = json.loads(out)
    assert (code, said["ok"], said["pages"]) == (0, True, 2)
    assert said["paragraphs"][0] == "Dieu 1. Thuy loi"
    if ocr.is_available():
        assert said["words_from"] == "ocr"
        assert "2" in said["sentence"]
        assert "%" in said["sentence"]
        assert "tiếp công dân" in " ".join(said["paragraphs"])
    else:
        assert (said["words_from"], "tesseract" in said["sentence"]) == ("text", True)
