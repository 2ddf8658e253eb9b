"""What only the engine in a folder does: its schema, its lock, its one live folder."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tantivy

from search.engine import FACETS, Ask, EngineAwayError, IndexIsHeldError, IndexNotReadyError
from search.engines.beside import Beside
from search.engines.tantivy import TantivyEngine
from search.rules.plan import AtLeast, Fixed
from search.rules.question import read_question
from tests.search.shelf import EVERYONE, an_entry, ask, found, no_room, write

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def engine(tmp_path):
    engine = TantivyEngine(tmp_path / "index")
    engine.rebuild([an_entry(1, "Phân loại rác")])
    return engine


def test_an_index_of_another_schema_is_not_asked(engine):
    (engine.folder / "current").write_text('{"name": "x", "schema": -1}')
    assert not engine.is_current()
    with pytest.raises(IndexNotReadyError):
        found(engine, "rác")


def test_a_held_index_is_read_but_not_written(engine):
    other = TantivyEngine(engine.folder)
    with engine.holding():
        engine.write([an_entry(9, "Thông báo")])
        assert found(other, "thông báo") == [9]
        with pytest.raises(IndexIsHeldError):
            other.write([])
        with pytest.raises(IndexIsHeldError):
            other.rebuild([])
    other.write([], gone=[9])
    assert found(engine, "thông báo") == []


def test_a_rebuild_leaves_one_folder(engine):
    engine.rebuild([an_entry(77, "Phân loại rác")])
    assert found(engine, "phân loại rác") == [77]
    assert len(list(engine.folder.glob("index-*"))) == 1


def test_who_holds_the_index_keeps_its_writer_so_that_no_batch_waits_for_merging(engine):
    live = next(engine.folder.glob("index-*"))
    with engine.holding():
        engine.write([an_entry(2, "Thông báo")])
        with pytest.raises(ValueError, match="Lock"):
            tantivy.Index.open(str(live)).writer(num_threads=1)
    tantivy.Index.open(str(live)).writer(num_threads=1).wait_merging_threads()


def test_half_a_batch_is_not_committed_with_the_next_one(engine):
    unwritable = an_entry(2**70, "Tờ trình")
    with engine.holding():
        with pytest.raises(OverflowError):
            engine.write([an_entry(2, "Thông báo"), unwritable])
        engine.write([an_entry(3, "Báo cáo")])
    assert found(engine, "thông báo") == []
    assert found(engine, "báo cáo") == [3]


def test_an_office_without_a_server_never_loads_its_library():
    said = subprocess.run(
        [sys.executable, "-c", _LOADED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split() == ["TantivyEngine"]


_LOADED = """
import sys
from office.asgi import application
from search.engines import the_engine
print(type(the_engine()).__name__, *{"elasticsearch", "elastic_transport"} & set(sys.modules))
"""


# What a crash and a full disk leave


def long_entries(first: int, count: int):
    for pk in range(first, first + count):
        yield an_entry(pk, f"Kế hoạch {pk}", " ".join(f"từ{pk}x{at}" for at in range(800)))


def folders(engine) -> list[str]:
    return sorted(path.name for path in engine.folder.glob("*-*"))


def test_a_full_disk_waits_and_the_index_stays_as_it_is(tmp_path):
    engine = TantivyEngine(tmp_path)
    engine.rebuild([an_entry(1, "Thu gom rác thải")])
    before = folders(engine)
    with no_room(50_000):
        for _ in range(2):
            with pytest.raises(EngineAwayError, match="no room"):
                write(engine, long_entries(100, 50))
            with pytest.raises(EngineAwayError, match="no room"):
                engine.rebuild(long_entries(100, 50))
        assert found(engine, "rác thải") == [1]
        assert folders(engine) == before  # no half index takes what room there is
    write(engine, long_entries(100, 50))
    assert len(found(engine, "", limit=100)) == 51
    assert engine.rebuild(long_entries(100, 50)) == 50
    assert len(folders(engine)) == 1


def test_who_held_an_index_that_was_taken_away_gives_way(tmp_path):
    engine = TantivyEngine(tmp_path / "index")
    with engine.holding():
        engine.rebuild([an_entry(1, "Thu gom rác thải")])
        shutil.rmtree(engine.folder)
        with pytest.raises(IndexIsHeldError):
            engine.rebuild([an_entry(1, "Thu gom rác thải")])
        with TantivyEngine(tmp_path / "index").holding(), pytest.raises(IndexIsHeldError):
            write(engine, [an_entry(1, "Thu gom rác thải")])


def test_what_a_killed_rebuild_left_is_taken_away(tmp_path):
    engine = TantivyEngine(tmp_path)
    engine.rebuild([an_entry(1, "Thu gom rác thải")])
    before = folders(engine)
    (tmp_path / "index-half" / "deep").mkdir(parents=True)
    (tmp_path / "current.index-half").touch()
    engine.tidy()
    assert folders(engine) == before
    assert found(engine, "rác thải") == [1]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[]", b'{"schema": 1}'])
def test_a_damaged_name_of_the_live_folder_is_no_index(tmp_path, damage):
    engine = TantivyEngine(tmp_path)
    engine.rebuild([an_entry(1, "Thu gom rác thải")])
    (tmp_path / "current").write_bytes(damage)
    assert not engine.is_current()
    with pytest.raises(IndexNotReadyError):
        found(engine, "rác thải")
    engine.rebuild([an_entry(1, "Thu gom rác thải")])
    assert found(engine, "rác thải") == [1]


def test_a_folder_of_another_user_is_away_and_not_on_its_way(tmp_path, monkeypatch):
    engine = TantivyEngine(tmp_path / "index")
    assert engine.state().state == "missing"

    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied", "current")

    monkeypatch.setattr(engine, "_reloaded", refuse)
    assert engine.state().state == "away"
    assert "Permission denied" in engine.state().words


@pytest.mark.parametrize("count", range(3, 8))
def test_all_words_but_one_are_enough_and_all_that_are_met_count(tmp_path, count):
    words = ["ba", "de", "gi", "ho", "ku", "la", "me"][:count]
    subsets = [[word for word in words if pk >> words.index(word) & 1] for pk in range(2**count)]
    engine = TantivyEngine(tmp_path)
    engine.rebuild(an_entry(pk + 1, " ".join(some)) for pk, some in enumerate(subsets))
    plan = AtLeast(tuple(Fixed("bare_words", word, 1.0) for word in words), count - 1)
    asked = Ask(question=read_question(""), readers=EVERYONE, nearly=plan, limit=20)
    enough = [pk + 1 for pk, some in enumerate(subsets) if len(some) >= count - 1]
    assert sorted(engine.search(asked).ids) == enough
    assert engine.search(asked).ids[0] == enough[-1]  # the one that has them all


def test_documents_told_again_make_no_word_one_of_every_document(tmp_path, monkeypatch):
    """What is taken away and not yet dropped is still weighed by: the best ones stay in front."""
    engine = TantivyEngine(tmp_path)
    entries = [
        an_entry(pk, "Kế hoạch", body="rác " * (pk % 9 + 1) if pk % 5 else "thu gom")
        for pk in range(1, 2001)
    ]
    engine.rebuild(entries)
    engine.write(entries[::2])
    shown = found(engine, "rac")
    monkeypatch.setattr("search.engines.tantivy.says_nothing", lambda *_: False)
    assert shown == found(engine, "rac")
    assert all(pk % 9 == 8 for pk in shown)


def test_counts_are_made_beside_for_many_and_at_once_for_few(tmp_path, monkeypatch):
    """The same counts either way; an index of no many documents needs no thread."""
    engine = TantivyEngine(tmp_path)
    engine.rebuild(an_entry(pk, "Kế hoạch", unit=str(pk % 3)) for pk in range(1, 9))
    at_once = ask(engine, "kế hoạch", counted=FACETS)
    monkeypatch.setattr("search.engines.worth._FEW", 0)
    beside = ask(engine, "kế hoạch", counted=FACETS)
    assert isinstance(at_once.counts, dict)
    assert isinstance(beside.counts, Beside)
    assert at_once == beside
    assert at_once.counts["unit"] == {"0": 2, "1": 3, "2": 3}
