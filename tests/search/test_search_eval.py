"""`manage.py search_eval` answers any set by the plan of the page, without a database."""

import json
import subprocess
import sys
import time
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from docs_mgmt.rules.legacy import TCVN3_LETTERS
from search.engines.apart import ENGINES
from search.jobs.given import documents_of
from search.rules.given import BadLineError, entry_of, kind_of, question_of

ROOT = Path(__file__).resolve().parents[2]
RELEVANCE = ROOT / "tests" / "relevance"
BODY = "Mỗi hộ gia đình phân loại rác thành ba nhóm trước khi giao cho đơn vị thu gom."
RUBBISH = {
    "id": "a/1",
    "number": "166/KH-UBND",
    "type": "Kế hoạch",
    "office": "Ủy ban nhân dân phường Hòa Minh",
    "unit": "Phòng Kinh tế",
    "field": "Môi trường",
    "issued": "2025-09-18",
    "signer": "Tạ Quốc Vỹ",
    "title": "Phân loại rác",
    "body": BODY,
    "readers": ["mọi người"],
}
HAND_OVER = {"id": 7, "number": "07/QĐ-UBND", "type": "QĐ", "title": "Bàn giao tài sản",
             "body": "Bàn giao trụ sở.", "readers": ["", "văn thư"]}  # fmt: skip


def as_tcvn3(text: str) -> str:
    return "".join(TCVN3_LETTERS.get(letter, letter) for letter in text)


@pytest.fixture
def run(tmp_path):
    def run(documents, questions, /, **how) -> list[list[str]]:
        given = {"d": documents, "q": questions}
        how = {"engine": "tantivy"} | how
        for name, rows in given.items():
            lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
            (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        out = tmp_path / "out.tsv"
        call_command(
            "search_eval",
            **{"documents": tmp_path / "d", "queries": tmp_path / "q", "run": out} | how,
        )
        return [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]

    return run


def asks(qid: object, text: str, *readers: str) -> dict[str, object]:
    return {"qid": qid, "text": text, "reader": list(readers)}


def test_each_question_finds_what_its_reader_may_see(run):
    rows = run(
        [RUBBISH, HAND_OVER],
        [
            asks("q1", "phan loai rac", "mọi người"),
            asks("q2", "phan loai rac", "văn thư"),
            asks(3, "7/qd-ubnd", ""),
            asks(4, "tạ quốc vỹ", "mọi người"),
            asks(5, "quyết định", "văn thư"),
            asks(6, "quyết định"),
        ],
    )
    assert rows == [
        ["q1", "1", "a/1", "1"],
        ["3", "1", "7", "1"],
        ["4", "1", "a/1", "1"],
        ["5", "1", "7", "1"],
    ]


def test_no_more_than_the_depth_is_written_and_the_total_is_whole(run):
    documents = [{**HAND_OVER, "id": f"d{one}"} for one in range(12)]
    rows = run(documents, [asks("q", "bàn giao", "văn thư")], depth=5)
    assert [row[1] for row in rows] == ["1", "2", "3", "4", "5"]
    assert {row[3] for row in rows} == {"12"}


@pytest.mark.parametrize("told", ["tcvn3", None])
def test_old_text_is_found_whether_its_encoding_is_told_or_not(run, told):
    old = {**RUBBISH, "title": as_tcvn3("Phân loại rác"), "body": as_tcvn3(BODY)}
    old |= {"encoding": told} if told else {}
    rows = run([old], [asks("q", "phân loại rác thành ba nhóm", "mọi người")])
    assert rows == [["q", "1", "a/1", "1"]]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "is no JSON"),
        ("[1]", "is no JSON object"),
        ('{"id": 1%s}' % ("0" * 5000), "has a number of thousands of digits"),
        ({**RUBBISH, "id": None}, 'has no "id"'),
        ({**RUBBISH, "id": "a\tb"}, '"id" has a tab'),
        ({**RUBBISH, "id": "a\u2028b"}, '"id" has a tab or a line break'),
        ({**RUBBISH, "id": "\ud800"}, '"id" has half a letter'),
        ({**RUBBISH, "id": 1.5}, '"id" is neither a text nor a whole number'),
        ({**RUBBISH, "readers": "p1"}, '"readers" is not a list of tokens'),
        ({**RUBBISH, "title": ["x"]}, '"title" is not a text'),
        ({**RUBBISH, "issued": "2025-02-30"}, '"issued" is no date'),
        ({**RUBBISH, "encoding": "koi8"}, '"encoding" is not one of'),
        (HAND_OVER, 'has the "id" of an earlier line'),
    ],
)
def test_a_bad_document_is_named_by_its_line(run, line, why):
    with pytest.raises(CommandError) as refused:
        run([HAND_OVER, "", line], [asks("q", "rác", "r")])
    assert f"line 3: {why}" in str(refused.value)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("line", ["x", {"qid": 1, "reader": []}, {"text": "a", "reader": []}])
