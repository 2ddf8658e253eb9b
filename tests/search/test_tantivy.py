"""What only the engine in a folder does: its schema, its lock, its one live folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from search.engine import IndexIsHeldError, IndexNotReadyError
from search.engines.tantivy import TantivyEngine
from tests.search.shelf import an_entry, found

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
