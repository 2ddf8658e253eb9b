"""An engine with a fresh index of its own, gone afterwards; the installation's is not touched."""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from search.engine import Engine
from search.engines import elasticsearch_engine
from search.engines.tantivy import TantivyEngine

ENGINES = ("tantivy", "elasticsearch")


class EngineMissingError(Exception):
    """The engine that was asked for is not to be had here; the message says what it needs."""


@contextmanager
def an_engine_apart(name: str) -> Iterator[Engine]:
    """Give an engine of this name in a folder or under a prefix of its own, then take it away."""
    if name == "tantivy":
        with tempfile.TemporaryDirectory(prefix="search-eval-") as folder:
            yield TantivyEngine(Path(folder) / "index")
        return
    if not settings.ELASTICSEARCH_URL:
        raise EngineMissingError("Elasticsearch is asked where ELASTICSEARCH_URL names a server.")
    # Below the installation's own prefix: its key opens nothing else.
    engine = elasticsearch_engine(f"{settings.ELASTICSEARCH_PREFIX}-eval-{uuid.uuid4().hex[:12]}")
    try:
        yield engine
    finally:
        engine.forget()