def test_a_bad_question_is_named_by_its_line(run, line):
    with pytest.raises(CommandError, match="line 2: ") as refused:
        run([HAND_OVER], [asks("q", "rác", "r"), line])
    assert refused.value.returncode == 2


def test_a_question_with_the_name_of_another_is_named_by_its_line(run):
    with pytest.raises(CommandError, match='line 2: has the "qid" of an earlier line') as refused:
        run([HAND_OVER], [asks("q", "rác", "r"), asks("q", "đất", "r")])
    assert refused.value.returncode == 2


def test_several_processes_read_the_same_set_in_its_order_to_its_first_bad_line(tmp_path):
    rows = [{**RUBBISH, "id": f"d{at}"} for at in range(900)]
    lines = [
        "\ufeff",
        *(json.dumps(row) + ("\r\n" if row["id"] > "d5" else "\n\n") for row in rows),
    ]
    (tmp_path / "d").write_text("".join(lines), encoding="utf-8", newline="")
    alone, together = (list(documents_of(tmp_path / "d", worth_it=most)) for most in (1 << 40, 0))
    assert together == alone
    assert [document.name for document in alone] == [row["id"] for row in rows]
    (tmp_path / "d").write_text("".join([*lines[:700], "{\n", *lines[700:]]), encoding="utf-8")
    together = iter(documents_of(tmp_path / "d", worth_it=0))
    wrong = next(document for document in together if document.entry is None)
    assert wrong.wrong.startswith("is no JSON")
    together.close()


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    for name in ("documents", "queries"):
        with pytest.raises(CommandError, match="nowhere cannot be read: No such file") as refused:
            run([HAND_OVER], [asks("q", "rác", "r")], **{name: tmp_path / "nowhere"})
        assert refused.value.returncode == 2


def test_where_no_run_can_be_written_nothing_is_loaded(run, tmp_path, capsys):
    for where in (tmp_path / "no" / "out.tsv", tmp_path):
        with pytest.raises(CommandError, match="cannot be written"):
            run([HAND_OVER], [asks("q", "rác", "r")], run=where)
    assert "documents in" not in capsys.readouterr().err


def test_a_run_that_breaks_off_leaves_the_last_whole_one_and_no_half(run, tmp_path):
    run([HAND_OVER], [asks("q", "bàn giao", "")])
    whole = (tmp_path / "out.tsv").read_text(encoding="utf-8")
    with pytest.raises(CommandError):
        run([HAND_OVER, "{"], [asks("q", "bàn giao", "")])
    assert (tmp_path / "out.tsv").read_text(encoding="utf-8") == whole
    assert {one.name for one in tmp_path.iterdir()} == {"d", "q", "out.tsv"}


def test_a_line_of_an_old_text_that_is_surely_new_stays_and_marks_may_stand_apart(run):
    body = f"{as_tcvn3('Xử lý vi phạm trật tự xây dựng')}\nThư viện mở cửa buổi tối"
    old = {**RUBBISH, "title": "Đổi tên đường", "body": body, "encoding": "tcvn3"}
    untold = {**old, "id": "b", "body": unicodedata.normalize("NFD", body)}
    del untold["encoding"]
    texts = "đổi tên đường", "xử lý vi phạm trật tự", "thư viện mở cửa buổi tối"
    questions = [asks(at, f'"{text}"', "mọi người") for at, text in enumerate(texts)]
    rows = run([old, untold], questions)
    assert {(row[0], row[2]) for row in rows} == {
        (str(q), d) for q in range(3) for d in ("a/1", "b")
    }


