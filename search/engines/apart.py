"""An engine with a fresh index of its own, gone afterwards; the installation's is not touched."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engine import Engine
from search.engines.tantivy import TantivyEngine

ENGINES = ("tantivy", "elasticsearch")


class EngineMissingError(Exception):
    """The engine that was asked for is not to be had here; the message says what it needs."""


@contextmanager
def an_engine_apart(name: str) -> Iterator[Engine]:
    """Give an engine of this name in a folder or under a prefix of its own, then take it away."""
    if name != "tantivy":
        raise EngineMissingError("Elasticsearch needs ELASTICSEARCH_URL.")
    with tempfile.TemporaryDirectory(prefix="search-eval-") as folder:
        yield TantivyEngine(Path(folder) / "index")
