"""The demo's papers are in the form of Decree 30 and each can be found by its own words."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from scripts.letters.make import DEMO, SETS, entries_of, read_set, write_docx
from scripts.letters.sheet import MOTTO, printed_recipients

PAPERS = [(name, letter) for name in SETS for letter in read_set(name)]
each_paper = pytest.mark.parametrize(
    ("folder", "letter"), PAPERS, ids=[f"{name}/{letter.stem}" for name, letter in PAPERS]
)
PEOPLE = {
    "archive": {"linh", "bach", "tran", "khoa", "diep", "khai", "vy", "hanh", "nhan"},
    "second_ward": {"an.tl", "binh.tl", "cuong.tl", "dung.tl"},
}
BLOCKS = {
    ("khai", "COLLECTIVE"): ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đặng Hữu Khải"],
    ("khai", "HEAD"): ["CHỦ TỊCH", "Đặng Hữu Khải"],
    ("vy", "COLLECTIVE"): ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Tạ Quốc Vỹ"],
    ("vy", "HEAD"): ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Tạ Quốc Vỹ"],
    ("hanh", "COLLECTIVE"): [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lương Thị Mỹ Hạnh",
    ],
    ("hanh", "HEAD"): ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lương Thị Mỹ Hạnh"],
    ("nhan", "HEAD"): ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Đoàn Trọng Nhân"],
    ("dung.tl", "COLLECTIVE"): ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lưu Tiến Dũng"],
    ("cuong.tl", "HEAD"): ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Đỗ Mạnh Cường"],
}
HOLIDAYS = {"2023-05-01", "2024-02-12", "2025-05-01", "2026-02-16", "2026-02-17", "2026-09-02"}


def manifest_of(folder):
    return json.loads((DEMO / folder / "manifest.json").read_text(encoding="utf-8"))


def open_paper(folder, letter) -> Document:
    return _opened(DEMO / folder / f"{letter.stem}.docx")


@cache
def _opened(path) -> Document:
    return docx.Document(str(path))


@cache
def words_of(folder, stem):
    document = docx.Document(str(DEMO / folder / f"{stem}.docx"))
    lines = (
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.iter(qn("w:p"))
    )
    return tuple(re.findall(r"[^\W_]+", " ".join(lines).lower()))


def fold(word):
    plain = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def phrases_of(folder, stem, folded):
    words = words_of(folder, stem)
    words = tuple(map(fold, words)) if folded else words
    return [
        (start / len(words), words[start : start + length])
        for length in (2, 3, 4, 5)
        for start in range(len(words) - length + 1)
    ]


def test_the_archive_has_forty_papers_by_date():
    entries = manifest_of("archive")
    assert len(entries) == 40
    assert len({entry["file"] for entry in entries}) == 40
    assert [entry["date"] for entry in entries] == sorted(entry["date"] for entry in entries)
    assert {entry["year"] for entry in entries} == {2023, 2024, 2025, 2026}
    assert entries[-1]["date"] < "2026-11-01"


def test_the_drafts_stand_at_every_stage():
    entries = manifest_of("drafts")
    assert len(entries) == 12
    assert {entry["stage"] for entry in entries} == {
        "DRAFTED", "SUBMITTED", "CHECKED", "APPROVED", "PRINTED", "SIGNED", "NUMBERED", "SEALED",
        "ISSUED",
    }  # fmt: skip
    assert sum("revisions" in entry for entry in entries) == 2


def test_the_second_ward_has_three_papers():
    assert len(manifest_of("second_ward")) == 3


@pytest.mark.parametrize("folder", SETS)
def test_a_manifest_says_what_the_texts_say(folder):
    entries = manifest_of(folder)
    assert entries == json.loads(json.dumps(entries_of(read_set(folder))))
    people = PEOPLE.get(folder, PEOPLE["archive"])
    for entry in entries:
        day = date.fromisoformat(entry["date"])
        assert day.weekday() < 5, entry["file"]
        assert entry["date"] not in HOLIDAYS
        assert {entry["drafter"], entry["signer"]} <= people
        assert entry["recipients"], entry["file"]
        assert re.fullmatch(r"\d\d\.[A-Z]+", entry["dossier"]["code"])
        assert entry["dossier"]["title"].endswith(f"năm {entry['year']}")
        assert len(entry["title"]) <= 300


def test_one_dossier_code_has_one_title_a_year():
    titles = {}
    for entry in manifest_of("archive") + manifest_of("drafts"):
        key = (entry["dossier"]["code"], entry["year"])
        assert titles.setdefault(key, entry["dossier"]["title"]) == entry["dossier"]["title"], key


def test_everything_listed_is_there_and_stays_small():
    files = {path.name for name in SETS for path in (DEMO / name).glob("*.*")}
    expected = {f"{x.stem}.{kind}" for _, x in PAPERS for kind in ("docx", "pdf")}
    assert files - {"manifest.json"} == expected
    size = sum(path.stat().st_size for name in SETS for path in (DEMO / name).iterdir())
    assert size <= 5_000_000


@each_paper
def test_the_word_file_is_what_the_generator_writes(folder, letter, tmp_path):
    fresh = tmp_path / "fresh.docx"
    assert write_docx(letter, fresh)
    digest = hashlib.sha256(fresh.read_bytes()).hexdigest()
    stored = (DEMO / folder / f"{letter.stem}.docx").read_bytes()
    assert digest == hashlib.sha256(stored).hexdigest()
    assert not write_docx(letter, fresh)


@each_paper
def test_the_page_is_measured_by_the_decree(folder, letter):
    for section in open_paper(folder, letter).sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header.paragraphs[0]._element.xml
        assert not section.first_page_header.paragraphs[0].text


@each_paper
def test_every_word_is_in_times_new_roman(folder, letter):
    document = open_paper(folder, letter)
    sizes = set()
    for run in document.element.body.iter(qn("w:r")):
        fonts = run.find(qn("w:rPr")).find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{s}")) for s in ("ascii", "hAnsi", "cs", "eastAsia")} == {
            "Times New Roman"
        }
        sizes.add(int(run.find(qn("w:rPr")).find(qn("w:sz")).get(qn("w:val"))) / 2)
    assert sizes <= {11, 12, 13, 14}
    assert 14 in sizes


@each_paper
def test_the_head_of_the_page_is_in_its_boxes(folder, letter):
    left, right = open_paper(folder, letter).tables[0].rows[0].cells
    agency, motto = [p.text for p in left.paragraphs], [p.text for p in right.paragraphs]
    assert agency[:2] == ["ỦY BAN NHÂN DÂN", f"PHƯỜNG {letter.agency.place.upper()}"]
    assert re.fullmatch(r"Số: +/[A-ZĐ][A-Za-zĐ]*-[A-ZĐ]+", agency[3])
    assert motto[:2] == list(MOTTO)
    assert [run.font.size.pt for p in right.paragraphs[:2] for run in p.runs] == [12, 13]
    assert all(run.bold for p in right.paragraphs[:2] for run in p.runs)
    assert all("w:pBdr" in cell.paragraphs[2]._element.xml for cell in (left, right))
    if letter.type == "CV":
        assert agency[3].endswith(f"/UBND-{letter.unit}")
        assert agency[4].startswith("V/v ")
    else:
        assert agency[3].endswith(f"/{letter.type}-UBND")
    if letter.type != "BB":
        assert re.match(rf"{letter.agency.place}, ngày +tháng (0[12]|[3-9]|1[0-2]) năm", motto[3])
        assert right.paragraphs[3].runs[0].italic


@each_paper
def test_the_signature_and_the_recipients_are_in_their_boxes(folder, letter):
    document = open_paper(folder, letter)
    left, right = next(
        t.rows[0].cells for t in document.tables[1:] if "Nơi nhận:" in t.rows[0].cells[0].text
    )
    block = [p.text for p in right.paragraphs if p.text]
    if letter.type == "BB":
        assert block[0] == "CHỦ TỌA"
        assert left.paragraphs[0].text == "THƯ KÝ"
    else:
        assert block == BLOCKS[letter.head["signer"], letter.authority]
    assert all(run.bold for p in right.paragraphs for run in p.runs)
    recipients = [p.text for p in left.paragraphs if p.text.startswith("- ")]
    assert recipients == printed_recipients(letter)
    assert all(line.endswith(";") for line in recipients[:-1])
    assert recipients[-1].startswith("- Lưu: VT, ")
    assert recipients[-1].endswith(".")
    if letter.type == "QĐ":
        assert recipients[0].startswith("- Như Điều ")
    if letter.type in {"CV", "TTr", "BC"}:
        assert recipients[0] == "- Như trên;"
        assert any(p.text.startswith("Kính gửi:") for p in document.paragraphs)


@each_paper
def test_the_body_is_set_and_closed_by_the_decree(folder, letter):
    document = open_paper(folder, letter)
    texts = [p.text for p in document.paragraphs]
    assert sum(text.endswith("./.") for text in texts) == 1
    assert ("QUYẾT ĐỊNH:" in texts) == (letter.type == "QĐ")
    assert sum(text.startswith("Phụ lục") and len(text) < 12 for text in texts) == len(
        letter.annexes
    )
    if letter.annexes:
        assert any("Phụ lục" in line for line in letter.body)
    for paragraph in document.paragraphs:
        form = paragraph.paragraph_format
        if form.first_line_indent is not None and form.first_line_indent > 0:
            assert round(form.first_line_indent.mm, 1) == 12.7
            assert form.space_after.pt >= 6
            assert paragraph.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
            assert 1 <= form.line_spacing <= 1.5


@each_paper
def test_points_follow_the_vietnamese_alphabet(folder, letter):
    points = [line[0] for line in letter.body if re.match(r"[a-zđ]\) ", line)]
    order = "abcdđeghiklmnopq"
    for before, point in zip(["", *points], points, strict=False):
        assert point in {"a", order[order.find(before) + 1] if before else "a"}


@each_paper
def test_the_pdf_holds_the_words_of_the_word_file(folder, letter):
    reader = pypdf.PdfReader(DEMO / folder / f"{letter.stem}.pdf")
    assert 1 <= len(reader.pages) <= 4
    plain = re.findall(r"[^\W_]+", " ".join(p.extract_text() for p in reader.pages).lower())
    words = Counter(words_of(folder, letter.stem))
    missing = words - Counter(plain)
    assert missing.total() <= 0.02 * words.total(), missing
    fonts = {str(f["/BaseFont"]) for p in reader.pages for f in _fonts(p)}
    assert all("LiberationSerif" in font or "Times" in font for font in fonts), fonts


def _fonts(page):
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


@pytest.mark.parametrize("folded", [False, True], ids=["accented", "unaccented"])
def test_each_paper_has_words_of_its_own_at_its_start_middle_and_end(folded):
    stems = [("archive", entry["file"]) for entry in manifest_of("archive")]
    seen = Counter(phrase for stem in stems for phrase in {p for _, p in phrases_of(*stem, folded)})
    for stem in stems:
        own = {int(place * 3) for place, p in phrases_of(*stem, folded) if seen[p] == 1}
        assert own == {0, 1, 2}, stem


def test_homographs_stand_in_different_papers_and_fold_to_the_same():
    entries = [entry for entry in manifest_of("archive") if "homographs" in entry]
    assert len(entries) >= 10
    for entry in entries:
        for pair in entry["homographs"]:
            here, there = pair.split("/")
            assert fold(here) == fold(there), pair
            assert tuple(here.split()) in {
                p for _, p in phrases_of("archive", entry["file"], folded=False)
            }, pair
            others = [other for other in entries if f"{there}/{here}" in other["homographs"]]
            assert others, f"{pair} has no counterpart"


def test_the_archive_shows_tables_and_annexes():
    letters = read_set("archive")
    tables = [x for x in letters if any("|=" in y for y in x.body)]
    assert len(tables) >= 6
    assert sum(bool(x.annexes) for x in letters) >= 4
    assert len({x.type for x in letters}) >= 10


def test_revised_drafts_differ_a_little():
    for entry in manifest_of("drafts"):
        for revision in entry.get("revisions", []):
            before = Path(DEMO / "drafts" / f"{entry['file']}.docx")
            assert before.exists()
            old = set(words_of("drafts", entry["file"]))
            new = set(words_of("drafts", revision["file"]))
            assert 0 < len(old ^ new) < 60