def test_a_question_as_long_as_a_book_is_asked_by_its_beginning(run):
    began = time.monotonic()
    assert [line[2] for line in run([HAND_OVER], [asks("q", "bàn giao " * 40_000, "")])] == ["7"]
    assert time.monotonic() - began < 20


def test_the_command_needs_no_database_and_ends_with_two_at_a_bad_line(tmp_path):
    (tmp_path / "d").write_text(json.dumps(RUBBISH) + "\n", encoding="utf-8")
    (tmp_path / "q").write_text('{"qid": 1}\n', encoding="utf-8")
    command = [sys.executable, "manage.py", "search_eval", "--engine", "tantivy", "--run", "x.tsv"]
    ended = subprocess.run(
        [*command, "--documents", str(tmp_path / "d"), "--queries", str(tmp_path / "q")],
        cwd=ROOT,
        env={"DATA_DIR": str(tmp_path / "var"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert 'line 1: "text" is not a text.' in ended.stderr


@pytest.mark.parametrize(
    ("written", "key"),
    [("Quyết định", "QĐ"), ("quyết định", "QĐ"), ("QĐ", "QĐ"), ("qđ", "QĐ"), ("qd", "QĐ"),
     ("Công văn", "CV"), ("CV", "CV"), ("ĐA", "ĐA"), ("DA", "DA"), ("HĐ", "HĐ"), ("HD", "HD"),
     ("Hướng dẫn", "HD"), ("TTr", "TTr"), ("Nghị định", "NĐ"), ("Thư công", "ThC"), ("", "")],
)  # fmt: skip
def test_a_kind_may_be_a_name_a_code_or_a_key(written, key):
    assert kind_of(written)[0] == key


def test_a_kind_that_nobody_knows_is_still_found_by_its_words():
    assert kind_of("Lời kêu gọi") == ("Lời kêu gọi", ("Lời kêu gọi",))


def test_names_of_any_length_are_taken_by_their_beginnings(run):
    long = dict.fromkeys(("type", "office", "unit", "field", "signer", "number"), "đ" * 40000)
    rows = run([HAND_OVER | long, RUBBISH], [asks("q", "bàn giao", "")])
    assert rows == [["q", "1", "7", "1"]]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Số: 88/TB-UBND", "88/tb-ubnd"),
        ("QĐ 88/UBND", "88/QĐ-UBND"),
        ("88", "số 88"),
        (88, "quyết định 88 năm 2025"),
        ("088a", "88a"),
        ("88/2025", "quyết định số 88/2025"),
    ],
)
def test_a_number_is_known_however_the_set_writes_it(run, written, asked):
    told = {**HAND_OVER, "number": written, "issued": "2025-05-06"}
    assert run([told], [asks("q", asked, ""), asks("r", "89", "")]) == [["q", "1", "7", "1"]]


def test_a_line_tells_the_entry_what_the_page_would_be_told():
    name, entry = entry_of(json.dumps(RUBBISH), 4)
    assert (name, entry.id, entry.kind, entry.year) == ("a/1", 4, "KH", 2025)
    assert entry.meta[:3] == ("Kế hoạch", "KH", "Ủy ban nhân dân phường Hòa Minh")
    assert question_of(json.dumps(asks("q", "x", "mọi người"))).readers == entry.readers
    with pytest.raises(BadLineError, match="character"):
        entry_of('{"id": 1,', 1)


@pytest.mark.elasticsearch
@pytest.mark.usefixtures("on_elasticsearch")
def test_elasticsearch_writes_the_same_run_to_the_last_rank(run, elastic, settings):
    """Of every eighth document of the relevance set, with a key for our own indices alone."""
    lines = {
        name: (RELEVANCE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for name in ("documents", "queries")
    }
    told = lines["documents"][::8], lines["queries"][::6]
    on_tantivy, on_elasticsearch = (run(*told, engine=name) for name in ENGINES)
    assert on_elasticsearch == on_tantivy
    assert len({row[0] for row in on_tantivy}) > 40
    with closing(elastic.engine(settings.ELASTICSEARCH_PREFIX)) as engine:
        assert not engine._writer.indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-eval-*")


def test_without_a_server_the_command_says_what_it_needs(run):
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        run([HAND_OVER], [asks("q", "rác", "r")], engine="elasticsearch")
